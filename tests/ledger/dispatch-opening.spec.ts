import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Period } from '../../domain/dispatch/period.ts';
import type { UnitReport } from '../../domain/dispatch/unit-report.ts';
import type { HazardEvent } from '../../domain/hazard/hazard.ts';
import { figureOf } from '../../domain/metrics/figures.ts';
import type { FigureKey } from '../../domain/metrics/figures.ts';
import { together } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import { statisticsDecider } from '../../domain/statistics/statistics.ts';
import type { Term } from '../../domain/statistics/term.ts';
import { instantOf, showInShanghai } from '../../domain/time/instant.ts';
import { askForMonth, askForMonthDue, nextMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { lookAtUnits } from '../../ledger/dispatch/look-at-units.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { monthsCounted, statisticsCaseId, statisticsShown, watchStatistics } from '../../ledger/dispatch/statistics.ts';
import { transact } from '../../ledger/transact.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

const october = '2026-10' as Period;
const cutOff = instantOf('2026-10-23 08:30');

let ledger: Awaited<ReturnType<typeof aLedger>>;
const base = anOrganisation({ west: [term('qian')] });
const u1 = { code: 'u1', name: '安全监督站', level: 3, parent: 'bureau', head: [term('zhang')] };
const u2 = { code: 'u2', name: '轨道办', level: 3, parent: 'bureau', head: [term('qian')] };
const withUnits = (...units: (typeof u1)[]) => ({
  ...base,
  grids: [...base.grids, ...units],
  zones: base.zones.map((zone) => ({ ...zone, grid: zone.code === 'west' && units.some(({ code }) => code === 'u2') ? 'u2' : 'u1' })),
});
beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(withUnits(u1, u2), '2024-01-01 00:00');
  const closes = async (caseId: string, rectifiedAt: string, verifiedAt: string) => {
    await ledger.act(caseId, rectifiedAt, { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await ledger.act(caseId, verifiedAt, { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
  };
  const reports = async (at: string, zone = 'east') => (await ledger.reports(at, { zone })).caseId;
  // Before the month, and over: counts for nothing in it.
  await closes(await reports('2026-09-01 09:00'), '2026-09-02 09:00', '2026-09-03 09:00');
  // Found before the month, closed in it, in time; the next ones repeat it.
  await closes(await reports('2026-09-21 09:00'), '2026-09-27 09:00', '2026-09-28 09:00');
  await closes(await reports('2026-09-29 09:00'), '2026-10-12 17:00', '2026-10-13 09:00');
  await closes(await reports('2026-09-29 10:00'), '2026-10-13 09:00', '2026-10-14 09:00');
  await reports('2026-09-30 09:00', 'west');
  await reports('2026-10-22 09:00', 'west');
  // After the cut-off.
  await reports('2026-10-23 09:00', 'west');
});
afterAll(() => ledger.close());

async function opensWhole() {
  for (;;) {
    const { standing } = await openNext(ledger, october, instantOf('2026-10-23 08:31'));
    if (standing) return standing;
  }
}

/** The figures once more, straight from the stored events and by other means than the product's. */
async function countedByHand(span: { from: string; to: string }) {
  const rows = await ledger.rows(
    `select e.case_id, e.at, e.events from entry e join cases c on c.id = e.case_id where c.kind = 'hazard' and e.at <= $1 order by e.case_id, e.revision`,
    span.to,
  );
  type Told = HazardEvent & { at: string };
  const byCase = new Map<string, Told[]>();
  for (const { case_id, at, events } of rows)
    byCase.set(case_id, [
      ...(byCase.get(case_id) ?? []),
      ...(events as HazardEvent[]).map((event) => ({ ...event, at: at.toISOString() }) as Told),
    ]);
  const isIn = (at: string | undefined) => at !== undefined && span.from < at && at <= span.to;
  const cases = [...byCase.values()].map((events) => {
    const find = (type: string) => events.find((event) => event.type === type)?.at;
    const due = events.findLast((event) => event.type === 'ObligationOpened' && event.obligation.duty.startsWith('hazard.rectify'));
    const dueAt = due?.type === 'ObligationOpened' ? due.obligation.due.at : '';
    return { found: find('HazardReported'), rectified: find('HazardRectified'), closed: find('HazardClosed'), dueAt };
  });
  const due = cases.filter(({ closed, dueAt }) => isIn(closed !== undefined && closed < dueAt ? closed : dueAt));
  const found = cases.filter(({ found: at }) => isIn(at));
  return {
    found: found.length,
    due: due.length,
    closedOfDue: due.filter(({ closed }) => closed !== undefined).length,
    closedOnTime: due.filter(({ closed, rectified, dueAt }) => closed !== undefined && rectified !== undefined && rectified <= dueAt)
      .length,
    open: cases.filter(({ closed }) => closed === undefined).length,
    closed: cases.filter(({ closed }) => isIn(closed)).length,
  };
}

describe('opening a month', () => {
  it('is asked for once: by itself on its day and not before, or by hand, whichever is first', async () => {
    // The 25th is a Sunday.
    expect(await nextMonth(ledger, instantOf('2026-10-23 08:29'))).toEqual({ period: october, opensAt: cutOff });
    expect(await askForMonthDue(ledger, instantOf('2026-10-23 08:29'))).toBe(false);
    const asked = await Promise.all([
      askForMonth(ledger, october, 'zhao', cutOff),
      askForMonthDue(ledger, cutOff),
      askForMonth(ledger, october, 'zhao', cutOff),
    ]);
    expect(asked.filter((each) => each === true || (typeof each === 'object' && 'isNew' in each && each.isNew))).toHaveLength(1);
    expect(await askForMonth(ledger, '2026-11' as Period, 'zhao', cutOff)).toMatchObject({ refusal: { code: 'PERIOD_AHEAD' } });
    expect(await askForMonth(ledger, '2026-09' as Period, 'zhao', cutOff)).toMatchObject({ refusal: { code: 'PERIOD_PASSED' } });
    expect(await nextMonth(ledger, instantOf('2026-10-23 08:31'))).toEqual({ period: '2026-11', opensAt: instantOf('2026-11-25 08:30') });
  });

  it('freezes what every hazard counts for, opens the month, and asks every unit for its report', async () => {
    expect(await opensWhole()).toMatchObject({ number: 'DD-2026-10', stage: 'collecting', duty: 'dispatch.collect' });
    const reports = await ledger.rows(`select number, zone, stage, part_of from cases where kind = 'unit-report' order by number`);
    expect(reports).toEqual([
      { number: 'YB-2026-10-u1', zone: 'u1', stage: 'drafting', part_of: monthCaseId(october) },
      { number: 'YB-2026-10-u2', zone: 'u2', stage: 'drafting', part_of: monthCaseId(october) },
    ]);
    const told = await ledger.rows(`select person, kind from notice where kind like 'report%' order by person`);
    expect(told).toEqual([
      { person: 'qian', kind: 'reportDue' },
      { person: 'zhang', kind: 'reportDue' },
    ]);
  });

  it('prefills the report of a unit: nobody types a number that the system knows', async () => {
    const [row] = await ledger.rows('select state from cases where id = $1', reportCaseId(october, 'u2'));
    const { prefilled } = (row as { state: UnitReport }).state;
    expect(prefilled).toMatchObject({ zones: { total: 1, complete: 1, gaps: [] }, marks: { found: 2, due: 1, open: 2, repeated: 1 } });
    expect(prefilled.overdue).toMatchObject([{ zone: 'west', workdaysOverdue: 8 }]);
  });

  it('agrees in every figure with a count by other means', async () => {
    const zones = await ledger.rows('select marks from dispatch_zone where period = $1', october);
    const bureau = (zones as { marks: Marks }[]).reduce<Marks>((sum, { marks }) => together(sum, marks), {});
    const [{ since } = { since: new Date(0) }] = await ledger.rows('select since from dispatch');
    expect(showInShanghai(since.toISOString())).toBe('2026-09-24 08:30'); // 25 September 2026 is 中秋.
    const byHand = await countedByHand({ from: since.toISOString(), to: cutOff });
    expect(bureau).toMatchObject(byHand);
    const numerators = (['closureRate', 'onTimeClosureRate'] as FigureKey[]).map((key) => figureOf(key, bureau));
    expect(numerators.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [byHand.closedOfDue, byHand.due],
      [byHand.closedOnTime, byHand.due],
    ]);
    expect(byHand).toEqual({ found: 4, due: 4, closedOfDue: 3, closedOnTime: 2, open: 2, closed: 3 });
  });

  it('says which cases stand behind a number', async () => {
    const behind = await ledger.rows(
      `select number from dispatch_mark where period = $1 and marks ? 'closedOnTime' order by number`,
      october,
    );
    expect(behind).toHaveLength(2);
  });

  it('changes nothing when it is repeated, and leaves a record that verifies', async () => {
    const before = await ledger.rows('select count(*)::int as n from entry');
    expect(await opensWhole()).toMatchObject({ stage: 'collecting' });
    expect(await ledger.rows('select count(*)::int as n from entry')).toEqual(before);
    expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
  });

  it('asks a unit that comes meanwhile as well, calls one by its new name, and waits no more for one that goes', async () => {
    const stages = async () =>
      (await ledger.rows(`select number, stage from cases where kind = 'unit-report' order by number`)).map(
        ({ number, stage }) => `${number} ${stage}`,
      );
    const looks = async (at: string, ...units: (typeof u1)[]) => {
      await ledger.puts(withUnits(...units), at);
      for (const again of [1, 2]) await lookAtUnits(ledger, instantOf(`${at.slice(0, -1)}${again}`));
    };
    await looks('2026-10-24 10:00', u1, u2, { ...u1, code: 'u3', name: '消防科', head: [term('li')] });
    expect(await stages()).toEqual(['YB-2026-10-u1 drafting', 'YB-2026-10-u2 drafting', 'YB-2026-10-u3 drafting']);
    await looks('2026-10-24 11:00', { ...u1, name: '安监站' }, u2);
    expect(await stages()).toEqual(['YB-2026-10-u1 drafting', 'YB-2026-10-u2 drafting', 'YB-2026-10-u3 withdrawn']);
    await looks('2026-10-24 14:00', { ...u1, name: '安监站' }, u2, { ...u1, code: 'u3', name: '消防科', head: [term('li')] });
    expect(await stages()).toEqual(['YB-2026-10-u1 drafting', 'YB-2026-10-u2 drafting', 'YB-2026-10-u3 drafting']);
    // All are due by the closing date of the month, also who came later.
    const due = await ledger.rows(`select distinct due_at from cases where kind = 'unit-report'`);
    expect(due.map(({ due_at }) => showInShanghai(due_at.toISOString()))).toEqual(['2026-10-30 17:30']);
    await looks('2026-10-24 15:00', { ...u1, name: '安监站' }, u2);
    const told = await ledger.rows(
      `select person, facts->'said'->>'change' as change from notice where kind = 'unitChanged' order by created_at, facts->'said'->>'change'`,
    );
    expect(told.map(({ change }) => change)).toEqual(['added', 'removed', 'renamed', 'added', 'removed']);
    expect(new Set(told.map(({ person }) => person))).toEqual(new Set(['zhao']));
    expect(await ledger.rows(`select person from notice where kind = 'reportDue' and person = 'li'`)).toHaveLength(2);
  });

  it('stands in the statistics of its quarter and its year, which wait until it is signed', async () => {
    await watchStatistics(ledger, instantOf('2026-12-31 09:00'));
    expect(await ledger.rows(`select from cases where kind = 'statistics'`)).toEqual([]);
    for (const at of ['2027-01-04 09:00', '2027-01-04 09:01']) await watchStatistics(ledger, instantOf(at));
    const owed = await ledger.rows(`select number, stage, due_at from cases where kind = 'statistics' order by number`);
    expect(owed.map(({ number, due_at }) => `${number} ${showInShanghai(due_at.toISOString())}`)).toEqual([
      'TJ-2026 2027-02-01 17:30', // 31 January 2027 is a Sunday.
      'TJ-2026-Q4 2027-01-15 17:30',
    ]);
    const term = '2026-Q4' as Term;
    const months = await monthsCounted(ledger, term);
    expect(months).toMatchObject([{ period: october, isLocked: false, marks: { found: 4, due: 4 } }]);
    const command = { type: 'IssueStatistics' as const, by: 'zhao', months };
    const act = {
      caseId: statisticsCaseId(term),
      commandId: 'issue',
      actor: { person: 'zhao' },
      at: instantOf('2027-01-05 09:00'),
      command,
    };
    expect(await transact(ledger, statisticsDecider, act)).toMatchObject({ refusal: { code: 'MONTH_NOT_LOCKED' } });
    const signed = { ...act, command: { ...command, months: months.map((month) => ({ ...month, isLocked: true })) } };
    expect(await transact(ledger, statisticsDecider, signed)).toMatchObject({ outcome: 'accepted', stage: 'issued' });
    const shown = await statisticsShown(ledger, term, instantOf('2027-01-05 09:01'));
    expect(shown).toMatchObject({ missing: ['2026-11', '2026-12'], issued: { by: { id: 'zhao' } } });
    expect(shown?.figures.find(({ key }) => key === 'closureRate')).toMatchObject({ numerator: 3, denominator: 4 });
  });

  it('is not altered by what happens later', async () => {
    await expect(ledger.rows(`update dispatch_mark set marks = '{}'`)).rejects.toThrow('append-only');
    await expect(ledger.rows(`delete from dispatch_zone`)).rejects.toThrow('append-only');
  });
});
