import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { addDays, dateIn, instantAt, instantFromMs, localDateOf, msOf, yearOf } from '../../domain/time/instant.ts';
import { statutoryDays } from '../../domain/time/statutory-days.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

const today = dateIn(instantFromMs(Date.now()));
const nextYear = yearOf(today) + 1;
/** A deadline in the middle of next year, whatever today is, and a notice that makes its whole week free. */
const dueOn = localDateOf(`${nextYear}-06-15`);
const days = Math.round((msOf(instantAt(dueOn, 0)) - msOf(instantAt(today, 0))) / 86_400_000);
const notice = {
  source: '示例发〔2026〕1号',
  daysOff: [...new Set([...statutoryDays(nextYear), ...[0, 1, 2, 3, 4, 5, 6].map((day) => addDays(dueOn, day))])],
  makeupWorkdays: [],
};
const policy = {
  ...defaultPolicy,
  ordinaryNotices: 'anyTime' as const,
  ladders: { ...defaultPolicy.ladders, 'hazard.rectify.general': { ...defaultPolicy.ladders['hazard.rectify.general'], limit: { days } } },
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  bureau = await aBureau(policy);
  api = await anApi(bureau.ledger, ['qian', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await bureau.close();
});

const path = `/api/calendar/${nextYear}`;
const adoption = async () =>
  (await api.call('zhao', 'GET', path)).body as unknown as { adoption: { finishedAt: string | null; moved: number } };

describe('next year’s days off are amended while Temporal is away', () => {
  it('and the worker is killed half-way: every deadline moves once all the same, and whoever owes is told', async () => {
    const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
    const { body: hazard } = await api.call('qian', 'POST', '/api/hazards', seen);
    await bureau.mailTo('zhang@example.com', 1);
    await bureau.killTemporal();
    expect(await api.call('zhao', 'PUT', path, notice)).toMatchObject({ status: 200, body: { version: 2 } });

    await bureau.killWorker();
    await bureau.restartTemporal();
    await bureau.restartWorker({ SAFETY_GRID_CRASH_AT: 'adopt:before-commit' });
    await bureau.workerEnded();
    expect(await adoption()).toMatchObject({ adoption: { finishedAt: null, moved: 0 } });

    await bureau.restartWorker();
    await until(async () => (await adoption()).adoption.finishedAt !== null);
    expect(await adoption()).toMatchObject({ adoption: { moved: 1 } });
    await bureau.mailTo('zhang@example.com', 2);
    const told = bureau.said(hazard.number).filter(({ tag }) => tag === '【期限变更】');
    expect(told).toMatchObject([{ to: 'zhang@example.com' }]);
    expect(told[0]?.text).toContain('放假调休安排已公布，原期限6月');
    const { body } = await api.call('zhao', 'GET', `/api/hazards/${hazard.id}`);
    expect(body.timeline.map(({ command }) => command)).toEqual(['ReportHazard', 'AdoptCalendar']);
    expect((body as unknown as { owes: { dueAt: string } }).owes.dueAt > instantAt(addDays(dueOn, 6), 0)).toBe(true);
  });
});
