import type { Obligation } from '../escalation/obligation.ts';
import type { PersonId } from '../people/seat.ts';
import type { Due } from '../time/due.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';

/** Events that every kind of case shares. They are stored data: a change needs a migration. */
export type CaseEvent =
  /** Somebody owes the next step from now on. */
  | { type: 'ObligationOpened'; obligation: Obligation }
  /** A rung rang: `told` holds the persons who were told; `covers` the earlier reminders that a late clock lets this one stand for. */
  | {
      type: 'RungFired';
      obligation: number;
      key: string;
      covers: string[];
      nature: 'reminder' | 'escalation';
      level: number;
      dueSince: Instant;
      told: PersonId[];
    }
  /**
   * The deadline of the open obligation moved (延期, a plan), or was computed anew with an adopted calendar or policy. `fired` holds the rungs
   * that stay rung; the others ring again at their new dates. Fractions of the limit count from `countsFrom` now; a calendar and a policy
   * leave that as it was. `policy`: which version the obligation followed, and which one it follows from now on.
   */
  | {
      type: 'DeadlineMoved';
      obligation: number;
      cause: MoveCause;
      from: Due;
      to: Due;
      countsFrom?: Instant;
      fired: string[];
      level: number;
      policy?: { from: number; to: number };
    }
  /** 移交: the seat that owes has another holder or acting person now; `actingFor`: for whom he acts, left out of older entries. */
  | { type: 'HolderChanged'; obligation: number; from: PersonId | null; to: PersonId | null; actingFor?: PersonId | null }
  /** 催办, by hand; neither deadline nor ladder moves. */
  | { type: 'CaseChased'; at: Instant; by: PersonId; words: string }
  /** 已联系: whoever owes was reached by phone or in person. */
  | { type: 'ContactRecorded'; obligation: number; at: Instant; by: PersonId; words: string }
  /** 签收: whoever owes has seen it. The deadline does not move. */
  | { type: 'Acknowledged'; obligation: number };

/** `closing`: the hazard was closed, so that the review of its supervision is due soon. */
export type MoveCause = 'extension' | 'plan' | 'closing' | 'calendar' | 'policy';

/** The part of a case's state that the shared events change. `chasedAt`: when each person last pressed for it. */
export type CaseCore = {
  obligation: Obligation | null;
  obligationsOpened: number;
  highestLevel: number;
  chasedAt?: Record<PersonId, Instant>;
};

export const emptyCore: CaseCore = { obligation: null, obligationsOpened: 0, highestLevel: 0 };

/** The shared events' effect; returns the same state for any other event. */
export function evolveCore<State extends CaseCore>(state: State, event: { type: string }): State {
  const shared = event as CaseEvent;
  const { obligation } = state;
  switch (shared.type) {
    case 'ObligationOpened':
      return { ...state, obligation: shared.obligation, obligationsOpened: shared.obligation.id };
    case 'RungFired': {
      if (!obligation) return state;
      const level = Math.max(obligation.level, shared.level);
      const fired = [...obligation.fired, ...shared.covers, shared.key];
      return { ...state, obligation: { ...obligation, level, fired }, highestLevel: Math.max(state.highestLevel, level) };
    }
    case 'DeadlineMoved': {
      const { cause, to, countsFrom, fired, level, policy } = shared;
      const wasGiven = cause === 'extension' || cause === 'plan' || cause === 'closing';
      const given = wasGiven && { setBy: { on: dateIn(to.at) } };
      const moved = { due: to, fired, level, ...(countsFrom && { countsFrom }), ...given, ...(policy && { policy: policy.to }) };
      return obligation ? { ...state, obligation: { ...obligation, ...moved } } : state;
    }
    case 'HolderChanged':
      // What the former holder had seen, the new one has not.
      return obligation ? { ...state, obligation: { ...obligation, acknowledged: false } } : state;
    case 'CaseChased':
      return { ...state, chasedAt: { ...state.chasedAt, [shared.by]: shared.at } };
    case 'ContactRecorded':
      return obligation ? { ...state, obligation: { ...obligation, contactedAt: shared.at } } : state;
    case 'Acknowledged':
      return obligation ? { ...state, obligation: { ...obligation, acknowledged: true } } : state;
    default:
      return state;
  }
}
