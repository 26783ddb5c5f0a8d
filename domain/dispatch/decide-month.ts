import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused, thenAlso } from '../case/decision.ts';
import type { Decision, FollowUp, Moment } from '../case/decision.ts';
import { climbedTo } from '../escalation/dated-ladder.ts';
import { openObligation } from '../escalation/obligation.ts';
import type { DutyKey } from '../escalation/policy.ts';
import type { Span } from '../metrics/span.ts';
import { isOffice, mayActIn } from '../people/roster.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { GridCode, PersonId, Post } from '../people/seat.ts';
import type { Due } from '../time/due.ts';
import { sayDraft } from './draft-wording.ts';
import { draftsAdded } from './drafts.ts';
import type { Added, Draft } from './drafts.ts';
import { criticisms, evolveMonth, missingIn } from './month.ts';
import type { Compiled, Decided, Month, MonthEvent, MonthStage, UnitNamed } from './month.ts';
import type { Period } from './period.ts';
import type { Prefilled } from './unit-report.ts';

/** A unit with what its report begins with. */
export type UnitToReport = UnitNamed & { prefilled: Prefilled };

export type MonthCommand =
  /** Given by the process that froze the figures; its units are then asked a batch at a time. */
  | { type: 'OpenMonth'; period: Period; span: Span; units: UnitNamed[] }
  | { type: 'AskUnits'; units: UnitToReport[] }
  /** Given by a report that was accepted. */
  | { type: 'ReceiveReport'; unit: GridCode; isOnTime: boolean }
  /** Given by a report that the office gave back after it had received it. */
  | { type: 'ReleaseReport'; unit: GridCode }
  | { type: 'AddUnit'; unit: UnitToReport }
  | { type: 'RemoveUnit'; unit: GridCode }
  | { type: 'RenameUnit'; unit: GridCode; name: string }
  /** `drafts` are what the ledger makes of the figures and the reports at that moment, and what was added before; `added` comes to them now;
   * `waiting`: units whose report is handed in and neither received nor returned. */
  | ({ type: 'CompileMonth'; by: PersonId; drafts: Draft[]; added?: Added[]; waiting?: GridCode[] } & Compiled)
  | { type: 'AnswerCriticism'; by: PersonId; draft: string; text: string }
  | { type: 'SendBack'; by: PersonId; reason: string }
  | { type: 'SignMonth'; by: PersonId; paperNumber: string }
  | CaseCommand;

export function decideMonth(month: Month | null, command: MonthCommand, moment: Moment): Decision<MonthEvent> {
  if (command.type === 'OpenMonth') return month ? ignored('ALREADY_DONE') : open(command, moment);
  if (!month) return refused('CASE_UNKNOWN');
  if (command.type === 'Climb' && isDue(month, moment)) {
    if (month.stage === 'collecting') return accepted(...collectingEnded(month, moment));
    if (month.stage === 'hearing') return accepted(...hearingEnded(month, moment));
  }
  if (isCaseCommand(command)) return decideCase(month, command, moment);
  switch (command.type) {
    case 'AskUnits':
      return askUnits(month, command.units);
    case 'ReceiveReport':
      return receive(month, command, moment);
    case 'ReleaseReport':
      return release(month, command.unit);
    case 'AddUnit':
      return addUnit(month, command.unit);
    case 'RemoveUnit':
      return removeUnit(month, command.unit, moment);
    case 'RenameUnit':
      return renameUnit(month, command);
    case 'CompileMonth':
      return compile(month, command, moment);
    case 'AnswerCriticism':
      return answer(month, command, moment);
    case 'SendBack':
      return sendBack(month, command, moment);
    case 'SignMonth':
      return sign(month, command, moment);
  }
}

const isDue = ({ obligation }: Month, { now }: Moment) => obligation !== null && obligation.due.at <= now;

function owe(duty: DutyKey, post: Post, opened: number, moment: Moment): MonthEvent {
  return { type: 'ObligationOpened', obligation: openObligation(opened + 1, duty, seatFor(post, bureauWide), moment.now, moment) };
}

function open({ period, span, units }: Extract<MonthCommand, { type: 'OpenMonth' }>, moment: Moment): Decision<MonthEvent> {
  const opened: MonthEvent = { type: 'MonthOpened', period, span, units };
  return accepted(opened, owe('dispatch.collect', 'office', 0, moment));
}

function askUnits(month: Month, units: readonly UnitToReport[]): Decision<MonthEvent> {
  const asked: MonthEvent = { type: 'UnitsAsked', units: units.map(({ unit }) => unit) };
  return thenAlso(accepted(asked), ...units.map((unit) => reportAsked(month.period, unit)));
}

const partOf = (unit: GridCode) => `report/${unit}`;

