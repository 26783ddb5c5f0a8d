import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitReportCommand } from '../../domain/dispatch/decide-unit-report.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { UnitReport } from '../../domain/dispatch/unit-report.ts';
import { unitReportDecider } from '../../domain/dispatch/unit-report-decider.ts';
import { countedIn } from '../../domain/metrics/counted.ts';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { scopeOf, zonesHeldBy } from '../../domain/rights/scope.ts';
import { instantOf, plusMs } from '../../domain/time/instant.ts';
import type { Instant, LocalDate } from '../../domain/time/instant.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { hazardIds, listHazards } from '../../ledger/hazard-list.ts';
import { months, withheldBehind } from '../../ledger/dispatch/month-shown.ts';
import { reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { momentNow } from '../../ledger/moment.ts';
import { transact } from '../../ledger/transact.ts';
import { overviewFor } from '../../ledger/overview.ts';
import type { Listed } from '../../ledger/overview.ts';
import { content } from '../support/a-month.ts';
import { aBureauOfRoles } from '../support/a-bureau-of-roles.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anAuditor, staff } from '../support/an-actor.ts';
import { aCriterion } from '../support/given.ts';

const now = instantOf('2026-10-19 09:00');
let ledger: Awaited<ReturnType<typeof aLedger>>;

async function opens(period: string, at: Instant) {
  await askForMonth(ledger, period as Period, 'clock', at);
  while (!(await openNext(ledger, period as Period, at)).standing);
}

/** In September, which is dispatched: one closed in time, one closed late, one open; then October so far. */
beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(aBureauOfRoles(), '2024-01-01 00:00');
  const reports = async (at: string, zone: string, changes = {}) => (await ledger.reports(at, { zone, changes })).caseId;
  const rectifies = (id: string, at: string, by: string) =>
    ledger.act(id, at, { type: 'RectifyHazard', by, measures: '已补齐', withoutPhoto: '涉密' });
  const verifies = (id: string, at: string) => ledger.act(id, at, { type: 'VerifyHazard', by: 'clerk', passed: true, opinion: '' });

  /** Of which the deputy says no, if he says anything. */
  const asksForMore = async (id: string, at: string, until: string, refusedAt?: string) => {
    await ledger.act(id, at, { type: 'RequestExtension', by: 'specific', until: until as LocalDate, reason: '材料未到场' });
    if (!refusedAt) return;
    const [request] = await ledger.rows('select id from cases where part_of = $1', id);
    const command = { type: 'DecideRequest' as const, by: 'deputy', granted: false, reason: '请继续整改' };
    const given = {
      caseId: request?.['id'] as string,
      commandId: 'decide',
      actor: { person: 'deputy' },
      at: instantOf(refusedAt),
      command,
    };
    expect(await transact(ledger, requestDecider, given)).toMatchObject({ outcome: 'accepted' });
  };
  const inTime = await reports('2026-09-01 09:00', 'east');
  await rectifies(inTime, '2026-09-02 09:00', 'specific');
  await verifies(inTime, '2026-09-03 09:00');
  const open = await reports('2026-09-01 10:00', 'east');
  await asksForMore(open, '2026-09-02 09:00', '2026-09-30', '2026-09-03 09:00');
  const late = await reports('2026-09-02 09:00', 'west');
  await rectifies(late, '2026-09-21 09:00', 'other-specific');
  await verifies(late, '2026-09-22 09:00');
  await opens('2026-09', instantOf('2026-09-25 08:30'));

  await reports('2026-10-12 09:00', 'east', { class: 'major', criterion: aCriterion });
  const quick = await reports('2026-10-09 09:00', 'west');
  await rectifies(quick, '2026-10-10 09:00', 'other-specific');
  await verifies(quick, '2026-10-12 09:00');
  const climbing = await reports('2026-10-08 09:00', 'east');
  await ledger.act(climbing, '2026-10-14 09:00', { type: 'Climb' });
  await ledger.rows(`update notice set status = 'sent' where kind = 'reminder'`);
  await ledger.act(climbing, '2026-10-19 08:30', { type: 'Climb' });
  await asksForMore(climbing, '2026-10-19 08:40', '2026-10-26');
  const unverified = await reports('2026-09-28 09:00', 'west');
  await rectifies(unverified, '2026-09-29 09:00', 'other-specific');
});
afterAll(() => ledger.close());

const overview = (who: string, at = now) => overviewFor(ledger, who === 'auditor' ? anAuditor : staff(who), at);
type Overview = Awaited<ReturnType<typeof overview>>;

