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
import { monthCaseId, reportCaseId } from './month-case.ts';

/** The report of a unit as that reader may act on it: what is known already, what was written, and what is being written. Null when there is none. */
export async function reportShown(ledger: Ledger, period: Period, unit: GridCode, reader: PersonId, now: Instant) {
  const id = reportCaseId(period, unit);
  const [known, row, draft, month] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findUnique({ where: { id }, select: { ...storedColumns, revision: true } }),
    ledger.prisma.reportDraft.findUnique({ where: { caseId: id } }),
    ledger.prisma.case.findUnique({ where: { id: monthCaseId(period) }, select: { stage: true } }),
  ]);
  if (!row) return null;
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const report = row.state as unknown as UnitReport;
  const { prefilled, content, submitted, returned, recalled, handedIn } = report;
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

/** Keeps what the head of the unit is writing, while he may hand it in; null when there is no such report. The report itself is handed in by a command. */
export async function saveDraft(
  ledger: Ledger,
  { period, unit, content, by }: { period: Period; unit: GridCode; content: Partial<ReportContent>; by: PersonId },
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
  const draft = { content, savedBy: by, savedAt: now };
  await ledger.prisma.reportDraft.upsert({ where: { caseId }, create: { caseId, ...draft }, update: draft });
  return { savedAt: now };
}
