import { accepted, refused, thenAlso } from '../../case/decision.ts';
import type { Decision, FollowUp, Moment } from '../../case/decision.ts';
import { isOffice, mayActIn } from '../../people/roster.ts';
import { seatFor } from '../../people/seat.ts';
import type { VerifyHazard } from '../commands.ts';
import { oweRectification } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { endedFor, lacksAnswer, passedOn } from './answer-reporter.ts';

/**
 * 复查: by somebody who neither rectified nor is responsible for the zone; a failed one starts the repair again (返工), and the closing of a
 * major hazard the recheck (回头看).
 */
export function verify(hazard: Hazard, command: VerifyHazard, moment: Moment): Decision<HazardEvent> {
  const { by, passed, opinion, answer } = command;
  if (hazard.stage !== 'verifying') return refused('WRONG_STAGE', { stage: hazard.stage });
  if (hazard.rectifiedBy === by) return refused('VERIFIER_IS_RECTIFIER');
  if (mayActIn(moment.roster, seatFor('specific', hazard.zone), by, moment.now)) return refused('VERIFIER_OWNS_ZONE');
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (!passed && opinion.trim() === '') return refused('REASON_REQUIRED', { field: 'opinion' });

  if (passed && lacksAnswer(hazard, answer)) return refused('ANSWER_REQUIRED');

  if (passed) {
    const verified: HazardEvent[] = [
      { type: 'VerificationPassed', opinion, by },
      { type: 'HazardClosed', at: moment.now },
    ];
    const closed = passedOn(hazard, accepted<HazardEvent>(...verified, ...endedFor(hazard, 'closed', answer, by, moment)));
    return hazard.facts.class === 'major' ? thenAlso(closed, recheckOf(hazard)) : closed;
  }
  const failed: HazardEvent = { type: 'VerificationFailed', reason: opinion, by };
  return accepted(failed, oweRectification(hazard.obligationsOpened + 1, hazard.zone, hazard.facts, moment));
}

const recheckOf = ({ number, zone, facts, rectifiedBy }: Hazard): FollowUp => ({
  to: 'part',
  kind: 'recheck',
  part: 'recheck',
  command: { type: 'OpenRecheck', number: `${number}-回看`, zone, title: facts.title, class: facts.class, rectifiedBy },
});
