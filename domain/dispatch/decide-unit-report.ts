import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused, thenAlso } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import type { Refusal } from '../case/refusals.ts';
import { openObligation } from '../escalation/obligation.ts';
import { figureOf } from '../metrics/figures.ts';
import type { FigureKey } from '../metrics/figures.ts';
import { isOffice, mayActIn } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { GridCode, PersonId } from '../people/seat.ts';
import type { Due } from '../time/due.ts';
import type { Period } from './period.ts';
import type { Prefilled, ReportContent, UnitReport, UnitReportEvent } from './unit-report.ts';

/** A figure as somebody was shown it: what he hands in may not contradict the frozen one. */
export type ShownFigure = { key: FigureKey; numerator: number; denominator: number | null };

export type UnitReportCommand =
  /** Given by the month that opens, and by its end; never by a caller. */
  | { type: 'OpenReport'; period: Period; unit: GridCode; number: string; title: string; prefilled: Prefilled; until?: Due }
  | { type: 'MissReport' }
  | { type: 'WithdrawReport' }
  | { type: 'SubmitReport'; by: PersonId; content: ReportContent; figures?: ShownFigure[] }
  | { type: 'ReturnReport'; by: PersonId; reason: string }
  | { type: 'AcceptReport'; by: PersonId }
  | { type: 'RecallReport'; by: PersonId }
  | CaseCommand;

const openStages: readonly string[] = ['drafting', 'submitted'];

export function decideUnitReport(report: UnitReport | null, command: UnitReportCommand, moment: Moment): Decision<UnitReportEvent> {
  // A unit that went may come again.
  if (command.type === 'OpenReport')
    return report && report.stage !== 'withdrawn' ? ignored('ALREADY_DONE') : open(report, command, moment);
  if (!report) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(report, command, moment);
  switch (command.type) {
    case 'SubmitReport':
      return submit(report, command, moment);
    case 'ReturnReport':
      return giveBack(report, command, moment);
    case 'AcceptReport':
      return accept(report, command, moment);
    case 'RecallReport':
      return recall(report, command, moment);
    case 'MissReport':
      return locked(report);
    case 'WithdrawReport':
      return openStages.includes(report.stage) ? accepted<UnitReportEvent>({ type: 'ReportWithdrawn' }) : ignored('CASE_ENDED');
  }
}

/** The month is locked: a report that was handed in is not one that was missed. */
function locked({ stage }: UnitReport): Decision<UnitReportEvent> {
  if (stage === 'submitted') return accepted<UnitReportEvent>({ type: 'ReportLeftOut' });
  return stage === 'drafting' ? accepted<UnitReportEvent>({ type: 'ReportMissed' }) : ignored('CASE_ENDED');
}

function open(
  report: UnitReport | null,
  command: Extract<UnitReportCommand, { type: 'OpenReport' }>,
  moment: Moment,
): Decision<UnitReportEvent> {
  const { period, unit, number, title, prefilled, until } = command;
  const id = (report?.obligationsOpened ?? 0) + 1;
  const obligation = openObligation(id, 'report.submit', seatFor('unitHead', unit), moment.now, moment, until);
  return accepted<UnitReportEvent>(
    { type: 'ReportOpened', period, zone: unit, number, title, prefilled },
    { type: 'ObligationOpened', obligation },
  );
}

/** 提交: the head of the unit confirms the figures and says what only people know; every overdue case needs its explanation (DOMAIN §5, scheme S9). */
function submit(
  report: UnitReport,
  command: Extract<UnitReportCommand, { type: 'SubmitReport' }>,
  moment: Moment,
): Decision<UnitReportEvent> {
  const { by, content, figures = [] } = command;
  const { obligation, prefilled, zone } = report;
  if (report.stage !== 'drafting' || !obligation) return refused('WRONG_STAGE', { stage: report.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, by, moment.now)) return refused('NOT_YOURS', { post: 'unitHead' });
  const fault = figures.map((each) => contradiction(each, prefilled)).find((each) => each !== null) ?? faultIn(content, prefilled);
  if (fault) return refused(fault.code, fault.params);

  const isOnTime = moment.now <= obligation.due.at;
  const acceptance = openObligation(report.obligationsOpened + 1, 'report.accept', seatFor('office', zone), moment.now, moment);
  return accepted<UnitReportEvent>(
    { type: 'ReportSubmitted', content, by, at: moment.now, isOnTime },
    { type: 'ObligationOpened', obligation: acceptance },
  );
}

