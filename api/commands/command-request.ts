import { z } from 'zod';
import { requestDecider } from '../../domain/request/request-decider.ts';
import { transactAndShow } from '../../ledger/transact.ts';
import { commandAnswer } from '../answers.ts';
import { anyText } from '../fields.ts';
import { route } from '../route.ts';
import { answerOf } from './answer.ts';

const commanded = z.strictObject({ type: z.literal('DecideRequest'), granted: z.boolean(), reason: anyText(1000).default('') });

export const commandRequest = route({
  method: 'post',
  path: '/api/requests/{id}/commands',
  summary: '决定 · grant or refuse what was asked for a hazard; a refusal needs its reason, and silence decides nothing',
  isCommand: true,
  body: commanded,
  answers: { 200: commandAnswer },
  async handle({ ledger, params, body, person, now, key, expectedRevision }) {
    const id = z.uuid().safeParse(params['id']);
    if (!id.success) return { refusal: { code: 'CASE_UNKNOWN', params: {} } };
    const done = await transactAndShow(ledger, requestDecider, {
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
