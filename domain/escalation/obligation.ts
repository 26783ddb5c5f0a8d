import type { Seat } from '../people/seat.ts';
import { dueAfter } from '../time/due.ts';
import type { Due } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import type { DutyKey, Ladder, Policy } from './policy.ts';

/** What somebody owes by when. `id` is unique within its case; `fired` holds the rungs that rang, `level` the highest that escalated. */
export type Obligation = {
  id: number;
  duty: DutyKey;
  owedBy: Seat;
  openedAt: Instant;
  /** Fractions of the limit count from here: the opening, or the moment at which the deadline was moved. */
  countsFrom?: Instant;
  due: Due;
  policy: number;
  level: number;
  fired: string[];
  acknowledged: boolean;
};

/** What a rule may ask besides the case: the moment of the command, the calendar, every policy version in force or use. */
export type Terms = { calendar: WorkCalendar; policies: ReadonlyMap<number, Policy>; policy: Policy };

export function openObligation(
  id: number,
  duty: DutyKey,
  owedBy: Seat,
  openedAt: Instant,
  terms: Terms,
  due: Due = dueAfter(openedAt, terms.policy.ladders[duty].limit, terms.calendar),
): Obligation {
  return { id, duty, owedBy, openedAt, due, policy: terms.policy.version, level: 0, fired: [], acknowledged: false };
}

/** The ladder of the policy version that the obligation was opened with: an edited policy never changes a running case. */
export function ladderOf(obligation: Obligation, terms: Terms): Ladder {
  const policy = terms.policies.get(obligation.policy);
  if (!policy) throw new Error(`policy version ${obligation.policy} is not loaded`);
  return policy.ladders[obligation.duty];
}
