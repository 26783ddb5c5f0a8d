import { criticisms, leftOutIn, stageInCircular, unreportedIn } from '../../domain/dispatch/month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import { compared, ratio, reportFiguresOf, tableRowOf } from '../../domain/dispatch/monthly-report.ts';
import type {
  Circulated,
  MajorFacts,
  MonthlyReport,
  OverdueInReport,
  ReportFigure,
  UnitInReport,
} from '../../domain/dispatch/monthly-report.ts';
import { monthsAfter } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { ReportContent, UnitReport } from '../../domain/dispatch/unit-report.ts';
import type { Draft } from '../../domain/dispatch/drafts.ts';
import type { Plan } from '../../domain/hazard/plan.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { GridCode, PersonId } from '../../domain/people/seat.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { monthCaseId } from './month-case.ts';
import { completeness, frozenZones, isComplete, punctualityOf, reportsOf, sumOf } from './month-shown.ts';
import type { FrozenZone } from './month-shown.ts';

/**
 * 月报 of a month, of the tables that were frozen at its cut-off and of its case; null while there is none. Before it is published it is for
 * whoever reads all, after that for everybody.
 */
export async function monthlyReport(
  ledger: Ledger,
  period: Period,
  now: Instant,
): Promise<{ report: MonthlyReport; isPublished: boolean } | null> {
  const frozen = await frozenMonth(ledger, period);
  if (!frozen) return null;
  const { month } = frozen;
  const [organisation, majors, overdue, lastMonth, lastYear] = await Promise.all([
    organisationAt(ledger, month.published?.at ?? now),
    majorsOf(ledger, period, month),
    overdueOf(ledger, period, frozen),
    frozenMonth(ledger, monthsAfter(period, -1)),
    frozenMonth(ledger, monthsAfter(period, -12)),
  ]);
  const report = composed(frozen, { organisation, majors, overdue, lastMonth, lastYear });
  return { report, isPublished: month.stage === 'published' };
}

/** Of a month that is open: its case, its zones and the reports of its units. */
type FrozenMonth = { month: Month; zones: FrozenZone[]; reports: ReadonlyMap<GridCode, UnitReport> };

async function frozenMonth(ledger: Ledger, period: Period): Promise<FrozenMonth | null> {
  const asked = await ledger.prisma.dispatch.findUnique({ where: { period } });
  if (!asked?.openedAt) return null;
  const [row, zones, reports] = await Promise.all([
    ledger.prisma.case.findUniqueOrThrow({ where: { id: monthCaseId(period) }, select: { state: true } }),
    frozenZones(ledger, period),
    reportsOf(ledger, period),
  ]);
  const states = reports.map(({ state }) => state as unknown as UnitReport);
  return { month: row.state as unknown as Month, zones, reports: new Map(states.map((report) => [report.zone, report])) };
}

/** The organisation by which a paper of that moment is worded: a later name does not change it. */
async function organisationAt({ pool }: Ledger, at: Instant): Promise<Organisation> {
  const { rows } = await pool.query<{ document: Organisation }>(
    'select document from organisation order by put_at <= $1 desc, case when put_at <= $1 then -version else version end limit 1',
    [at],
  );
  const [row] = rows;
  if (!row) throw new Error('the organisation must be put before a month can be reported');
  return row.document;
}

const noMajors: MajorFacts = { closedOfFound: 0, planned: 0, fiveCommitments: 0, fundsYuan: 0 };

const together = (a: MajorFacts, b: MajorFacts): MajorFacts => ({
  closedOfFound: a.closedOfFound + b.closedOfFound,
  planned: a.planned + b.planned,
  fiveCommitments: a.fiveCommitments + b.fiveCommitments,
  fundsYuan: a.fundsYuan + b.fundsYuan,
});

