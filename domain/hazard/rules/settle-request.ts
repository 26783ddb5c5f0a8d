import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { moveDeadline } from '../../escalation/move-deadline.ts';
import { openObligation } from '../../escalation/obligation.ts';
import { seatFor } from '../../people/seat.ts';
import { workdaysBetween } from '../../time/days-between.ts';
import type { GrantRequest, RefuseRequest } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';
import { endedFor, passedOn } from './answer-reporter.ts';

/** The request was granted by a person: what was asked happens now. */
export function grantRequest(hazard: Hazard, { by, reason, ask }: GrantRequest, moment: Moment): Decision<HazardEvent> {
  const { pending, obligation } = hazard;
  if (!pending || !obligation) return refused('NO_REQUEST');
  const granted: HazardEvent = { type: 'RequestGranted', part: pending.part, ask, by, reason };
  switch (ask.type) {
    case 'extension':
      return accepted<HazardEvent>(granted, moveDeadline(obligation, ask.until, 'extension', moment));
    case 'suspension': {
      const isPaused = hazard.stage === 'suspended';
      const workdaysLeft = workdaysBetween(moment.now, obligation.due.at, moment.calendar);
      const review = openObligation(
        hazard.obligationsOpened + 1,
        'hazard.review',
        seatFor('office', hazard.zone),
        moment.now,
        moment,
        ask.review,
      );
      const opened: HazardEvent = { type: 'ObligationOpened', obligation: review };
      const suspended: HazardEvent = { type: 'HazardSuspended', at: moment.now, workdaysLeft };
      return isPaused ? accepted<HazardEvent>(granted, opened) : accepted<HazardEvent>(granted, suspended, opened);
    }
    case 'void':
      return passedOn(
        hazard,
        accepted<HazardEvent>(
          granted,
          { type: 'HazardVoided', reason: ask.reason },
          ...endedFor(hazard, 'notAccepted', ask.answer, by, moment),
        ),
      );
  }
}

/** The request was not granted: everything stands as it was, and whoever asked is told why. */
export function refuseRequest(hazard: Hazard, { by, reason, ask }: RefuseRequest): Decision<HazardEvent> {
  if (!hazard.pending) return refused('NO_REQUEST');
  return accepted<HazardEvent>({ type: 'RequestNotGranted', part: hazard.pending.part, ask, by, reason });
}