/** `until`: the closing date, where the collecting has begun already. */
const reportAsked = (period: Period, { unit, name, prefilled }: UnitToReport, until?: Due): FollowUp => ({
  to: 'part',
  kind: 'unit-report',
  part: partOf(unit),
  command: { type: 'OpenReport', period, unit, number: `YB-${period}-${unit}`, title: `${titleOf(period)}月报 ${name}`, prefilled, until },
});

const reportTold = (unit: GridCode, type: 'MissReport' | 'WithdrawReport'): FollowUp => ({
  to: 'part',
  kind: 'unit-report',
  part: partOf(unit),
  command: { type },
});

/** 2026年10月 */
export const titleOf = (period: Period): string => `${period.slice(0, 4)}年${Number(period.slice(5))}月`;

/** A report that comes in after the closing date is received as well, as long as the month is not locked. */
function receive(month: Month, { unit, isOnTime }: { unit: GridCode; isOnTime: boolean }, moment: Moment): Decision<MonthEvent> {
  if (month.stage === 'published') return refused('WRONG_STAGE', { stage: month.stage });
  const received: MonthEvent = { type: 'ReportReceived', unit, isOnTime };
  const isLast = month.stage === 'collecting' && missingIn(month).every((each) => each === unit);
  return isLast ? accepted(received, ...collectingEnded(evolveMonth(month, received), moment)) : accepted(received);
}

/** Whether what the units reported is not decided upon yet. */
export const takesReports = (stage: MonthStage): boolean => stage === 'collecting' || stage === 'compiling';

function release(month: Month, unit: GridCode): Decision<MonthEvent> {
  return takesReports(month.stage)
    ? accepted<MonthEvent>({ type: 'ReportReleased', unit })
    : refused('WRONG_STAGE', { stage: month.stage });
}

function collectingEnded(month: Month, moment: Moment): MonthEvent[] {
  return [{ type: 'CollectingEnded', unreported: missingIn(month) }, owe('dispatch.compile', 'office', month.obligationsOpened, moment)];
}

function hearingEnded(month: Month, moment: Moment): MonthEvent[] {
  return [{ type: 'HearingEnded' }, owe('dispatch.sign', 'officeDirector', month.obligationsOpened, moment)];
}

/** A unit that came into being while the reports are collected owes one as well. */
function addUnit(month: Month, unit: UnitToReport): Decision<MonthEvent> {
  if (month.stage !== 'collecting' || unit.unit in month.reports) return ignored('ALREADY_DONE');
  const added: MonthEvent = { type: 'UnitAdded', unit: unit.unit, name: unit.name };
  return thenAlso(accepted(added), reportAsked(month.period, unit, month.obligation?.due));
}

function removeUnit(month: Month, unit: GridCode, moment: Moment): Decision<MonthEvent> {
  if (month.stage !== 'collecting' || !(unit in month.reports)) return ignored('ALREADY_DONE');
  const removed: MonthEvent = { type: 'UnitRemoved', unit, name: month.names[unit] ?? unit };
  const after = evolveMonth(month, removed);
  const isLast = missingIn(after).length === 0 && Object.keys(after.reports).length > 0;
  return thenAlso(isLast ? accepted(removed, ...collectingEnded(after, moment)) : accepted(removed), reportTold(unit, 'WithdrawReport'));
}

function renameUnit(month: Month, { unit, name }: UnitNamed): Decision<MonthEvent> {
  const from = month.names[unit];
  if (month.stage !== 'collecting' || !(unit in month.reports) || from === undefined || from === name) return ignored('ALREADY_DONE');
  return accepted<MonthEvent>({ type: 'UnitRenamed', unit, from, name });
}

