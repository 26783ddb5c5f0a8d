import { decideMonth } from '../../domain/dispatch/decide-month.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import { sayDraft } from '../../domain/dispatch/draft-wording.ts';
import { draftsAt } from '../../domain/dispatch/drafts-at.ts';
import type { Draft } from '../../domain/dispatch/drafts.ts';
import { criticisms, unreportedIn } from '../../domain/dispatch/month.ts';
import type { Month, MonthStage } from '../../domain/dispatch/month.ts';
import { monthsAfter } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { Prefilled, ReportContent, UnitReport } from '../../domain/dispatch/unit-report.ts';
import { figuresOf } from '../../domain/metrics/figures.ts';
import type { Figure } from '../../domain/metrics/figures.ts';
import { marks as markNames, together } from '../../domain/metrics/marks.ts';
import type { Mark, Marks } from '../../domain/metrics/marks.ts';
import type { Moment } from '../../domain/case/decision.ts';
import { whyNotPressedAgain } from '../../domain/case/press.ts';
import { isOffice, mayActIn } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { GridCode, PersonId, ZoneCode } from '../../domain/people/seat.ts';
import type { Reader, Scope } from '../../domain/rights/scope.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { itemOf, namesOf, seatedIn } from '../case-item.ts';
import type { Names } from '../case-item.ts';
import { storedColumns, storedItem } from '../one-case.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import { pressingOf } from '../pressing.ts';
import { ownCases, readableAmong } from '../readable.ts';
import { toldOfCircular } from './circular-readers.ts';
import { monthCaseId } from './month-case.ts';
import { noProgress, openMonths, ownReports, progressOf } from './progress.ts';

/**
 * Every month that was asked for, newest first, with how far its reports have come, what is owed for it, and the reports that the reader owes
 * or handed in; `stage` is 'opening' until its figures are frozen.
 */
export async function months(ledger: Ledger, reader: PersonId, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const [moment, names] = [momentOf(known, now), namesOf(known)];
  const [{ rows }, progress, open, own] = await Promise.all([
    ledger.pool.query<{ period: Period; stage: MonthStage | null; since: Date; cut_off: Date }>(
      'select d.period, d.since, d.cut_off, c.stage from dispatch d left join cases c on c.id = d.case_id order by d.period desc',
    ),
    progressOf(ledger, null),
    openMonths(ledger, moment, names),
    ownReports(ledger, reader, moment, names),
  ]);
  return rows.map(({ period, stage, since, cut_off }) => ({
    period,
    stage: stage ?? ('opening' as const),
    span: { from: since.toISOString() as Instant, to: cut_off.toISOString() as Instant },
    ...(progress.get(period) ?? noProgress),
    owes: open.find((each) => each.period === period)?.owes ?? null,
    own: own.flatMap(({ period: of, ...report }) => (of === period ? [report] : [])),
  }));
}

export type FrozenZone = {
  zone: ZoneCode;
  name: string;
  unit: GridCode | null;
  specific: PersonId | null;
  supervising: PersonId | null;
  marks: Marks;
};

export async function frozenZones({ pool }: Ledger, period: Period): Promise<FrozenZone[]> {
  const { rows } = await pool.query<FrozenZone>(
    'select zone, name, unit, specific, supervising, marks from dispatch_zone where period = $1 order by zone',
    [period],
  );
  return rows;
}

export const sumOf = (zones: readonly FrozenZone[]) => zones.reduce<Marks>((sum, { marks }) => together(sum, marks), {});

export const isComplete = ({ specific, supervising }: FrozenZone) => specific !== null && supervising !== null;
/** 责任区完整率: zones with exactly one of each, of all. */
export const completeness = (zones: readonly FrozenZone[]) => ({ complete: zones.filter(isComplete).length, total: zones.length });

/** 月报及时率: reports that were handed in on time, of all. */
export const punctualityOf = ({ reports }: Month) => ({
  numerator: Object.values(reports).filter((each) => each?.isOnTime).length,
  denominator: Object.keys(reports).length,
});

/** The figures of the whole bureau in that month; null when it was not dispatched. */
async function bureauFigures(ledger: Ledger, period: Period): Promise<Figure[] | null> {
  const zones = await frozenZones(ledger, period);
  return zones.length === 0 ? null : figuresOf(sumOf(zones));
}

/** The reports of the units as cases. */
export async function reportsOf({ prisma }: Ledger, period: Period) {
  return prisma.case.findMany({
    where: { partOf: monthCaseId(period), kind: 'unit-report' },
    select: { ...storedColumns, revision: true },
    orderBy: { zone: 'asc' },
  });
}

