import type { Terms } from '../escalation/obligation.ts';
import type { Roster } from '../people/roster.ts';
import type { Instant } from '../time/instant.ts';
import type { Refusal } from './refusals.ts';

/** What a rule may know besides the case and the command: when, the people, the calendar, the policies. */
export type Moment = Terms & { now: Instant; roster: Roster };

/** Refused: somebody asked for what may not be. Ignored: nothing to do any more (a late alarm, a second click), never an error. */
export type Decision<Event> =
  | { kind: 'accepted'; events: Event[] }
  | { kind: 'ignored'; reason: IgnoredReason }
  | { kind: 'refused'; refusal: Refusal };

export type IgnoredReason = 'ALREADY_DONE' | 'NOTHING_DUE' | 'CASE_ENDED';

export const accepted = <Event>(...events: Event[]): Decision<Event> => ({ kind: 'accepted', events });
export const ignored = (reason: IgnoredReason): Decision<never> => ({ kind: 'ignored', reason });
export const refused = (code: Refusal['code'], params: Refusal['params'] = {}): Decision<never> => ({
  kind: 'refused',
  refusal: { code, params },
});
