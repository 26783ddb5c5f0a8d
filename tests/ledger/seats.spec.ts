import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, localDateOf, plusMs } from '../../domain/time/instant.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { caseById } from '../../ledger/one-case.ts';
import { changeOrganisation } from '../../ledger/organisation/change-organisation.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const at = (time: string) => instantOf(time);
const look = (time: string) => lookAtSeats(ledger, at(time));
const until = (person: string, to: string) => ({ person, from: term(person).from, to: at(to) });
const from = (person: string, since: string) => ({ person, from: at(since), to: null });
const told = async (caseId: string) =>
  (await ledger.rows('select person, kind from notice where case_id = $1 order by id', caseId)).map(
    ({ person, kind }) => `${person} ${kind}`,
  );
const vacancies = () => ledger.rows(`select id, title, stage from cases where kind = 'vacancy' order by opened_at, title`);

describe('the first look at the seats', () => {
  it('tells nobody that he took over; a vacant zone is work for the office, and the level above hears at once', async () => {
    const { caseId } = await ledger.reports('2026-09-28 09:00');
    await look('2026-09-29 09:00');
    expect(await told(caseId)).toEqual(['zhang task']);
    const [vacancy, ...others] = await vacancies();
    expect([vacancy?.['title'], vacancy?.['stage'], others.length]).toEqual(['城西责任区具体责任人空缺', 'vacant', 0]);
    expect(await told(vacancy?.['id'])).toEqual(['zhao vacancy', 'li vacancy']);
  });

  it('repeated finds nothing new', async () => {
    expect(await look('2026-09-29 09:01')).toEqual({ changed: 0, told: 0 });
    expect(await vacancies()).toHaveLength(1);
  });
});

describe('when another person takes over a zone', () => {
  it('on the day of the change the new one is told what he inherits, once, and the old one stays in the history', async () => {
    const { caseId } = await ledger.reports('2026-09-29 10:00');
    const specific = [until('zhang', '2026-10-09 00:00'), from('qian', '2026-10-09 00:00')];
    await ledger.puts(anOrganisation({ specific }), '2026-09-30 09:00');
    expect(await look('2026-10-08 23:59')).toMatchObject({ told: 0 });
    await look('2026-10-09 08:30');
    await look('2026-10-09 08:31');
    expect(await told(caseId)).toEqual(['zhang task', 'qian inherited']);
    expect(
      await ledger.act(caseId, '2026-10-09 09:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture }),
    ).toMatchObject({
      refusal: { code: 'NOT_YOURS' },
    });
    const [entry] = await ledger.rows(`select events from entry where case_id = $1 and command = 'TellSuccessor'`, caseId);
    expect(entry?.['events']).toMatchObject([{ type: 'HolderChanged', from: 'zhang', to: 'qian' }]);
  });

  it('an acting person is told on the first day of the absence, and the holder when he is back', async () => {
    const { caseId } = await ledger.reports('2026-10-09 10:00');
    const specific = [from('qian', '2026-10-09 00:00')];
    const absences = [{ person: 'qian', from: at('2026-10-12 00:00'), to: at('2026-10-14 00:00'), acting: 'sun' }];
    await ledger.puts(anOrganisation({ specific, absences }), '2026-10-10 09:00');
    await look('2026-10-12 08:30');
    await look('2026-10-14 08:30');
    expect(await told(caseId)).toEqual(['qian task', 'sun inherited', 'qian copy', 'qian inherited']);
  });
});

describe('when a seat falls vacant', () => {
  it('a case for the office is opened at once, climbs, and ends with the appointment', async () => {
    await ledger.puts(anOrganisation({ specific: [until('qian', '2026-10-20 00:00')] }), '2026-10-19 09:00');
    const { caseId } = await ledger.reports('2026-10-19 10:00');
    await look('2026-10-20 08:30');
    const [, vacancy] = await vacancies();
    expect(vacancy).toMatchObject({ title: '城东责任区具体责任人空缺', stage: 'vacant' });
    expect(await told(caseId)).toContain('zhao inherited');
    await climbWall(ledger, at('2026-10-23 17:30'));
    expect(await told(vacancy?.['id'])).toEqual(['zhao vacancy', 'li vacancy', 'zhao reminder', 'wang escalation']);

    await ledger.puts(anOrganisation({ specific: [from('zhang', '2026-10-24 00:00')] }), '2026-10-24 09:00');
    await look('2026-10-24 09:01');
    expect((await vacancies())[1]).toMatchObject({ stage: 'filled' });
    expect(await told(caseId)).toContain('zhang inherited');
    expect(await told(vacancy?.['id'])).not.toContain('zhang appointed');
  });

  it('that is vacant, filled and vacant again within a second opens two cases, each with a number of its own', async () => {
    for (const [i, isHeld] of [true, false, true, false].entries()) {
      const moment = plusMs(at('2026-10-26 10:00'), i * 10);
      await ledger.puts(anOrganisation({ specific: isHeld ? [{ person: 'zhang', from: moment, to: null }] : [] }), moment);
      await lookAtSeats(ledger, moment);
    }
    const numbers = await ledger.rows(`select number from cases where kind = 'vacancy' and zone = 'east' order by opened_at`);
    expect(numbers.map(({ number }) => number).slice(-2)).toEqual(['KQ-east-具-2026-2', 'KQ-east-具-2026-3']);
  });

  it('says who appointed whom from when on, and on what basis, also when that day comes later', async () => {
    const shown = async (time: string) => {
      const [row] = await ledger.rows(`select id from cases where kind = 'vacancy' and zone = 'west'`);
      return (await caseById(ledger, row?.['id'], 'zhao', at(time)))?.vacancy;
    };
    const nobody = { post: 'specific', planned: null, appointed: null, appointedBy: null, basis: null };
    expect(await shown('2026-10-27 09:00')).toEqual(nobody);
    const appoint = { type: 'AppointHolder', post: 'specific', scope: 'west', person: 'qian', from: localDateOf('2026-10-29') } as const;
    await changeOrganisation(ledger, appoint, { by: 'zhao', at: at('2026-10-27 09:00'), reason: '青建任〔2026〕12号' });
    await changeOrganisation(
      ledger,
      { type: 'CorrectPerson', person: 'qian', correction: { title: '科长' } },
      { by: 'li', at: at('2026-10-28 09:00') },
    );
    expect(await shown('2026-10-28 09:01')).toMatchObject({ planned: { person: { id: 'qian' }, from: at('2026-10-29 00:00') } });
    await look('2026-10-29 00:01');
    expect(await shown('2026-10-29 00:01')).toMatchObject({
      planned: null,
      appointed: { id: 'qian' },
      appointedBy: { id: 'zhao' },
      basis: '青建任〔2026〕12号',
    });
    const [row] = await ledger.rows(`select id from cases where kind = 'vacancy' and zone = 'west'`);
    expect((await told(row?.['id'])).at(-1)).toBe('qian appointed');
  });

  it('leaves a record that verifies', async () => {
    expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
  });
});