/** The major hazards of the period by zone, each with the plan that it had at the cut-off. */
async function majorsOf({ pool }: Ledger, period: Period, { span }: Month): Promise<ReadonlyMap<string, MajorFacts>> {
  const { rows } = await pool.query<{ zone: string; is_closed: boolean; plan: Plan | null }>(
    `select m.zone, m.marks ?& array['foundMajor', 'closed'] as is_closed, planned.plan
     from dispatch_mark m left join lateral (
       select ev->'plan' as plan from entry e, jsonb_array_elements(e.events) ev
       where e.case_id = m.case_id and e.at <= $2 and ev->>'type' = 'PlanSubmitted' order by e.revision desc limit 1
     ) planned on true
     where m.period = $1 and m.class = 'major' and m.marks ? 'active'`,
    [period, span.to],
  );
  const byZone = new Map<string, MajorFacts>();
  for (const { zone, is_closed, plan } of rows) {
    const isWhole = plan !== null && [plan.measures, plan.responsible, plan.contingencyPlan].every((text) => text.trim() !== '');
    const facts: MajorFacts = {
      closedOfFound: is_closed ? 1 : 0,
      planned: plan ? 1 : 0,
      fiveCommitments: isWhole && plan.fundsYuan > 0 ? 1 : 0,
      fundsYuan: plan?.fundsYuan ?? 0,
    };
    byZone.set(zone, together(byZone.get(zone) ?? noMajors, facts));
  }
  return byZone;
}

/** 附件2: what was overdue at the cut-off, with what its unit says to it. */
async function overdueOf({ pool }: Ledger, period: Period, { month, zones, reports }: FrozenMonth): Promise<OverdueInReport[]> {
  const { rows } = await pool.query<{
    id: string;
    number: string;
    title: string;
    zone: string;
    class: 'general' | 'major';
    workdays_overdue: number;
  }>(
    `select case_id as id, number, title, zone, class, workdays_overdue from dispatch_mark
     where period = $1 and workdays_overdue > 0 and marks ? 'open' order by workdays_overdue desc, number`,
    [period],
  );
  const byCode = new Map(zones.map((zone) => [zone.zone, zone]));
  return rows.map(({ id, zone: code, workdays_overdue, ...row }) => {
    const unit = byCode.get(code)?.unit ?? null;
    const explanation = (unit && contentOf(reports.get(unit))?.explanations[id]) ?? null;
    return {
      ...row,
      zone: byCode.get(code)?.name ?? code,
      unit: unit ? nameIn(month, unit) : otherZones,
      workdaysOverdue: workdays_overdue,
      explanation,
    };
  });
}

/** Zones that lie in no unit of the month. */
const otherZones = '其他责任区';

const nameIn = ({ names }: Month, unit: GridCode) => names[unit] ?? unit;

/** A report counts once the office has accepted it. */
const contentOf = (report: UnitReport | undefined): ReportContent | null => (report?.stage === 'accepted' ? report.content : null);

const contentsIn = ({ month, reports }: FrozenMonth) => Object.keys(month.reports).flatMap((unit) => contentOf(reports.get(unit)) ?? []);

function figuresOfBureau(frozen: FrozenMonth | null): ReportFigure[] {
  if (!frozen) return [];
  const { month, zones } = frozen;
  const { numerator, denominator } = punctualityOf(month);
  const punctuality = ratio(numerator, denominator);
  return reportFiguresOf({ marks: sumOf(zones), zones: completeness(zones), contents: contentsIn(frozen) }, punctuality);
}

type Beside = {
  organisation: Organisation;
  majors: ReadonlyMap<string, MajorFacts>;
  overdue: OverdueInReport[];
  lastMonth: FrozenMonth | null;
  lastYear: FrozenMonth | null;
};