/** 汇总: the office decides on every draft, sums up and says what is asked for next month. Whoever is to be criticised is heard before the signature. */
function compile(month: Month, command: Extract<MonthCommand, { type: 'CompileMonth' }>, moment: Moment): Decision<MonthEvent> {
  const { by, drafts, summary, decided, requirements, added = [], problems = [], waiting = [] } = command;
  if (month.stage !== 'compiling') return refused('WRONG_STAGE', { stage: month.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (waiting.length > 0) return refused('REPORTS_TO_RECEIVE', { units: waiting.map((unit) => month.names[unit] ?? unit).join('、') });
  if (summary.trim() === '') return refused('REASON_REQUIRED', { field: 'summary' });
  const undecided = drafts.find(({ id }) => decided.filter((each) => each.id === id).length !== 1);
  if (undecided) return refused('DRAFT_UNDECIDED', { draft: undecided.id });
  const unknown = decided.find(({ id }) => !drafts.some((draft) => draft.id === id));
  if (unknown) return refused('DRAFT_UNKNOWN', { draft: unknown.id });
  const wordless = decided.find(({ keep, text }) => keep && text.trim() === '');
  if (wordless) return refused('REASON_REQUIRED', { field: wordless.id });
  if (added.some(({ text }) => text.trim() === '')) return refused('REASON_REQUIRED', { field: 'added' });
  if (problems.some((text) => text.trim() === '')) return refused('REASON_REQUIRED', { field: 'problems' });
  const stranger = [...requirements, ...added].find(({ unit }) => unit !== null && !(unit in month.reports));
  if (stranger) return refused('UNIT_UNKNOWN', { unit: stranger.unit ?? '' });

  const own = draftsAdded(added, drafts);
  const ownDecided = own.map((draft) => ({ id: draft.id, keep: true, text: sayDraft(draft, month.names[draft.unit] ?? draft.unit) }));
  const compiled: MonthEvent = {
    type: 'MonthCompiled',
    compiled: { summary, decided: [...decided, ...ownDecided], requirements, problems },
    drafts: [...drafts, ...own],
    by,
    answers: answersThatStand(month, decided),
  };
  const after = evolveMonth(month, compiled);
  const next =
    after.stage === 'hearing'
      ? owe('dispatch.hear', 'office', month.obligationsOpened, moment)
      : owe('dispatch.sign', 'officeDirector', month.obligationsOpened, moment);
  return accepted(compiled, next);
}

/** What was said to a criticism stands when the month comes back with the same words. */
function answersThatStand({ answers, compiled }: Month, decided: readonly Decided[]): Month['answers'] {
  const isSame = (id: string) => {
    const [before, now] = [compiled?.decided, decided].map((each) => each?.find((of) => of.id === id && of.keep)?.text);
    return before !== undefined && before === now;
  };
  return Object.fromEntries(Object.entries(answers).filter(([id]) => isSame(id)));
}

/** 说明: the head of the unit may answer the criticism until the hearing ends; the last word counts, and once all have answered it ends. */
function answer(month: Month, command: Extract<MonthCommand, { type: 'AnswerCriticism' }>, moment: Moment): Decision<MonthEvent> {
  const { by, draft, text } = command;
  if (month.stage !== 'hearing' || !month.compiled) return refused('WRONG_STAGE', { stage: month.stage });
  const heard = criticisms(month.drafts, month.compiled);
  const meant = heard.find(({ id }) => id === draft);
  if (!meant) return refused('DRAFT_UNKNOWN', { draft });
  if (!mayActIn(moment.roster, seatFor('unitHead', meant.unit), by, moment.now)) return refused('NOT_YOURS', { post: 'unitHead' });
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'text' });

  const answered: MonthEvent = { type: 'CriticismAnswered', draft, text, by, at: moment.now };
  const after = evolveMonth(month, answered);
  return heard.every(({ id }) => id in after.answers) ? accepted(answered, ...hearingEnded(after, moment)) : accepted(answered);
}

/** Whoever owes the signature, or to whom it has climbed; never whoever compiled. */
function maySign(month: Month, by: PersonId, moment: Moment): Decision<never> | null {
  const { obligation, compiled } = month;
  if (month.stage !== 'signing' || !obligation) return refused('WRONG_STAGE', { stage: month.stage });
  const seats = [obligation.owedBy, ...climbedTo(obligation, moment).map((post) => seatFor(post, bureauWide))];
  if (!seats.some((seat) => mayActIn(moment.roster, seat, by, moment.now))) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  return compiled?.by === by ? refused('COMPILER_SIGNS') : null;
}

/** 退回: to be compiled anew. */
function sendBack(month: Month, { by, reason }: { by: PersonId; reason: string }, moment: Moment): Decision<MonthEvent> {
  const refusal = maySign(month, by, moment);
  if (refusal) return refusal;
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });
  return accepted<MonthEvent>({ type: 'MonthSentBack', reason, by }, owe('dispatch.compile', 'office', month.obligationsOpened, moment));
}

/** 文号 of GB/T 9704: 机关代字, the year in 〔〕, the number of that year without 第. */
const paperNumberShape = /^[^\s〔〕]+〔\d{4}〕[1-9]\d*号$/;

/** 签发: publishes the circular under the number that the registrar gave, and locks the month; what was not handed in by now is 未报. */
function sign(month: Month, { by, paperNumber }: { by: PersonId; paperNumber: string }, moment: Moment): Decision<MonthEvent> {
  const refusal = maySign(month, by, moment);
  if (refusal) return refusal;
  if (paperNumber.trim() === '') return refused('REASON_REQUIRED', { field: 'paperNumber' });
  if (!paperNumberShape.test(paperNumber.trim())) return refused('PAPER_NUMBER_SHAPE');
  const published: MonthEvent = { type: 'MonthPublished', paperNumber: paperNumber.trim(), by, at: moment.now };
  return thenAlso(accepted(published), ...missingIn(month).map((unit) => reportTold(unit, 'MissReport')));
}