const counts = ({ open, major, overdue, before, ages }: Overview) => ({
  open: open.count,
  major: major.count,
  overdue: overdue.count,
  before: before && { open: before.open.count, major: before.major.count, overdue: before.overdue.count },
  ages: ages.flatMap(({ age, general, major }) => (general.count + major.count === 0 ? [] : [`${age} ${general.count}+${major.count}`])),
});
const rates = ({ months }: Overview) =>
  months.flatMap(({ period, basis, all, fields }) =>
    all
      ? [
          [
            period,
            basis,
            `${all.onTime.count}/${all.due.count}`,
            ...fields.map(({ deputy, rate }) => `${deputy.id} ${rate.onTime.count}/${rate.due.count}`),
          ],
        ]
      : [],
  );

/** What the unit has to say to each of its overdue cases. */
async function explained(unit: string): Promise<Record<string, string>> {
  const [row] = await ledger.rows('select state from cases where id = $1', reportCaseId('2026-10' as Period, unit));
  return Object.fromEntries((row?.['state'] as UnitReport).prefilled.overdue.map(({ id }) => [id, '材料未到场']));
}

/** Every number that comes with a query. */
function listedIn(value: unknown): Listed[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'cases' in value ? [value as Listed] : Object.values(value).flatMap(listedIn);
}

async function lists(who: string, { cases }: Listed, at = now, q?: string) {
  const moment = await momentNow(ledger, at);
  const actor = who === 'auditor' ? anAuditor : staff(who);
  const asked = {
    class: cases['class'],
    q,
    open: cases['open'] === undefined ? undefined : cases['open'] === 'true',
    overdue: cases['overdue'] === undefined ? undefined : cases['overdue'] === 'true',
    from: cases['from'] as LocalDate | undefined,
    to: cases['to'] as LocalDate | undefined,
    zones: cases['mine'] ? zonesHeldBy(who, moment) : undefined,
    counted: countedIn(cases['counted'] ?? '') ?? undefined,
  };
  const scope = scopeOf(actor, moment);
  const { total, items, withheld } = await listHazards(ledger, { ...asked, order: 'due', page: 1, pageSize: 100 }, scope, at);
  expect(items.length).toBe(total);
  expect((await hazardIds(ledger, asked, scope, at)).length).toBe(total);
  return { total, withheld };
}

describe('the home page', () => {
  it.each(['first', 'clerk', 'director', 'auditor'])('shows %s the whole bureau', async (who) => {
    const shown = await overview(who);
    expect(counts(shown)).toEqual({
      ...{ open: 4, major: 1, overdue: 3, before: { open: 1, major: 0, overdue: 1 } },
      ages: ['upTo7 0+1', 'upTo15 1+0', 'upTo30 1+0', 'upTo60 1+0'],
    });
    expect(shown.months.length).toBe(12);
    expect(rates(shown)).toEqual([
      ['2026-09', 'frozen', '1/3', 'deputy 1/2', 'other-deputy 0/1'],
      ['2026-10', 'running', '1/3', 'deputy 0/1', 'other-deputy 1/2'],
    ]);
  });

  it('shows a deputy his field alone', async () => {
    expect(counts(await overview('deputy'))).toEqual({
      ...{ open: 3, major: 1, overdue: 2, before: { open: 1, major: 0, overdue: 1 } },
      ages: ['upTo7 0+1', 'upTo15 1+0', 'upTo60 1+0'],
    });
    expect(rates(await overview('other-deputy'))).toEqual([
      ['2026-09', 'frozen', '0/1', 'other-deputy 0/1'],
      ['2026-10', 'running', '1/2', 'other-deputy 1/2'],
    ]);
  });

  it.each(['first', 'auditor', 'deputy', 'other-deputy'])('gives %s no number that its list does not hold', async (who) => {
    const numbers = listedIn(await overview(who));
    expect(numbers.length).toBeGreaterThan(20);
    for (const each of numbers) expect([each.cases, await lists(who, each)]).toEqual([each.cases, { total: each.count, withheld: 0 }]);
  });

  it('says what waits for whoever decides, what has climbed to him and how often it was reminded of; an auditor decides nothing', async () => {
    expect((await overview('deputy')).concerns).toMatchObject({
      toDecide: { count: 1, items: [{ kind: 'request', isDecision: true }] },
      climbed: { count: 1, items: [{ kind: 'hazard', isDecision: false, reminded: 1 }] },
      decidedBefore: 1,
    });
    expect((await overview('other-deputy')).concerns).toMatchObject({ toDecide: { count: 0 }, climbed: { count: 0 }, decidedBefore: 0 });
    expect((await overview('auditor')).concerns).toBeNull();
  });

  it('counts the month that runs as its dispatch will', async () => {
    const before = rates(await overview('first'));
    await opens('2026-10', now);
    expect(rates(await overview('first'))).toEqual(before.map(([period, , ...rest]) => [period, 'frozen', ...rest]));
    for (const each of listedIn(await overview('deputy'))) expect(await lists('deputy', each)).toEqual({ total: each.count, withheld: 0 });
  });

  it('shows whoever reads all how far the reports of the month have come, and nobody else', async () => {
    expect((await overview('deputy')).reports).toBeNull();
    const missing = ['u1', 'u2'].map((code) => ({ code, name: code, isAsked: true }));
    for (const who of ['first', 'clerk', 'auditor'])
      expect((await overview(who)).reports).toMatchObject({
        ...{ period: '2026-10', stage: 'collecting', units: 2, submitted: 0, received: 0, missing },
        owes: { duty: 'dispatch.collect', dueAt: instantOf('2026-10-26 17:30') },
      });
    const [u1] = missing;
    const give = (command: UnitReportCommand, by: string) =>
      transact(ledger, unitReportDecider, {
        ...{ caseId: reportCaseId('2026-10' as Period, 'u2'), commandId: command.type, actor: { person: by } },
        ...{ at: plusMs(now, 60_000), command },
      });
    expect(
      await give(
        { type: 'SubmitReport', by: 'other-head', content: content({ placardsPosted: 1, explanations: await explained('u2') }) },
        'other-head',
      ),
    ).toMatchObject({ outcome: 'accepted' });
    expect((await overview('clerk')).reports).toMatchObject({ submitted: 1, received: 0, missing: [u1] });
    const [october, september] = await months(ledger, 'other-head', now);
    expect(october).toMatchObject({
      period: '2026-10',
      units: 2,
      submitted: 1,
      received: 0,
      missing: [u1],
      own: [{ unit: { code: 'u2' }, stage: 'submitted' }],
    });
    expect(september).toMatchObject({
      period: '2026-09',
      submitted: 0,
      own: [{ unit: { code: 'u2' }, stage: 'drafting', owes: { dueAt: instantOf('2026-10-09 17:30') } }],
    });
    expect((await months(ledger, 'clerk', now)).map(({ own }) => own)).toEqual([[], []]);
    expect(await give({ type: 'AcceptReport', by: 'clerk' }, 'clerk')).toMatchObject({ outcome: 'accepted' });
    expect((await overview('clerk')).reports).toMatchObject({ submitted: 1, received: 1, missing: [u1] });
  });
});

