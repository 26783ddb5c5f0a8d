import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { holderOf, isOffice } from '../../people/roster.ts';
import { seatFor } from '../../people/seat.ts';
import type { ReassignHazard } from '../commands.ts';
import { oweRectification } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

/** 改派: the office hands a hazard that is being rectified to another zone, whose responsible person has the full limit for it. */
export function reassign(hazard: Hazard, { by, zone, reason }: ReassignHazard, moment: Moment): Decision<HazardEvent> {
  if (hazard.stage !== 'rectifying') return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });
  if (zone === hazard.zone) return refused('SAME_ZONE', { zone });
  if (holderOf(moment.roster, seatFor('specific', zone), moment.now).kind === 'vacant') return refused('SEAT_VACANT', { zone });
  if (reason.trim() === '') return refused('REASON_REQUIRED', { field: 'reason' });

  const reassigned: HazardEvent = { type: 'HazardReassigned', from: hazard.zone, zone, by, reason };
  return accepted(reassigned, oweRectification(hazard.obligationsOpened + 1, zone, hazard.facts, moment));
}
