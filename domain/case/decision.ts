import type { Terms } from '../escalation/obligation.ts';
import type { Roster } from '../people/roster.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseKind } from './case-kind.ts';
import type { Refusal } from './refusals.ts';

/** What a rule may know besides the case and the command: when, the people, the calendar, the policies. */
export type Moment = Terms & { now: Instant; roster: Roster };

/** Refused: somebody asked for what may not be. Ignored: nothing to do any more (a late alarm, a second click), never an error. */
export type Decision<Event> =
  | { kind: 'accepted'; events: Event[]; then?: FollowUp[] }
  | { kind: 'ignored'; reason: IgnoredReason }
  | { kind: 'refused'; refusal: Refusal };

/**
 * What an accepted command asks of another case in the same transaction: of a part of this one (a request about it, named within it), of
 * the whole that this one is a part of, or of any other, which hears as `from` by which case it is asked. When the other case refuses,
 * nothing happens at all.
 */
export type FollowUp =
  | { to: 'part'; kind: CaseKind; part: string; command: AskedCommand }
  | { to: 'whole'; kind: CaseKind; command: AskedCommand }
  | { to: 'other'; kind: CaseKind; caseId: string; command: AskedCommand };

type AskedCommand = { type: string; [field: string]: unknown };

export type IgnoredReason = 'ALREADY_DONE' | 'NOTHING_DUE' | 'CASE_ENDED' | 'NOT_AFFECTED';

export const accepted = <Event>(...events: Event[]): Decision<Event> => ({ kind: 'accepted', events });
/** The decision, and what it asks of other cases. */
export const thenAlso = <Event>(decision: Decision<Event>, ...then: FollowUp[]): Decision<Event> =>
  decision.kind === 'accepted' ? { ...decision, then: [...(decision.then ?? []), ...then] } : decision;
export const ignored = (reason: IgnoredReason): Decision<never> => ({ kind: 'ignored', reason });
export const refused = (code: Refusal['code'], params: Refusal['params'] = {}): Decision<never> => ({
  kind: 'refused',
  refusal: { code, params },
});
