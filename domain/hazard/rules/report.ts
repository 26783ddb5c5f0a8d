import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { holderOf } from '../../people/roster.ts';
import { seatFor } from '../../people/seat.ts';
import type { ReportHazard } from '../commands.ts';
import { oweAssignment, oweRectification } from '../duties.ts';
import type { HazardEvent } from '../hazard.ts';

/** 上报: goes to the zone's specific responsible person at once; where that seat is vacant, to the office for assignment (DOMAIN S3, S7). */
export function report(command: ReportHazard, moment: Moment): Decision<HazardEvent> {
  const { number, zone, facts } = command;
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });

  const reported: HazardEvent = { type: 'HazardReported', number, zone, facts, reportedBy: command.by, enteredLater: null };
  const isVacant = holderOf(moment.roster, seatFor('specific', zone), moment.now).kind === 'vacant';
  return isVacant
    ? accepted(reported, oweAssignment(1, zone, moment))
    : accepted(reported, { type: 'HazardAssigned', zone, automatic: true }, oweRectification(1, zone, facts, moment));
}