/** The reports of which something was written down and kept. */
async function begunReports({ pool }: Ledger, period: Period): Promise<Set<string>> {
  const { rows } = await pool.query<{ case_id: string }>(
    'select d.case_id from report_draft d join cases c on c.id = d.case_id where c.part_of = $1',
    [monthCaseId(period)],
  );
  return new Set(rows.map((row) => row.case_id));
}

/**
 * One month as that reader may act on it: figures frozen at its cut-off, the units with their reports, what was compiled, the cases in his
 * scope. Null when there is none.
 */
export async function monthShown(ledger: Ledger, period: Period, { person: reader, scope }: Reader, now: Instant) {
  const [known, asked, row] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.dispatch.findUnique({ where: { period } }),
    ledger.prisma.case.findUnique({ where: { id: monthCaseId(period) }, select: { ...storedColumns, revision: true } }),
  ]);
  if (!asked) return null;
  const opening = { period, span: { from: asked.since.toISOString(), to: asked.cutOff.toISOString() }, unitsAsked: asked.unitsAsked };
  if (!row || !asked.openedAt) return { ...opening, stage: 'opening' as const };
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const month = row.state as unknown as Month;
  const runsIt = scope.reads === 'all';
  const seen: Seen = { month, moment, names, reader, runsIt };
  const isForAll = runsIt || month.stage === 'published';
  const [progress, zones, reports, begun, lastMonth, lastYear, agenda, corrections, enterprises, readers, told] = await Promise.all([
    progressOf(ledger, [period]),
    frozenZones(ledger, period),
    reportsOf(ledger, period),
    begunReports(ledger, period),
    bureauFigures(ledger, monthsAfter(period, -1)),
    bureauFigures(ledger, monthsAfter(period, -12)),
    casesBehind(ledger, period, scope, { agenda: true }),
    correctionsIn(ledger, period, month, scope),
    runsIt ? enterprisesIn(ledger, period) : [],
    ledger.prisma.dispatchRead.findMany({ where: { period, ...(runsIt ? {} : { person: reader }) }, orderBy: { readAt: 'asc' } }),
    runsIt && month.stage === 'published' ? toldOfCircular(ledger, period) : [],
  ]);
  const states = reports.map(({ state }) => state as unknown as UnitReport);
  const reportOf = new Map(reports.map((each) => [(each.state as unknown as UnitReport).zone, each]));
  const drafts = month.stage === 'compiling' && runsIt ? draftsAt(month, states) : month.drafts;
  const zonesOf = new Map<GridCode | null, FrozenZone[]>();
  for (const zone of zones) zonesOf.set(zone.unit, [...(zonesOf.get(zone.unit) ?? []), zone]);
  const { complete, total } = completeness(zones);
  return {
    ...opening,
    ...itemOf(storedItem(row), moment, names),
    stage: month.stage,
    revision: row.revision,
    figures: figuresOf(sumOf(zones)),
    lastMonth,
    lastYear,
    zoneCompleteness: { numerator: complete, denominator: total },
    punctuality: punctualityOf(month),
    progress: progress.get(period) ?? noProgress,
    units: Object.keys(month.reports).map((unit) => unitShown(unit, { ...seen, zones: zonesOf.get(unit) ?? [], reports: reportOf, begun })),
    // What compares units or zones is the office's until the circular says it.
    zones: (isForAll ? zones : []).map(({ specific, supervising, marks, ...zone }) => ({
      ...zone,
      specific: specific && names.person(specific),
      supervising: supervising && names.person(supervising),
      figures: figuresOf(marks),
    })),
    unreported: unreportedIn(month, states).map((unit) => ({ code: unit, name: month.names[unit] ?? unit })),
    agenda,
    corrections,
    enterprises,
    drafts: draftsShown(drafts, seen),
    compiled: isForAll && month.compiled ? { ...month.compiled, by: names.person(month.compiled.by) } : null,
    sentBack: isForAll && month.sentBack ? { ...month.sentBack, by: names.person(month.sentBack.by) } : null,
    published: month.published && { ...month.published, by: names.person(month.published.by) },
    readers: readers.map(({ person, readAt }) => ({ person: names.person(person), readAt: readAt.toISOString() })),
    unread: told.filter((person) => !readers.some((each) => each.person === person)).map(names.person),
    commands: commandsOpenTo(month, drafts, reader, moment),
  };
}

/** What a part of the page is made of: who reads it, and whether he sees the month at any stage (the office, the first responsible person, an auditor). */
type Seen = { month: Month; moment: Moment; names: Names; reader: PersonId; runsIt: boolean };
type Reports = ReadonlyMap<GridCode, Awaited<ReturnType<typeof reportsOf>>[number]>;

