import { openObligation } from '../escalation/obligation.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { DutyKey } from '../escalation/policy.ts';
import type { Moment } from '../case/decision.ts';
import { holderOf } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { ZoneCode } from '../people/seat.ts';
import type { Allowance } from '../time/allowance.ts';
import { dueOn } from '../time/due.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { Classed, HazardEvent } from './hazard.ts';

/** The three things that can be owed for a hazard, each by its seat (DOMAIN §5). `id` counts the obligations of the case. */
const opened = (obligation: Obligation): HazardEvent => ({ type: 'ObligationOpened', obligation });

/** The office owes the assignment of a reported hazard. */
export function oweAssignment(id: number, zone: ZoneCode, moment: Moment): HazardEvent {
  return opened(openObligation(id, 'hazard.assign', seatFor('office', zone), moment.now, moment));
}

/** The zone's specific responsible person owes the repair; within its usual limit, by another day, or within another allowance. */
export function oweRectification(id: number, zone: ZoneCode, classed: Classed, moment: Moment, by?: Instant | Allowance): HazardEvent {
  const within = typeof by === 'string' ? dueOn(dateIn(by), moment.calendar) : by;
  return opened(openObligation(id, dutyOfRepair(classed), seatFor('specific', zone), moment.now, moment, within));
}

/** The office owes the verification; whoever rectified may not do it. */
export function oweVerification(id: number, zone: ZoneCode, classed: Classed, moment: Moment): HazardEvent {
  return opened(openObligation(id, dutyOfVerification(classed), seatFor('office', zone), moment.now, moment));
}

/** To the zone's specific responsible person at once; where that seat is vacant, to the office for assignment (DOMAIN S3, S7). */
export function handOver(id: number, zone: ZoneCode, classed: Classed, moment: Moment): HazardEvent[] {
  const isVacant = holderOf(moment.roster, seatFor('specific', zone), moment.now).kind === 'vacant';
  if (isVacant) return [oweAssignment(id, zone, moment)];
  return [{ type: 'HazardAssigned', zone, automatic: true }, oweRectification(id, zone, classed, moment)];
}

export function dutyOfRepair({ class: of, mode }: Classed): DutyKey {
  if (of === 'major') return 'hazard.rectify.major';
  return mode === 'immediate' ? 'hazard.rectify.immediate' : 'hazard.rectify.general';
}

export const dutyOfVerification = ({ class: of }: Classed): DutyKey => `hazard.verify.${of}`;
