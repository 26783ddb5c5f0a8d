import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { scopeOf } from '../../domain/rights/scope.ts';
import { suggestionDecider } from '../../domain/suggestion/suggestion-decider.ts';
import { addDays, dateIn, instantOf, localDateOf } from '../../domain/time/instant.ts';
import { momentNow } from '../../ledger/moment.ts';
import { doneBy, startedBy } from '../../ledger/own-acts.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { transact } from '../../ledger/transact.ts';
import { aBureauOfRoles } from '../support/a-bureau-of-roles.ts';
import { aLedger, term } from '../support/a-ledger.ts';
import { staff } from '../support/an-actor.ts';
import { facts } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let closedId: string;
const now = instantOf('2026-10-19 09:00');

/** One hazard that was repaired late in two rounds and closed; one of which an extension was asked for, and which the deputy chased. */
beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(aBureauOfRoles(), '2024-01-01 00:00');
  const reports = async (number: string, at: string, zone = 'east') => {
    const id = randomUUID();
    await ledger.act(id, at, { type: 'ReportHazard', by: zone === 'east' ? 'inspector' : 'driver', number, zone, facts: facts() });
    return id;
  };
  const closed = await reports('AQ-2026-00001', '2026-09-01 09:00');
  const rectifies = (at: string) =>
    ledger.act(closed, at, { type: 'RectifyHazard', by: 'specific', measures: '已补齐', withoutPhoto: '涉密' });
  await rectifies('2026-09-21 09:00');
  await ledger.act(closed, '2026-09-21 15:00', { type: 'VerifyHazard', by: 'clerk', passed: false, opinion: '仍缺一处' });
  await rectifies('2026-09-22 09:00');
  await ledger.act(closed, '2026-09-23 15:00', { type: 'VerifyHazard', by: 'clerk', passed: true, opinion: '' });
  const asked = await reports('AQ-2026-00002', '2026-10-12 09:00');
  await ledger.act(asked, '2026-10-13 09:00', {
    type: 'RequestExtension',
    by: 'specific',
    until: addDays(dateIn(now), 10),
    reason: '材料未到场',
  });
  await ledger.act(asked, '2026-10-14 09:00', { type: 'ChaseHazard', by: 'deputy', words: '' });
  await ledger.act(asked, '2026-10-15 09:00', { type: 'CommentOnHazard', by: 'deputy', text: '已知悉' });
  closedId = closed;
  await lateElsewhere(reports);
});

/**
 * In another zone: a repair that was late for days when the office handed it on, after the first had refused the time that its holder asked
 * for, which the deputy never decided; one that its holder returned when it was late. And a suggestion.
 */
async function lateElsewhere(reports: (number: string, at: string, zone: string) => Promise<string>) {
  const late = await reports('AQ-2026-00003', '2026-09-01 09:00', 'west');
  await ledger.act(late, '2026-09-02 09:00', {
    type: 'RequestExtension',
    by: 'other-specific',
    until: localDateOf('2026-09-28'),
    reason: '材料未到场',
  });
  const request = caseIdMadeOf(late, 'request/1');
  for (let day = localDateOf('2026-09-03'); day <= '2026-09-18'; day = addDays(day, 1))
    await transact(ledger, requestDecider, {
      caseId: request,
      commandId: `climb/${day}`,
      actor: { system: 'clock' },
      at: instantOf(`${day} 17:30`),
      command: { type: 'Climb' },
    });
  const person = (id: string, at: string) => ({ commandId: randomUUID(), actor: { person: id }, at: instantOf(at) });
  const decides = { type: 'DecideRequest', by: 'first', granted: false, reason: '请继续整改' } as const;
  await transact(ledger, requestDecider, { caseId: request, ...person('first', '2026-09-21 09:00'), command: decides });
  const hands = { type: 'ReassignHazard', by: 'director', zone: 'east', reason: '责任区划分有误' } as const;
  await ledger.act(late, '2026-09-21 10:00', hands);
  const returned = await reports('AQ-2026-00004', '2026-09-01 09:00', 'west');
  await ledger.act(returned, '2026-09-21 11:00', { type: 'ReturnToOffice', by: 'other-specific', reason: '不属本责任区' });
  const suggestion = randomUUID();
  const makes = (number: string) => ({ type: 'MakeSuggestion' as const, by: 'engineer', number, text: '希望能一次选多张', about: null });
  await transact(ledger, suggestionDecider, { caseId: suggestion, ...person('engineer', '2026-10-12 09:00'), command: makes });
  const answers = { type: 'AnswerSuggestion', by: 'director', answer: '已列入下月改进' } as const;
  await transact(ledger, suggestionDecider, { caseId: suggestion, ...person('director', '2026-10-13 09:00'), command: answers });
}

