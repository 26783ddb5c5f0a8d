import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { openObligation } from '../escalation/obligation.ts';
import { isOffice } from '../people/roster.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import type { Suggestion, SuggestionEvent } from './suggestion.ts';

export type SuggestionCommand =
  | { type: 'MakeSuggestion'; by: PersonId; number: string; text: string; about: string | null }
  | { type: 'AnswerSuggestion'; by: PersonId; answer: string }
  | CaseCommand;

export function decideSuggestion(suggestion: Suggestion | null, command: SuggestionCommand, moment: Moment): Decision<SuggestionEvent> {
  if (command.type === 'MakeSuggestion') return suggestion ? refused('KEY_REUSED') : make(command, moment);
  if (!suggestion) return refused('CASE_UNKNOWN');
  return isCaseCommand(command) ? decideCase(suggestion, command, moment) : answer(suggestion, command, moment);
}

function make(
  { by, number, text, about }: Extract<SuggestionCommand, { type: 'MakeSuggestion' }>,
  moment: Moment,
): Decision<SuggestionEvent> {
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'text' });
  const obligation = openObligation(1, 'suggestion.answer', seatFor('office', bureauWide), moment.now, moment);
  return accepted<SuggestionEvent>(
    { type: 'SuggestionMade', number, title: titleOf(text), text, about, madeBy: by },
    { type: 'ObligationOpened', obligation },
  );
}

const titleLength = 40;

function titleOf(text: string): string {
  const line = [...text.replace(/\s+/g, ' ').trim()];
  return line.length > titleLength ? `${line.slice(0, titleLength).join('')}…` : line.join('');
}

/** The office answers in writing; what was answered stays as it is. */
function answer(
  suggestion: Suggestion,
  { by, answer: text }: Extract<SuggestionCommand, { type: 'AnswerSuggestion' }>,
  { roster, now }: Moment,
): Decision<SuggestionEvent> {
  if (suggestion.stage !== 'answering') return refused('WRONG_STAGE', { stage: suggestion.stage });
  if (!isOffice(roster, by, now)) return refused('OFFICE_ONLY');
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'answer' });
  return accepted<SuggestionEvent>({ type: 'SuggestionAnswered', answer: text, by });
}
