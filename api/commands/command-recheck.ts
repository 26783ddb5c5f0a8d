import { z } from 'zod';
import { recheckDecider } from '../../domain/recheck/recheck-decider.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { answerOf } from './answer.ts';

const commanded = z.strictObject({ type: z.literal('RecordRecheck'), sound: z.boolean(), note: anyText(4000).default('') });

export const commandRecheck = route({
  method: 'post',
  path: '/api/rechecks/{id}/commands',
  summary: '回头看 · record whether a closed major hazard has stayed sound; an unsound one needs a note, and is to be reported anew',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle({ ledger, params, body, person, now, key, expectedRevision }) {
    const id = z.uuid().safeParse(params['id']);
    if (!id.success) return { refusal: { code: 'CASE_UNKNOWN', params: {} } };
    const done = await transactAndShow(ledger, recheckDecider, {
      caseId: id.data,
      commandId: `${person}/${key}`,
      actor: { person },
      at: now,
      command: { ...body, by: person },
      expectedRevision,
    });
    return answerOf(ledger, done, 200, now);
  },
});