afterAll(() => ledger.close());

const pageOf = async (person: string, page = 1, pageSize = 20) => {
  const scope = scopeOf(staff(person), await momentNow(ledger, now));
  return { person, scope, page, pageSize };
};
const started = async (person: string) =>
  (await startedBy(ledger, await pageOf(person), now)).items.map(({ kind, by, at, stage, owes }) => ({
    kind,
    by,
    at,
    stage,
    owes: owes?.person?.id,
  }));

describe('what somebody started', () => {
  it('stands with whom it lies now, first what is still owed', async () => {
    expect(await started('inspector')).toEqual([
      { kind: 'hazard', by: 'ReportHazard', at: instantOf('2026-10-12 09:00'), stage: 'rectifying', owes: 'specific' },
      { kind: 'hazard', by: 'ReportHazard', at: instantOf('2026-09-01 09:00'), stage: 'closed', owes: undefined },
    ]);
    expect(await started('specific')).toEqual([
      { kind: 'request', by: 'OpenRequest', at: instantOf('2026-10-13 09:00'), stage: 'deciding', owes: 'deputy' },
    ]);
  });

  it('holds what was pressed for, and no comment', async () =>
    expect(await started('deputy')).toEqual([
      { kind: 'hazard', by: 'ChaseHazard', at: instantOf('2026-10-14 09:00'), stage: 'rectifying', owes: 'specific' },
    ]));

  it('holds what was suggested', async () =>
    expect(await started('engineer')).toEqual([
      { kind: 'suggestion', by: 'MakeSuggestion', at: instantOf('2026-10-12 09:00'), stage: 'answered', owes: undefined },
    ]));

  it('is nothing for whoever asked for nothing', async () => expect(await started('head')).toEqual([]));
});

describe('what somebody did', () => {
  it('stands with the time it took him and what has become of it', async () => {
    const { items, total } = await doneBy(ledger, await pageOf('specific'), now);
    expect(total).toBe(2);
    expect(items.map(({ id, did, at, stage, owed }) => ({ id, did, at, stage, workdays: owed?.workdays, isLate: owed?.isLate }))).toEqual([
      { id: closedId, did: 'RectifyHazard', at: instantOf('2026-09-22 09:00'), stage: 'closed', workdays: 1, isLate: false },
      { id: closedId, did: 'RectifyHazard', at: instantOf('2026-09-21 09:00'), stage: 'closed', workdays: 15, isLate: true },
    ]);
  });

  it('is neither late nor in time where something else was owed then', async () => {
    const did = async (person: string) =>
      (await doneBy(ledger, await pageOf(person), now)).items.map((item) => [item.did, item.owed?.isLate]);
    expect(await did('director')).toEqual([
      ['AnswerSuggestion', false],
      ['ReassignHazard', undefined],
    ]);
    expect(await did('other-specific')).toEqual([['ReturnToOffice', undefined]]);
  });

  it('is not late by whoever decided what had climbed to him', async () => {
    const { items } = await doneBy(ledger, await pageOf('first'), now);
    expect(items.map(({ did, owed }) => ({ did, owed }))).toEqual([{ did: 'DecideRequest', owed: null }]);
  });

  it('comes a page at a time, and counts all of it on a page that is empty', async () => {
    const second = await doneBy(ledger, await pageOf('clerk', 2, 1), now);
    expect(second).toMatchObject({ total: 2, page: 2, items: [{ did: 'VerifyHazard', at: instantOf('2026-09-21 15:00') }] });
    expect(await doneBy(ledger, await pageOf('clerk', 3, 1), now)).toMatchObject({ total: 2, items: [], withheld: 0 });
  });

  it('is withheld once it is no longer his to see', async () => {
    const bureau = aBureauOfRoles();
    await ledger.puts({ ...bureau, office: { ...bureau.office, clerk: [term('director')], members: [] } }, '2026-10-18 09:00');
    await ledger.rows(`delete from notice where person = 'clerk'`);
    expect(await doneBy(ledger, await pageOf('clerk'), now)).toMatchObject({ total: 2, items: [], withheld: 2 });
  });
});
