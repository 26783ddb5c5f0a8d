import type { Refusal } from '../../domain/case/refusals.ts';
import { decideUnitReport } from '../../domain/dispatch/decide-unit-report.ts';
import type { UnitReportCommand } from '../../domain/dispatch/decide-unit-report.ts';
import { takesReports } from '../../domain/dispatch/decide-month.ts';
import type { MonthStage } from '../../domain/dispatch/month.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { ReportContent, UnitReport } from '../../domain/dispatch/unit-report.ts';
import { figuresOf } from '../../domain/metrics/figures.ts';
import { mayActIn } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { GridCode, PersonId } from '../../domain/people/seat.ts';
import { isOnMakeupWorkday } from '../../domain/time/days-between.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { itemOf, namesOf } from '../case-item.ts';
import { storedColumns, storedItem } from '../one-case.ts';
import type { Ledger } from '../ledger.ts';
import { momentNow, momentOf } from '../moment.ts';
import { pressedAmong } from '../pressing.ts';
import { monthCaseId, reportCaseId } from './month-case.ts';

/** The report of a unit as that reader may act on it: what is known already, what was written, and what is being written. Null when there is none. */
export async function reportShown(ledger: Ledger, period: Period, unit: GridCode, reader: PersonId, now: Instant) {
  const id = reportCaseId(period, unit);
  const [known, row, draft, month, asked] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findUnique({ where: { id }, select: { ...storedColumns, revision: true } }),
    ledger.prisma.reportDraft.findUnique({ where: { caseId: id } }),
    ledger.prisma.case.findUnique({ where: { id: monthCaseId(period) }, select: { stage: true } }),
    ledger.prisma.dispatch.findUnique({ where: { period }, select: { cutOff: true } }),
  ]);
  if (!row || !asked) return null;
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const report = row.state as unknown as UnitReport;
  const { prefilled, content, submitted, returned, recalled, handedIn } = report;
  const pressed = (await pressedAmong(ledger, [{ id, state: report }])).get(id);
  const isOwn = mayActIn(moment.roster, seatFor('unitHead', unit), reader, now);
  const tried: UnitReportCommand[] = [
    { type: 'SubmitReport', by: reader, content: filledIn(report) },
    ...(month && takesReports(month.stage as MonthStage) ? [{ type: 'ReturnReport' as const, by: reader, reason: '…' }] : []),
    { type: 'AcceptReport', by: reader },
    { type: 'RecallReport', by: reader },
  ];
  return {
    ...itemOf(storedItem(row), moment, names),
    revision: row.revision,
    period,
    unit: { code: unit, name: names.scope(unit) },
    cutOff: asked.cutOff.toISOString(),
    figures: figuresOf(prefilled.marks),
    zones: { ...prefilled.zones, gaps: prefilled.zones.gaps.map(names.zone) },
    overdue: prefilled.overdue.map(({ zone, ...each }) => ({ ...each, zone: names.zone(zone) })),
    content,
    draft:
      draft && isOwn
        ? { content: draft.content as Partial<ReportContent>, savedBy: names.person(draft.savedBy), savedAt: draft.savedAt.toISOString() }
        : null,
    submitted: submitted && { ...submitted, by: names.person(submitted.by) },
    returned: returned && { ...returned, by: names.person(returned.by) },
    handedIn: submitted &&
      handedIn && {
        since: handedIn.openedAt,
        dueAt: handedIn.due.at,
        dueOnMakeupWorkday: isOnMakeupWorkday(handedIn.due.at, moment.calendar),
      },
    pressed: pressed && report.stage === 'drafting' ? { ...pressed, by: names.person(pressed.by) } : null,
    recalled: recalled ? { ...recalled, by: names.person(recalled.by) } : null,
    commands: tried.filter((command) => decideUnitReport(report, command, moment).kind === 'accepted').map(({ type }) => type),
  };
}

const filledIn = ({ prefilled }: UnitReport): ReportContent => ({
  placardsPosted: 0,
  keyUnits: 0,
  keyUnitsInspected: 0,
  trainings: 0,
  trained: 0,
  missing: '',
  explanations: Object.fromEntries(prefilled.overdue.map(({ id }) => [id, '…'])),
  problems: '',
  nextMonth: '…',
  goodPractice: '',
});

/** `seen`: the moment of the draft that its writer had before him, null for none; left out, whatever is there is replaced. */
type Kept = { period: Period; unit: GridCode; content: Partial<ReportContent>; by: PersonId; seen?: Instant | null | undefined };

/**
 * Keeps what the head of the unit is writing, while he may hand it in; null when there is no such report. What somebody else kept meanwhile, or he
 * himself in another window, is not written over. The report itself is handed in by a command.
 */
export async function saveDraft(
  ledger: Ledger,
  { period, unit, content, by, seen }: Kept,
  now: Instant,
): Promise<{ savedAt: Instant } | { refusal: Refusal } | null> {
  const caseId = reportCaseId(period, unit);
  const [moment, row] = await Promise.all([
    momentNow(ledger, now),
    ledger.prisma.case.findUnique({ where: { id: caseId }, select: { state: true } }),
  ]);
  if (!row) return null;
  const report = row.state as unknown as UnitReport;
  const tried = decideUnitReport(report, { type: 'SubmitReport', by, content: filledIn(report) }, moment);
  if (tried.kind === 'refused') return { refusal: tried.refusal };
  const { rows } = await ledger.pool.query(
    `with before as (select saved_at from report_draft where case_id = $1)
     insert into report_draft as d (case_id, content, saved_by, saved_at)
     select $1::uuid, $2::jsonb, $3::text, $4::timestamptz where $5::boolean or coalesce((select saved_at from before), 'epoch') = coalesce($6::timestamptz, 'epoch')
     on conflict (case_id) do update set content = excluded.content, saved_by = excluded.saved_by, saved_at = excluded.saved_at
     where $5 or d.saved_at = $6::timestamptz
     returning saved_at`,
    [caseId, content, by, now, seen === undefined, seen],
  );
  if (rows.length > 0) return { savedAt: now };
  const there = await ledger.prisma.reportDraft.findUnique({ where: { caseId } });
  const name = namesOf(await ledger.register.newest(ledger.pool)).person(there?.savedBy ?? by).name;
  return { refusal: { code: 'DRAFT_SAVED_ELSEWHERE', params: { name } } };
}
