import type { DutyKey } from '../escalation/policy.ts';

/** 我发起的: the commands by which somebody asks something of others. What was typed in from an older ledger was reported by somebody else. */
export const asking = ['ReportHazard', 'OpenRequest', 'OpenSupervision', 'ChaseHazard', 'ChaseCase'] as const;
export type Asking = (typeof asking)[number];

/** 已办: the commands by which somebody dealt with a case. What follows from them in another case of itself is not a deed of its own. */
export const handling = [
  ...(['AssignHazard', 'SubmitPlan', 'RectifyHazard', 'VerifyHazard', 'ReturnToOffice', 'ReassignHazard'] as const),
  ...(['ReclassifyHazard', 'MergeHazard', 'UnmergeHazard', 'ResumeHazard', 'RecordStopWorkAdvice', 'RecordPublicity'] as const),
  ...(['AnswerReporter', 'DecideRequest', 'RecordRecheck', 'AcknowledgeCall'] as const),
  ...(['DecideSupervision', 'RegisterSupervision', 'ReviewSupervision', 'LiftSupervision'] as const),
  ...(['SubmitReport', 'AcceptReport', 'ReturnReport', 'CompileMonth', 'AnswerCriticism', 'SendBack', 'SignMonth'] as const),
  'IssueStatistics',
] as const;
export type Handling = (typeof handling)[number];

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