function composed(frozen: FrozenMonth, { organisation, majors, overdue, lastMonth, lastYear }: Beside): MonthlyReport {
  const { month, zones, reports } = frozen;
  const { period, span, stage, published, compiled } = month;
  const personName = (id: PersonId) => organisation.people.find((person) => person.id === id)?.name ?? id;
  const units = Object.keys(month.reports).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const others = zones.filter(({ unit }) => unit === null || !(unit in month.reports));
  const rowOf = (name: string, of: readonly FrozenZone[], contents: readonly ReportContent[]) =>
    tableRowOf(name, { marks: sumOf(of), contents }, of.map(({ zone }) => majors.get(zone) ?? noMajors).reduce(together, noMajors));
  const zonesOf = (unit: GridCode) => zones.filter((zone) => zone.unit === unit);
  const contentsOf = (unit: GridCode) => contentOf(reports.get(unit)) ?? [];
  return {
    period,
    span,
    stage,
    bureau: organisation.bureau.name,
    office: organisation.office.name,
    published: published && { paperNumber: published.paperNumber, on: dateIn(published.at), by: personName(published.by) },
    compiledBy: compiled && personName(compiled.by),
    table: {
      rows: [
        ...units.map((unit) => rowOf(nameIn(month, unit), zonesOf(unit), [contentsOf(unit)].flat())),
        ...(others.length > 0 ? [rowOf(otherZones, others, [])] : []),
      ],
      total: rowOf('合计', zones, contentsIn(frozen)),
    },
    figures: compared(figuresOfBureau(frozen), figuresOfBureau(lastMonth), figuresOfBureau(lastYear)),
    units: [
      ...units.map((unit) => unitOf(month, unit, zonesOf(unit), reports.get(unit))),
      ...(others.length > 0 ? [unitOf(month, null, others, undefined)] : []),
    ],
    gaps: zones
      .filter((zone) => !isComplete(zone))
      .map(({ zone, name, unit, specific, supervising }) => ({
        code: zone,
        name,
        unit: unit ? nameIn(month, unit) : otherZones,
        specific: specific && personName(specific),
        supervising: supervising && personName(supervising),
      })),
    overdue,
    unreported: unreportedIn(month, [...reports.values()]).map((unit) => nameIn(month, unit)),
    leftOut: leftOutIn(month, [...reports.values()]).map((unit) => nameIn(month, unit)),
    ...circulated(month, overdue),
  };
}

/** Null: what belongs to no unit. */
function unitOf(month: Month, unit: GridCode | null, zones: readonly FrozenZone[], report: UnitReport | undefined): UnitInReport {
  const content = contentOf(report);
  const { complete, total } = completeness(zones);
  const contents = content ? [content] : [];
  return {
    code: unit ?? '',
    name: unit === null ? otherZones : nameIn(month, unit),
    report: report ? stageInCircular(month, report) : null,
    isOnTime: report?.submitted?.isOnTime ?? null,
    zones: ratio(complete, total),
    content: content && {
      placardsPosted: content.placardsPosted,
      keyUnits: content.keyUnits,
      keyUnitsInspected: content.keyUnitsInspected,
      trainings: content.trainings,
      trained: content.trained,
      missing: content.missing,
      problems: content.problems,
    },
    figures: reportFiguresOf({ marks: sumOf(zones), zones: { complete, total }, contents }, null),
  };
}

/** What the office decided to say: praise and criticism that it kept, and what it asks for. */
function circulated(
  month: Month,
  overdue: readonly OverdueInReport[],
): Pick<MonthlyReport, 'summary' | 'problems' | 'commendations' | 'criticisms' | 'requirements'> {
  const { compiled, drafts, answers } = month;
  if (!compiled) return { summary: null, problems: [], commendations: [], criticisms: [], requirements: [] };
  const decided = new Map(compiled.decided.map((each) => [each.id, each]));
  const daysOf = (number: string) => overdue.find((each) => each.number === number)?.workdaysOverdue ?? null;
  const said = ({ id, unit, because, cases }: Draft): Circulated => ({
    unit: nameIn(month, unit),
    because,
    text: decided.get(id)?.text ?? '',
    cases: cases.map((number) => ({ number, workdaysOverdue: daysOf(number) })),
    answer: answers[id]?.text ?? null,
  });
  return {
    summary: compiled.summary,
    problems: compiled.problems ?? [],
    commendations: drafts.filter(({ id, kind }) => kind === 'commendation' && decided.get(id)?.keep).map(said),
    criticisms: criticisms(drafts, compiled).map(said),
    requirements: compiled.requirements.map(({ task, unit, on }) => ({ task, unit: unit && nameIn(month, unit), on })),
  };
}
