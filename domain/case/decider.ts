import type { CaseKind } from './case-kind.ts';
import type { Notice } from '../notices/notices-for.ts';
import type { CaseCore } from './case-events.ts';
import type { Decision, Moment } from './decision.ts';

/** What the ledger needs to know of every kind of case: the rules, the fold, who is told, and what lists show of it. */
export type Decider<State extends CaseCore, Command, Event> = {
  kind: CaseKind;
  decide(state: State | null, command: Command, moment: Moment): Decision<Event>;
  evolve(state: State | null, event: Event): State;
  /** `before`: what it was before the events, of which the notices of its end speak. */
  noticesFor(state: State, events: readonly Event[], moment: Moment, before?: State | null): Notice[];
  /** Codes and the title for lists and boards; `finished` ends the clock. */
  summaryOf(state: State): { number: string; stage: string; zone: string; title: string; class: string; finished: boolean };
};
