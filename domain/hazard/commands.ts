import type { CaseCommand } from '../case/case-commands.ts';
import type { PhotoRef } from './photos.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { Ask } from '../request/request.ts';
import type { TipOffAnswer } from '../tip-off/answer.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Classed, Duplicate, EnteredLater, HazardFacts } from './hazard.ts';
import type { Plan } from './plan.ts';

/** What people ask of a hazard. `by` is the signed-in person; the moment comes with the call. */
/** `writtenAt`: by the clock of the phone in which it waited for the network; a hint, no limit counts from it. */
export type ReportHazard = {
  type: 'ReportHazard';
  by: PersonId;
  number: string;
  zone: ZoneCode;
  facts: HazardFacts;
  photos?: PhotoRef[];
  writtenAt?: Instant;
};
export type ImportHazard = { type: 'ImportHazard'; by: PersonId; number: string; zone: ZoneCode; facts: HazardFacts; row: EnteredLater };
/** `answer` here and below: what the reporter of a tip-off is told in writing, for the public to read. */
export type AssignHazard = { type: 'AssignHazard'; by: PersonId; zone: ZoneCode | null; answer?: string };
export type Acknowledge = { type: 'Acknowledge'; by: PersonId };
/** 整改完成, with its pictures, or why there are none: `withoutPhoto`, e.g. 涉密部位. */
export type RectifyHazard = { type: 'RectifyHazard'; by: PersonId; measures: string; photos?: PhotoRef[]; withoutPhoto?: string };
export type VerifyHazard = { type: 'VerifyHazard'; by: PersonId; passed: boolean; opinion: string; answer?: string };
export type VoidHazard = { type: 'VoidHazard'; by: PersonId; reason: string; answer?: string };
/** 申请延期, by whoever owes the repair; 申请挂账 likewise; 申请作废 by the office. Each is decided by somebody else. */
export type RequestExtension = { type: 'RequestExtension'; by: PersonId; until: LocalDate; reason: string };
export type RequestSuspension = { type: 'RequestSuspension'; by: PersonId; review: LocalDate; reason: string };
/** What the decision of a request does to the hazard; given by the request's own case, never by a caller. */
export type GrantRequest = { type: 'GrantRequest'; by: PersonId; reason: string; ask: Ask };
export type RefuseRequest = { type: 'RefuseRequest'; by: PersonId; reason: string; ask: Ask };
/** 恢复: the office ends a suspension before its review, or by it. */
export type ResumeHazard = { type: 'ResumeHazard'; by: PersonId; reason: string };
/** 退回: whoever owes the repair says that the zone is wrong. */
export type ReturnToOffice = { type: 'ReturnToOffice'; by: PersonId; reason: string };
/** 改派: the office hands a hazard that is being rectified to another zone. */
export type ReassignHazard = { type: 'ReassignHazard'; by: PersonId; zone: ZoneCode; reason: string };
/** 整改方案, with the five commitments, by whoever owes the repair of a major hazard. */
export type SubmitPlan = { type: 'SubmitPlan'; by: PersonId } & Plan;
/** 停工建议 and 向从业人员通报: facts of a major hazard that somebody puts on record, with their day. */
export type RecordStopWorkAdvice = { type: 'RecordStopWorkAdvice'; by: PersonId; on: LocalDate; text: string };
export type RecordPublicity = { type: 'RecordPublicity'; by: PersonId; on: LocalDate; text: string };
/** 等级变更: the office, in both directions; `criterion` for a major one. */
export type ReclassifyHazard = { type: 'ReclassifyHazard'; by: PersonId; reason: string } & Classed;
/** 合并: the office says that this is a duplicate of another hazard, `into` being that one's id; and takes it back. */
export type MergeHazard = { type: 'MergeHazard'; by: PersonId; into: string; reason: string };
export type UnmergeHazard = { type: 'UnmergeHazard'; by: PersonId; reason: string };
/** What merging does to the other hazard; given by the duplicate (`from` is its id), never by a caller. */
export type AbsorbDuplicate = { type: 'AbsorbDuplicate'; by: PersonId; reason: string } & Duplicate;
export type ReleaseDuplicate = { type: 'ReleaseDuplicate'; by: PersonId; reason: string; from: string };
/** 催办: the office or a leader of the zone presses whoever owes; the words may be empty. */
export type ChaseHazard = { type: 'ChaseHazard'; by: PersonId; words: string };
/** 答复: further words of the office to whoever reported it from outside. */
export type AnswerReporter = { type: 'AnswerReporter'; by: PersonId; text: string };
/** What the reporters of the hazard into which this one was merged were told; given by that one, never by a caller. */
export type PassAnswerOn = { type: 'PassAnswerOn'; by: PersonId; answer: TipOffAnswer };

/** 备注: anybody who is signed in. */
export type CommentOnHazard = { type: 'CommentOnHazard'; by: PersonId; text: string };

/** 提请挂牌督办, by the office: the first responsible person decides. */
export type ProposeSupervision = { type: 'ProposeSupervision'; by: PersonId; reason: string };
/** What became of its supervision; given by the supervision's own case, never by a caller. */
export type NoteListing = { type: 'NoteListing'; by: PersonId; number: string };
export type NoteSupervisionEnd = { type: 'NoteSupervisionEnd'; by: PersonId; as: 'lifted' | 'notListed'; number?: string };

export type HazardCommand =
  | ReportHazard
  | ImportHazard
  | AssignHazard
  | Acknowledge
  | RectifyHazard
  | VerifyHazard
  | VoidHazard
  | RequestExtension
  | RequestSuspension
  | GrantRequest
  | RefuseRequest
  | ResumeHazard
  | ReturnToOffice
  | ReassignHazard
  | ReclassifyHazard
  | MergeHazard
  | UnmergeHazard
  | AbsorbDuplicate
  | ReleaseDuplicate
  | SubmitPlan
  | RecordStopWorkAdvice
  | RecordPublicity
  | ChaseHazard
  | ProposeSupervision
  | NoteListing
  | NoteSupervisionEnd
  | AnswerReporter
  | PassAnswerOn
  | CommentOnHazard
  | CaseCommand;
