import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { isOffice } from '../../people/roster.ts';
import type { ResumeHazard } from '../commands.ts';
import { oweRectification } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 恢复: the office ends the suspension; the repair goes on with the workdays that were left, at least one. */
export function resume(hazard: Hazard, { by, reason }: ResumeHazard, moment: Moment): Decision<HazardEvent> {
  const paused = hazard.suspensions.at(-1);
  if (hazard.stage !== 'suspended' || !paused) return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const left = { workdays: Math.max(1, paused.workdaysLeft) };
  const resumed: HazardEvent = { type: 'HazardResumed', at: moment.now, by, reason };
  return accepted(resumed, oweRectification(hazard.obligationsOpened + 1, hazard.zone, hazard.facts, moment, left));
}
