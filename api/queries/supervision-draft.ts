import { z } from 'zod';
import { draftOfPaper } from '../../ledger/supervisions.ts';
import { draftPaper as answer } from '../answers.ts';
import { route } from '../route.ts';

export const supervisionDraft = route({
  method: 'get',
  path: '/api/supervisions/{id}/draft',
  summary:
    '草稿 · what the paper of a listed supervision that comes next would say: without number, seal or signature, and marked as a draft',
  answers: { 200: answer },
  async handle({ ledger, params }) {
    const id = z.uuid().safeParse(params['id']);
    const draft = id.success ? await draftOfPaper(ledger, id.data) : null;
    return draft ? { status: 200, body: draft } : { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  },
});