function unitShown(
  unit: GridCode,
  { month, zones, reports, begun, moment, names, reader, runsIt }: Seen & { zones: FrozenZone[]; reports: Reports; begun: Set<string> },
) {
  const row = reports.get(unit);
  const report = row && (row.state as unknown as UnitReport);
  const mayCompare = runsIt || month.stage === 'published';
  const isOwn = mayActIn(moment.roster, seatFor('unitHead', unit), reader, moment.now);
  // What is published names whoever was the head then, whoever it is today.
  const head = seatedIn(seatFor('unitHead', unit), month.published ? { ...moment, now: month.published.at } : moment, names);
  return {
    unit: { code: unit, name: month.names[unit] ?? unit },
    head: head.person,
    headActsFor: head.actingFor,
    report:
      row && report
        ? {
            id: row.id,
            stage: report.stage,
            revision: row.revision,
            isOnTime: report.submitted?.isOnTime ?? null,
            isBegun: begun.has(row.id),
            isReturned: report.returned !== null,
          }
        : null,
    pressing: month.stage === 'collecting' && report?.stage === 'drafting' ? pressingFor(report, reader, moment, names) : null,
    figures: mayCompare || isOwn ? figuresOf(sumOf(zones)) : null,
    wrote: runsIt && report?.stage === 'accepted' && report.content ? wroteIn(report.content, report.prefilled) : null,
  };
}

/** With the explanation of each overdue case, which the drafts of criticism rest on. */
const wroteIn = ({ missing, problems, nextMonth, trainings, trained, explanations }: ReportContent, { overdue }: Prefilled) => ({
  explanations: overdue.flatMap(({ id, number, title }) => (explanations[id] ? [{ id, number, title, text: explanations[id] }] : [])),
  missing,
  problems,
  nextMonth,
  trainings,
  trained,
});

/** 催报: for the office, what it can do, and did, about a unit that has not handed in. */
function pressingFor(report: UnitReport, reader: PersonId, moment: Moment, names: Names) {
  if (!isOffice(moment.roster, reader, moment.now)) return null;
  return { ...pressingOf(report, reader, moment, names), notPressed: whyNotPressedAgain(report, reader, moment) };
}

/** Drafts with their words: to whoever runs the month all of them, to a unit the criticism that it may answer, to everybody what was published. */
function draftsShown(drafts: readonly Draft[], { month, runsIt, reader, moment, names }: Seen) {
  const { compiled, answers } = month;
  const decided = new Map(compiled?.decided.map((each) => [each.id, each]));
  const heard = compiled ? criticisms(month.drafts, compiled).map(({ id }) => id) : [];
  const isOwn = ({ unit }: Draft) => mayActIn(moment.roster, seatFor('unitHead', unit), reader, moment.now);
  const mayRead = (draft: Draft) => {
    if (runsIt) return true;
    if (month.stage === 'published') return decided.get(draft.id)?.keep ?? false;
    return heard.includes(draft.id) && isOwn(draft);
  };
  return drafts.filter(mayRead).map((draft) => {
    const answer = answers[draft.id];
    return {
      ...draft,
      unit: { code: draft.unit, name: month.names[draft.unit] ?? draft.unit },
      suggested: sayDraft(draft, month.names[draft.unit] ?? draft.unit),
      decided: decided.get(draft.id) ?? null,
      answer: answer ? { ...answer, by: names.person(answer.by) } : null,
      mayAnswer: month.stage === 'hearing' && heard.includes(draft.id) && isOwn(draft),
    };
  });
}

/** The commands on the month that the reader may give now: each is asked of the rules themselves, with its words filled in. */
function commandsOpenTo(month: Month, drafts: Draft[], by: PersonId, moment: Moment): MonthCommand['type'][] {
  const decided = drafts.map(({ id }) => ({ id, keep: false, text: '' }));
  const tried: MonthCommand[] = [
    { type: 'CompileMonth', by, drafts, summary: '…', decided, requirements: [] },
    ...month.drafts.map(({ id }): MonthCommand => ({ type: 'AnswerCriticism', by, draft: id, text: '…' })),
    { type: 'SendBack', by, reason: '…' },
    { type: 'SignMonth', by, paperNumber: '安办〔2026〕1号' },
  ];
  return [...new Set(tried.filter((command) => decideMonth(month, command, moment).kind === 'accepted').map(({ type }) => type))];
}

export const isMark = (text: string): text is Mark => (markNames as readonly string[]).includes(text);

/**
 * The hazards behind a number of the month that lie in the scope: those with that mark, in a unit or a zone; `agenda`: on top of their ladder, or
 * overdue for over fifteen workdays.
 */
