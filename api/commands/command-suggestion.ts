import { z } from 'zod';
import type { SuggestionCommand } from '../../domain/suggestion/decide-suggestion.ts';
import { suggestionDecider } from '../../domain/suggestion/suggestion-decider.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import { commandAnswer } from '../answers.ts';
import { text } from '../fields.ts';
import { route } from '../route.ts';
import { answerOf } from './answer.ts';
import { digestOf } from './digest.ts';
import { commandCase } from './command-case.ts';

// A page of ours: what a browser would take for another host is none.
const ownPath = text(300).regex(/^\/(?![/\\])\S*$/);

export const makeSuggestion = route({
  method: 'post',
  path: '/api/suggestions',
  summary: '意见建议 · writes to the office, which has to answer; the same Idempotency-Key with the same words is the same suggestion',
  access: 'suggestion.make',
  isCommand: true,
  body: z.strictObject({
    text: text(4000),
    about: ownPath.nullable().default(null).meta({ description: 'The path of the page that it is about' }),
  }),
  answers: { 201: commandAnswer },
  async handle({ ledger, body, person, now, key }) {
    const done = await transactAndShow(ledger, suggestionDecider, {
      caseId: caseIdMadeOf('suggestion', person, key),
      commandId: `make/${digestOf(body)}`,
      actor: { person },
      at: now,
      command: (number): SuggestionCommand => ({ type: 'MakeSuggestion', by: person, number, ...body }),
    });
    return answerOf(ledger, done, 201, now);
  },
});

export const commandSuggestion = route({
  method: 'post',
  path: '/api/suggestions/{id}/commands',
  summary: '答复 · the office answers in writing; whoever made the suggestion is told',
  access: 'case.command',
  isCommand: true,
  body: z.strictObject({ type: z.literal('AnswerSuggestion'), answer: text(4000) }),
  answers: { 200: commandAnswer },
  handle: (given) => commandCase(suggestionDecider, given, { ...given.body, by: given.person }),
});
