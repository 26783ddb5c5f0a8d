import { accepted, refused } from '../../case/decision.ts';
import type { Decision, Moment } from '../../case/decision.ts';
import { reachedBy } from '../../escalation/climb.ts';
import { isOffice, mayActIn } from '../../people/roster.ts';
import { seatFor } from '../../people/seat.ts';
import { plusMs } from '../../time/instant.ts';
import type { ChaseHazard } from '../commands.ts';
import type { Hazard, HazardEvent } from '../hazard.ts';

const hourMs = 60 * 60_000;

/** 催办: the office or a leader of the zone presses whoever owes, at most once an hour each; neither deadline nor ladder moves. */
export function chase(hazard: Hazard, { by, words }: ChaseHazard, moment: Moment): Decision<HazardEvent> {
  const { obligation, zone, chasedAt } = hazard;
  const { roster, now } = moment;
  if (!obligation) return refused('WRONG_STAGE', { stage: hazard.stage });
  const leads = (['supervising', 'first'] as const).some((post) => mayActIn(roster, seatFor(post, zone), by, now));
  if (!leads && !isOffice(roster, by, now)) return refused('MAY_NOT_CHASE');
  const reached = reachedBy(obligation.owedBy.post, zone, roster, now);
  if (reached.every(({ person }) => person === by)) return refused('YOURS_TO_DO');
  const last = chasedAt[by];
  if (last && now < plusMs(last, hourMs)) return refused('CHASED_LATELY');

  return accepted<HazardEvent>({ type: 'HazardChased', at: now, by, words });
}
