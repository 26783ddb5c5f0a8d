import { openObligation } from '../escalation/obligation.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { Moment } from '../case/decision.ts';
import { seatFor } from '../people/seat.ts';
import { dueOn } from '../time/due.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { HazardEvent, HazardFacts } from './hazard.ts';

/** The three things that can be owed for a hazard, each by its seat (DOMAIN §5). `id` counts the obligations of the case. */
const opened = (obligation: Obligation): HazardEvent => ({ type: 'ObligationOpened', obligation });

/** The office owes the assignment of a reported hazard. */
export function oweAssignment(id: number, zone: string, moment: Moment): HazardEvent {
  return opened(openObligation(id, 'hazard.assign', seatFor('office', zone), moment.now, moment));
}

/** The zone's specific responsible person owes the repair; within its usual limit, or by another day. */
export function oweRectification(id: number, zone: string, facts: HazardFacts, moment: Moment, dueAt?: Instant): HazardEvent {
  const duty =
    facts.class === 'major' ? 'hazard.rectify.major' : facts.mode === 'immediate' ? 'hazard.rectify.immediate' : 'hazard.rectify.general';
  const due = dueAt && dueOn(dateIn(dueAt), moment.calendar);
  return opened(openObligation(id, duty, seatFor('specific', zone), moment.now, moment, due));
}

/** The office owes the verification; whoever rectified may not do it. */
export function oweVerification(id: number, zone: string, facts: HazardFacts, moment: Moment): HazardEvent {
  const duty = facts.class === 'major' ? 'hazard.verify.major' : 'hazard.verify.general';
  return opened(openObligation(id, duty, seatFor('office', zone), moment.now, moment));
}
