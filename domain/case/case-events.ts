import type { Obligation } from '../escalation/obligation.ts';
import type { PersonId } from '../people/seat.ts';
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
  /** 签收: whoever owes has seen it. The deadline does not move. */
  | { type: 'Acknowledged'; obligation: number };

/** The part of a case's state that the shared events change. */
export type CaseCore = { obligation: Obligation | null; obligationsOpened: number; highestLevel: number };

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
    case 'Acknowledged':
      return obligation ? { ...state, obligation: { ...obligation, acknowledged: true } } : state;
    default:
      return state;
  }
}