describe('once the zones of two deputies have changed hands', () => {
  const later = instantOf('2026-10-20 10:00');
  beforeAll(async () => {
    const { zones, ...rest } = aBureauOfRoles();
    const [east, west] = zones;
    if (!east || !west) throw new Error('the bureau has two zones');
    const swapped = [
      { ...east, supervising: west.supervising },
      { ...west, supervising: east.supervising },
    ];
    await ledger.puts({ ...rest, zones: swapped }, '2026-10-20 09:00');
  });

  it('what was frozen counts as it did, and the list says how many of the counted it withholds', async () => {
    const shown = await overview('other-deputy', later);
    const due = shown.months.find(({ period }) => period === '2026-09')?.all?.due;
    if (!due) throw new Error('September was frozen');
    expect(due.count).toBe(1);
    expect(await lists('other-deputy', due, later)).toEqual({ total: 0, withheld: 1 });
  });

  it.each(['deputy', 'other-deputy'])('each number of %s is what its list holds and withholds', async (who) => {
    for (const each of listedIn(await overview(who, later))) {
      const { total, withheld } = await lists(who, each, later);
      expect([each.cases, total + withheld]).toEqual([each.cases, each.count]);
    }
  });

  it('nobody feels for what he may not see: not by other words, not by the figures of another deputy', async () => {
    const due = (deputy: string): Listed => ({ count: 1, cases: { counted: `2026-09:due:${deputy}` } });
    expect(await lists('other-deputy', due('other-deputy'), later, 'no such words')).toEqual({ total: 0, withheld: 1 });
    expect((await lists('other-deputy', due('deputy'), later)).withheld).toBe(0);
    expect((await lists('specific', due('other-deputy'), later)).withheld).toBe(0);
    expect(await lists('first', due('other-deputy'), later)).toEqual({ total: 1, withheld: 0 });
  });

  it('a number of the month says so as well, of the bureau and of a unit of one’s own', async () => {
    const withheld = async (who: string, unit: string | null) =>
      withheldBehind(ledger, '2026-09' as Period, scopeOf(staff(who), await momentNow(ledger, later)), { mark: 'due', unit, zone: null });
    expect(await withheld('first', null)).toBe(0);
    expect(await withheld('other-head', null)).toBe(2);
    expect(await withheld('other-head', 'u1')).toBe(0);
    expect(await withheld('other-head', 'u2')).toBe(0);
  });
});
