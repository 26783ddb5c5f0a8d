import type { Decider } from '../case/decider.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import type { Telling } from '../notices/notices-for.ts';
import { decideSuggestion } from './decide-suggestion.ts';
import type { SuggestionCommand } from './decide-suggestion.ts';
import { evolveSuggestion } from './suggestion.ts';
import type { Suggestion, SuggestionEvent } from './suggestion.ts';

/** 意见建议 as a case; whoever made it is told the answer, whatever seat he holds by then. */
export const suggestionDecider: Decider<Suggestion, SuggestionCommand, SuggestionEvent> = {
  kind: 'suggestion',
  decide: decideSuggestion,
  evolve: evolveSuggestion,
  noticesFor: (suggestion, events, moment) =>
    noticesFor(
      { ...suggestion, class: 'general' },
      events.flatMap((event) => tellingsOf(suggestion, event)),
      moment,
    ),
  summaryOf: ({ number, title, stage, zone }) => ({ number, title, stage, zone, class: 'general', finished: stage === 'answered' }),
};

function tellingsOf({ madeBy }: Suggestion, event: SuggestionEvent): Telling[] {
  switch (event.type) {
    case 'ObligationOpened':
      return [{ kind: 'task', to: event.obligation.owedBy.post }];
    case 'SuggestionAnswered':
      return [{ kind: 'answered', person: madeBy, said: { ask: null, by: event.by, until: null, reason: event.answer } }];
    default:
      return tellingsOfCase(event, 'office');
  }
}