export async function casesBehind(
  { pool }: Ledger,
  period: Period,
  scope: Scope,
  {
    mark = null,
    unit = null,
    zone = null,
    agenda = false,
  }: { mark?: Mark | null; unit?: GridCode | null; zone?: ZoneCode | null; agenda?: boolean },
) {
  const { rows } = await pool.query<{
    id: string;
    number: string;
    title: string;
    zone: ZoneCode;
    zone_name: string;
    workdays_overdue: number;
    class: string;
  }>(
    // What was a zone's at the cut-off may be another's now: the case is read by where it lies now, as its page is.
    `with own as materialized (${ownCases})
     select m.case_id as id, m.number, m.title, m.zone, z.name as zone_name, m.workdays_overdue, m.class
     from dispatch_mark m left join dispatch_zone z using (period, zone)
     where m.period = $2 and ($3::text is null or m.marks ? $3) and ($4::text is null or z.unit = $4) and ($5::text is null or m.zone = $5)
       and (not $6 or m.marks ?| array['topOfLadder', 'overdueOver15'])
       and ($7::text[] is null or m.case_id in (select id from own)
         or exists (select from cases c where c.id = m.case_id and c.zone = any($7)))
     order by m.workdays_overdue desc, m.number limit 1000`,
    [scope.reads === 'some' ? scope.own : null, period, mark, unit, zone, agenda, zonesIn(scope)],
  );
  return rows.map(({ zone: code, zone_name, workdays_overdue, ...row }) => ({
    ...row,
    zone: { code, name: zone_name ?? code },
    workdaysOverdue: workdays_overdue,
  }));
}

/**
 * How many more a number counts that the reader is shown, of the bureau or of a unit of his, than he may look at: they lie in zones that are not
 * his, or not any more.
 */
export async function withheldBehind(
  ledger: Ledger,
  period: Period,
  scope: Scope,
  { mark, unit, zone }: { mark: Mark; unit: GridCode | null; zone: ZoneCode | null },
): Promise<number> {
  const isShown = scope.reads === 'some' && zone === null && (unit === null || scope.zones.has(unit));
  if (!isShown) return 0;
  const { rows } = await ledger.pool.query<{ id: string }>(
    `select m.case_id as id from dispatch_mark m left join dispatch_zone z using (period, zone)
     where m.period = $1 and m.marks ? $2 and ($3::text is null or z.unit = $3)`,
    [period, mark, unit],
  );
  const isReadable = await readableAmong(
    ledger,
    rows.map(({ id }) => id),
    scope,
  );
  return rows.filter(({ id }) => !isReadable(id)).length;
}

/** As a statement asks it: null for all. */
const zonesIn = (scope: Scope): string[] | null => (scope.reads === 'all' ? null : scope.reads === 'some' ? [...scope.zones] : []);

/**
 * 更正: hazards that an earlier month counted and that were voided, merged or classed anew in this one, and closed rows of an older ledger
 * that were typed in. The earlier months stay as they are.
 */
async function correctionsIn(ledger: Ledger, period: Period, { span }: Month, scope: Scope) {
  const { rows } = await ledger.pool.query<{ id: string; number: string; title: string; what: string; counted_in: Period | null }>(
    `select c.id, c.number, c.title, ev->>'type' as what,
       (select max(m.period) from dispatch_mark m where m.case_id = c.id and m.period < $1) as counted_in
     from entry e join cases c on c.id = e.case_id and c.kind = 'hazard', jsonb_array_elements(e.events) ev
     where e.at > $2 and e.at <= $3 and (
       (ev->>'type' in ('HazardVoided', 'HazardMerged', 'HazardReclassified') and exists (select from dispatch_mark m where m.case_id = c.id and m.period < $1))
       or (ev->>'type' = 'HazardReported' and ev->'enteredLater'->>'status' = 'closed'))
     order by c.number`,
    [period, span.from, span.to],
  );
  const kinds = { HazardVoided: 'void', HazardMerged: 'merged', HazardReclassified: 'reclassified', HazardReported: 'typedIn' } as const;
  const isReadable = await readableAmong(
    ledger,
    rows.map(({ id }) => id),
    scope,
  );
  return rows
    .filter(({ id }) => isReadable(id))
    .map(({ what, counted_in, ...row }) => ({ ...row, because: kinds[what as keyof typeof kinds], countedIn: counted_in }));
}

/** Facts about enterprises with serious hazards, for a 通报 that people decide on; never mixed with criticism inside the bureau (PAPERS §7). */
async function enterprisesIn({ pool }: Ledger, period: Period) {
  const { rows } = await pool.query<{ project: string; major: number; overdue: number; cases: { id: string; number: string }[] }>(
    `select project, count(*) filter (where class = 'major')::int as major, count(*) filter (where workdays_overdue > 0)::int as overdue,
       jsonb_agg(jsonb_build_object('id', case_id, 'number', number) order by number) as cases
     from dispatch_mark where period = $1 and project is not null and (class = 'major' or workdays_overdue > 0)
     group by project order by 2 desc, 3 desc, 1 limit 200`,
    [period],
  );
  return rows;
}
