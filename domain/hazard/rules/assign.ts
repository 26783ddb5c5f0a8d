import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { holderOf, isOffice } from '../../people/roster.ts';
import { seatFor } from '../../people/seat.ts';
import type { AssignHazard } from '../commands.ts';
import { oweRectification } from '../duties.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { acceptedBy } from './answer-reporter.ts';

/** 派单: the office hands the hazard to the specific responsible person of its zone, or of the zone where it belongs. */
export function assign(hazard: Hazard, command: AssignHazard, moment: Moment): Decision<HazardEvent> {
  if (hazard.stage !== 'reported') return refused('WRONG_STAGE', { stage: hazard.stage });
  if (!isOffice(moment.roster, command.by, moment.now)) return refused('OFFICE_ONLY');
  const zone = command.zone ?? hazard.zone;
  if (!moment.roster.zones.has(zone)) return refused('ZONE_UNKNOWN', { zone });
  if (holderOf(moment.roster, seatFor('specific', zone), moment.now).kind === 'vacant') return refused('SEAT_VACANT', { zone });

  const assigned: HazardEvent = { type: 'HazardAssigned', zone, automatic: false };
  const told = acceptedBy(hazard, command.by, command.answer, moment);
  return accepted(assigned, ...told, oweRectification(hazard.obligationsOpened + 1, zone, hazard.facts, moment));
}
