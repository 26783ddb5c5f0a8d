import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { mayActIn } from '../../people/roster.ts';
import type { ReturnToOffice } from '../commands.ts';
import { oweAssignment } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 退回: whoever owes the repair says that it belongs elsewhere; the office owes the assignment again, on its own clock. */
export function returnToOffice(hazard: Hazard, { by, reason }: ReturnToOffice, moment: Moment): Decision<HazardEvent> {
  const { obligation } = hazard;
  if (hazard.stage !== 'rectifying' || !obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!mayActIn(moment.roster, obligation.owedBy, by, moment.now)) return refused('NOT_YOURS', { post: obligation.owedBy.post });
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const returned: HazardEvent = { type: 'HazardReturned', by, reason };
  return accepted(returned, oweAssignment(hazard.obligationsOpened + 1, hazard.zone, moment));
}
