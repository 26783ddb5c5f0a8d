import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import { refused, thenAlso } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import type { HazardCommand } from './commands.ts';
import { evolve } from './hazard.ts';
import type { Hazard, HazardEvent } from './hazard.ts';
import { acknowledge } from './rules/acknowledge.ts';
import { answerReporter, passAnswerOn } from './rules/answer-reporter.ts';
import { assign } from './rules/assign.ts';
import { chase } from './rules/chase.ts';
import { comment } from './rules/comment.ts';
import { importHazard } from './rules/import-hazard.ts';
import { reassign } from './rules/reassign.ts';
import { absorb, merge, release, unmerge } from './rules/merge.ts';
import { reclassify } from './rules/reclassify.ts';
import { record } from './rules/record.ts';
import { rectify } from './rules/rectify.ts';
import { report } from './rules/report.ts';
import { submitPlan } from './rules/submit-plan.ts';
import { verify } from './rules/verify.ts';
import { requestExtension, requestSuspension, requestVoid } from './rules/request.ts';
import { resume } from './rules/resume.ts';
import { returnToOffice } from './rules/return-to-office.ts';
import { noteListing, noteSupervisionEnd, proposeSupervision, supervised } from './rules/supervise.ts';
import { grantRequest, refuseRequest } from './rules/settle-request.ts';

/**
 * Which rule answers which command; `hazard` is null before the report. A request that is overtaken lapses with the same command, and a
 * supervision follows the hazard.
 */
export function decide(hazard: Hazard | null, command: HazardCommand, moment: Moment): Decision<HazardEvent> {
  const ruled = ruleFor(hazard, command, moment);
  const decision = hazard ? supervised(hazard, ruled, moment) : ruled;
  const pending = hazard?.pending;
  if (!pending || decision.kind !== 'accepted') return decision;
  const after = decision.events.reduce<Hazard | null>(evolve, hazard);
  const isDecided = decision.events.some(({ type }) => type === 'RequestGranted' || type === 'RequestNotGranted');
  if (after?.pending || isDecided) return decision;
  return thenAlso(decision, { to: 'part', kind: 'request', part: pending.part, command: { type: 'LapseRequest' } });
}

function ruleFor(hazard: Hazard | null, command: HazardCommand, moment: Moment): Decision<HazardEvent> {
  if (command.type === 'ReportHazard' || command.type === 'ImportHazard') {
    if (hazard) return refused('KEY_REUSED');
    return command.type === 'ReportHazard' ? report(command, moment) : importHazard(command, moment);
  }
  if (!hazard) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(hazard, command, moment);
  switch (command.type) {
    case 'AssignHazard':
      return assign(hazard, command, moment);
    case 'Acknowledge':
      return acknowledge(hazard, command, moment);
    case 'RectifyHazard':
      return rectify(hazard, command, moment);
    case 'VerifyHazard':
      return verify(hazard, command, moment);
    case 'VoidHazard':
      return requestVoid(hazard, command, moment);
    case 'RequestExtension':
      return requestExtension(hazard, command, moment);
    case 'RequestSuspension':
      return requestSuspension(hazard, command, moment);
    case 'GrantRequest':
      return grantRequest(hazard, command, moment);
    case 'RefuseRequest':
      return refuseRequest(hazard, command);
    case 'ResumeHazard':
      return resume(hazard, command, moment);
    case 'ReturnToOffice':
      return returnToOffice(hazard, command, moment);
    case 'ReassignHazard':
      return reassign(hazard, command, moment);
    case 'SubmitPlan':
      return submitPlan(hazard, command, moment);
    case 'RecordStopWorkAdvice':
    case 'RecordPublicity':
      return record(hazard, command, moment);
    case 'ReclassifyHazard':
      return reclassify(hazard, command, moment);
    case 'MergeHazard':
      return merge(hazard, command, moment);
    case 'UnmergeHazard':
      return unmerge(hazard, command, moment);
    case 'AbsorbDuplicate':
      return absorb(hazard, command);
    case 'ReleaseDuplicate':
      return release(hazard, command);
    case 'ChaseHazard':
      return chase(hazard, command, moment);
    case 'ProposeSupervision':
      return proposeSupervision(hazard, command, moment);
    case 'NoteListing':
      return noteListing(hazard, command);
    case 'NoteSupervisionEnd':
      return noteSupervisionEnd(hazard, command);
    case 'AnswerReporter':
      return answerReporter(hazard, command, moment);
    case 'PassAnswerOn':
      return passAnswerOn(hazard, command);
    case 'CommentOnHazard':
      return comment(command);
  }
}
