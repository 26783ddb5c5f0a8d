import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { Obligation } from '../escalation/obligation.ts';
import { bureauWide } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';

export type SuggestionStage = 'answering' | 'answered';

export type SuggestionEvent =
  | CaseEvent
  | ({ type: 'SuggestionMade' } & Suggested)
  | { type: 'SuggestionAnswered'; answer: string; by: PersonId };

/** What somebody wrote, called by its first words; `about`: the path of the page on which he was when he wrote it. */
export type Suggested = { number: string; title: string; text: string; about: string | null; madeBy: PersonId };

/** 意见建议: what somebody of the bureau wants changed or complains of; a case of its own, so that the office is on a clock to answer it. */
export type Suggestion = CaseCore &
  Suggested & {
    stage: SuggestionStage;
    zone: typeof bureauWide;
    answered: { answer: string; by: PersonId } | null;
    /** What was owed, once it is done. */
    settled: Obligation | null;
  };

export function evolveSuggestion(state: Suggestion | null, event: SuggestionEvent): Suggestion {
  if (event.type === 'SuggestionMade') {
    const { type: _, ...made } = event;
    return { ...emptyCore, stage: 'answering', zone: bureauWide, ...made, answered: null, settled: null };
  }
  if (!state) throw new Error(`${event.type} before SuggestionMade`);
  switch (event.type) {
    case 'SuggestionAnswered': {
      const { answer, by } = event;
      return { ...state, stage: 'answered', answered: { answer, by }, settled: state.obligation, obligation: null };
    }
    case 'ObligationOpened':
    case 'RungFired':
    case 'DeadlineMoved':
    case 'HolderChanged':
    case 'CaseChased':
    case 'ContactRecorded':
    case 'Acknowledged':
      return evolveCore(state, event);
  }
}
