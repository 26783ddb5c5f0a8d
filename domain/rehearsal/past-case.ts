import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { CaseKind } from '../case/case-kind.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { Due } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';

/** What people did while something was owed: 签收, and another day as the deadline (延期, a plan). */
export type Act = { at: Instant; type: 'acknowledged' } | { at: Instant; type: 'givenUntil'; to: Due };

/**
 * An obligation as it was opened, what people did meanwhile, and when it ended; null while it is owed. `dueOnPaper`: the deadline that an
 * older ledger gives, which no policy had set.
 */
export type Served = { obligation: Obligation; acts: Act[]; endedAt: Instant | null; dueOnPaper?: Due };

/** A case of the ledger with everything that was ever owed for it; `isWhole`: whether all of that is known. */
export type PastCase = { id: string; kind: CaseKind; number: string; title: string; served: Served[]; isWhole: boolean };

type PastEntry = { at: Instant; events: readonly { type: string }[] };

/** What was owed for a case when, read from its entries in order. What the clock and the calendar did is left out: that is to be rehearsed. */
export function servedIn(entries: readonly PastEntry[], evolve: (state: CaseCore | null, event: { type: string }) => CaseCore): Served[] {
  const served: Served[] = [];
  let state: CaseCore | null = null;
  for (const { at, events } of entries)
    for (const each of events) {
      state = evolve(state, each);
      const event = each as CaseEvent;
      const current = served.at(-1);
      if (current && state.obligation?.id !== current.obligation.id) current.endedAt ??= at;
      if (event.type === 'ObligationOpened') served.push({ obligation: event.obligation, acts: [], endedAt: null });
      else if (event.type === 'Acknowledged') current?.acts.push({ at, type: 'acknowledged' });
      else if (event.type === 'DeadlineMoved' && (event.cause === 'extension' || event.cause === 'plan'))
        current?.acts.push({ at, type: 'givenUntil', to: event.to });
    }
  return served;
}
