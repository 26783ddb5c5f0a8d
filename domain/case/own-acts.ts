import type { DutyKey } from '../escalation/policy.ts';
import { mayActIn } from '../people/roster.ts';
import type { Roster } from '../people/roster.ts';
import type { PersonId, Seat } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';

/** 我发起的: the commands by which somebody asks something of others. What was typed in from an older ledger was reported by somebody else. */
export const asking = ['ReportHazard', 'OpenRequest', 'OpenSupervision', 'MakeSuggestion', 'ChaseHazard', 'ChaseCase'] as const;
export type Asking = (typeof asking)[number];

/** 已办: the commands by which somebody dealt with a case. What follows from them in another case of itself is not a deed of its own. */
export const handling = [
  ...(['AssignHazard', 'SubmitPlan', 'RectifyHazard', 'VerifyHazard', 'ReturnToOffice', 'ReassignHazard'] as const),
  ...(['ReclassifyHazard', 'MergeHazard', 'UnmergeHazard', 'ResumeHazard', 'RecordStopWorkAdvice', 'RecordPublicity'] as const),
  ...(['AnswerReporter', 'DecideRequest', 'RecordRecheck', 'AcknowledgeCall'] as const),
  ...(['DecideSupervision', 'RegisterSupervision', 'ReviewSupervision', 'LiftSupervision'] as const),
  ...([
    'SubmitReport',
    'RecallReport',
    'AcceptReport',
    'ReturnReport',
    'CompileMonth',
    'AnswerCriticism',
    'SendBack',
    'SignMonth',
  ] as const),
  ...(['IssueStatistics', 'AnswerSuggestion'] as const),
] as const;
export type Handling = (typeof handling)[number];

/** The duties that each of these settles as it was owed; a case that is handed on, merged or classed anew leaves its duty undone. */
const fulfilled: Partial<Record<Handling, readonly DutyKey[]>> = {
  AssignHazard: ['hazard.assign'],
  RectifyHazard: ['hazard.rectify.general', 'hazard.rectify.immediate', 'hazard.rectify.major'],
  VerifyHazard: ['hazard.verify.general', 'hazard.verify.major'],
  ResumeHazard: ['hazard.review'],
  DecideRequest: ['request.decide.supervising', 'request.decide.first', 'request.decide.officeDirector'],
  RecordRecheck: ['hazard.recheck'],
  AcknowledgeCall: ['call.make'],
  DecideSupervision: ['supervision.decide'],
  RegisterSupervision: ['supervision.register'],
  ReviewSupervision: ['supervision.review'],
  LiftSupervision: ['supervision.lift'],
  SubmitReport: ['report.submit'],
  AcceptReport: ['report.accept'],
  ReturnReport: ['report.accept'],
  CompileMonth: ['dispatch.compile'],
  SendBack: ['dispatch.sign'],
  SignMonth: ['dispatch.sign'],
  IssueStatistics: ['statistics.issue'],
  AnswerSuggestion: ['suggestion.answer'],
};

/** Whether the act is what was owed, so that it was done in time or late. */
export const fulfils = (did: Handling, duty: DutyKey): boolean => fulfilled[did]?.includes(duty) ?? false;

/** Whether the seat's duty was that person's: not of whoever decides in the end because it has climbed to him. The office does its work together. */
export const wasOwedBy = (roster: Roster, seat: Seat, person: PersonId, at: Instant): boolean =>
  seat.post === 'office' || mayActIn(roster, seat, person, at);

const decisions: readonly DutyKey[] = [
  'request.decide.supervising',
  'request.decide.first',
  'request.decide.officeDirector',
  'supervision.decide',
  'supervision.lift',
  'dispatch.sign',
];

/** 待我决定: whether what is owed is a yes or a no, not work on the case itself. */
export const isDecision = (duty: DutyKey): boolean => decisions.includes(duty);

/** By which commands such a decision is made. */
export const deciding = [
  'DecideRequest',
  'DecideSupervision',
  'LiftSupervision',
  'SignMonth',
  'SendBack',
] as const satisfies readonly Handling[];