function contradiction({ key, numerator, denominator }: ShownFigure, { marks }: Prefilled): Refusal | null {
  const frozen = figureOf(key, marks);
  if (frozen.numerator === numerator && frozen.denominator === denominator) return null;
  return { code: 'FIGURE_DIFFERS', params: { figure: key, frozen: [frozen.numerator, frozen.denominator ?? ''].join('/') } };
}

function faultIn(content: ReportContent, { zones, overdue }: Prefilled): Refusal | null {
  const { placardsPosted, keyUnits, keyUnitsInspected, trainings, trained, explanations, nextMonth } = content;
  const unexplained = overdue.find(({ id }) => (explanations[id] ?? '').trim() === '');
  if (unexplained) return { code: 'EXPLANATION_MISSING', params: { number: unexplained.number } };
  const stranger = Object.keys(explanations).find((id) => !overdue.some((each) => each.id === id));
  if (stranger !== undefined) return { code: 'NOTHING_TO_EXPLAIN', params: { case: stranger } };
  if (placardsPosted > zones.total) return { code: 'MORE_THAN_THERE_ARE', params: { field: 'placardsPosted', most: zones.total } };
  if (keyUnitsInspected > keyUnits) return { code: 'MORE_THAN_THERE_ARE', params: { field: 'keyUnitsInspected', most: keyUnits } };
  if (trainings === 0 && trained > 0) return { code: 'MORE_THAN_THERE_ARE', params: { field: 'trained', most: 0 } };
  return nextMonth.trim() === '' ? { code: 'REASON_REQUIRED', params: { field: 'nextMonth' } } : null;
}

/**
 * 退回: the office says what is missing; the clock goes on, with the deadline that it had. A report that was received comes back only before that
 * deadline: after it, the return would make late what was handed in on time.
 */
function giveBack(report: UnitReport, { by, reason }: { by: PersonId; reason: string }, moment: Moment): Decision<UnitReportEvent> {
  const wasReceived = report.stage === 'accepted';
  if (report.stage !== 'submitted' && !wasReceived) return refused('WRONG_STAGE', { stage: report.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  if (wasReceived && report.handedIn && moment.now > report.handedIn.due.at) return refused('REPORT_TOO_LATE_TO_RETURN');
  const returned = accepted<UnitReportEvent>({ type: 'ReportReturned', reason, by }, owedAgain(report));
  return wasReceived
    ? thenAlso(returned, { to: 'whole', kind: 'dispatch', command: { type: 'ReleaseReport', unit: report.zone } })
    : returned;
}

/** What was owed when it was handed in, with its deadline and what has rung of its ladder. */
function owedAgain({ handedIn, obligationsOpened }: UnitReport): UnitReportEvent {
  if (!handedIn) throw new Error('a report that was handed in was owed');
  return { type: 'ObligationOpened', obligation: { ...handedIn, id: obligationsOpened + 1 } };
}

/** 撤回: until the office has received it, the head of the unit may take it back to correct it; the clock goes on, with the deadline that it had. */
function recall(report: UnitReport, { by }: { by: PersonId }, moment: Moment): Decision<UnitReportEvent> {
  if (!mayActIn(moment.roster, seatFor('unitHead', report.zone), by, moment.now)) return refused('NOT_YOURS', { post: 'unitHead' });
  if (report.stage === 'accepted') return refused('REPORT_RECEIVED');
  if (report.stage !== 'submitted') return refused('WRONG_STAGE', { stage: report.stage });
  return accepted<UnitReportEvent>({ type: 'ReportRecalled', by, at: moment.now }, owedAgain(report));
}

/** 接收: the office takes the report; the month hears that it is in. */
function accept(report: UnitReport, { by }: { by: PersonId }, moment: Moment): Decision<UnitReportEvent> {
  if (report.stage !== 'submitted') return refused('WRONG_STAGE', { stage: report.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  const isOnTime = report.submitted?.isOnTime ?? false;
  return thenAlso(accepted<UnitReportEvent>({ type: 'ReportAccepted', by }), {
    to: 'whole',
    kind: 'dispatch',
    command: { type: 'ReceiveReport', unit: report.zone, isOnTime },
  });
}
