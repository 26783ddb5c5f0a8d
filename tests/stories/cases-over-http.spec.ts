import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs, instantOf, yearOf } from '../../domain/time/instant.ts';
import { yearAsKnown } from '../../domain/time/work-calendar.ts';
import { adoptBatch, adoptionOfCalendar } from '../../ledger/adopt-batch.ts';
import { putYear } from '../../ledger/calendar.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { watchYear } from '../../ledger/watch-year.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao', 'li']);
  await lookAtSeats(ledger, now());
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

const now = () => instantFromMs(Date.now());
const aCase = async (id: string, as: string | null = 'zhao') => api.call(as, 'GET', `/api/cases/${id}`);
const idOf = async (kind: string) => (await ledger.rows('select id from cases where kind = $1', kind))[0]?.['id'] as string;

describe('a case that is no hazard, over HTTP', () => {
  it('a vacancy says which seat, who owes by when, who is told next, and in the end who was appointed', async () => {
    const id = await idOf('vacancy');
    expect(await aCase(id)).toMatchObject({
      status: 200,
      body: {
        kind: 'vacancy',
        partOf: null,
        stage: 'vacant',
        title: '城西责任区具体责任人空缺',
        zone: { code: 'west', name: '城西责任区' },
        owes: { duty: 'vacancy.fill', post: 'office', person: { name: '赵敏' } },
        ladder: [{ key: 'day-before' }, { key: 'first', tells: [{ post: 'first', person: { name: '王海平' } }] }, { key: 'weekly' }],
        vacancy: { post: 'specific', appointed: null },
        year: null,
        timeline: [{ actor: 'clock', command: 'OpenVacancy', told: [{ id: 'zhao' }, { id: 'li' }] }],
        notices: [
          { person: { id: 'zhao' }, kind: 'vacancy' },
          { person: { id: 'li' }, kind: 'vacancy' },
        ],
      },
    });
    expect((await api.call('zhao', 'GET', '/api/tasks')).body).toMatchObject({ owed: [{ kind: 'vacancy', id }] });

    expect(await api.call('zhao', 'PUT', '/api/organisation', anOrganisation({ west: [term('qian')] }))).toMatchObject({ status: 200 });
    expect((await aCase(id)).body).toMatchObject({
      stage: 'filled',
      owes: null,
      ladder: [],
      vacancy: { post: 'specific', appointed: { name: '钱进' } },
      timeline: [{}, { command: 'FillVacancy' }],
    });
  });

  it('an awaited year says which, and ends with its adoption', async () => {
    const year = yearOf(dateIn(now())) + 1;
    await watchYear(ledger, instantOf(`${year - 1}-11-02 09:00`));
    const id = await idOf('year-watch');
    expect((await aCase(id)).body).toMatchObject({
      kind: 'year-watch',
      stage: 'awaited',
      year,
      vacancy: null,
      owes: { duty: 'calendar.publish', post: 'office' },
    });
    const { daysOff } = yearAsKnown(year, []);
    await putYear(ledger.pool, { year, status: 'published', source: '示例', daysOff, makeupWorkdays: [] }, { by: 'zhao', at: now() });
    const adoption = await adoptionOfCalendar(ledger, 1);
    while (!(await adoptBatch(ledger, adoption, now(), 100)).finishedAt);
    expect((await aCase(id)).body).toMatchObject({ stage: 'published', owes: null, year });
  });

  it('a hazard and its request answer as well, and say whose part they are', async () => {
    const report = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
    const { body: hazard } = await api.call('qian', 'POST', '/api/hazards', report);
    const until = addDays(dateIn(now()), 20);
    await api.call('zhang', 'POST', `/api/hazards/${hazard.id}/commands`, { type: 'RequestExtension', until, reason: '材料未到场' });
    expect((await aCase(hazard.id)).body).toMatchObject({ kind: 'hazard', partOf: null, vacancy: null, year: null });
    expect((await aCase(await idOf('request'))).body).toMatchObject({ kind: 'request', partOf: hazard.id, owes: { person: { id: 'li' } } });
  });

  it('is shown to whoever it concerns and to the office; to anybody else it is as if there were none', async () => {
    expect(await aCase(await idOf('vacancy'), 'li')).toMatchObject({ status: 200 });
    const [unseen, unknown] = [await aCase(await idOf('vacancy'), 'zhang'), await aCase('11111111-1111-4111-8111-111111111111', 'zhang')];
    expect(unseen).toMatchObject({ status: 404, body: { code: 'CASE_UNKNOWN' } });
    expect(unseen.body).toEqual(unknown.body);
    expect(await aCase(await idOf('vacancy'), null)).toMatchObject({ status: 401 });
    expect(await aCase('11111111-1111-4111-8111-111111111111')).toMatchObject({ status: 404, body: { code: 'CASE_UNKNOWN' } });
    expect(await aCase('nothing')).toMatchObject({ status: 404 });
  });
});
