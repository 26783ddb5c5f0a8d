import { z } from 'zod';
import { may } from '../../domain/rights/may.ts';
import { draftOfPaper } from '../../ledger/supervisions.ts';
import { draftPaper as answer } from '../answers.ts';
import { hidden } from '../readable.ts';
import { route } from '../route.ts';

export const supervisionDraft = route({
  method: 'get',
  path: '/api/supervisions/{id}/draft',
  summary:
    '草稿 · what the paper of a listed supervision that comes next would say: without number, seal or signature, and marked as a draft',
  access: 'paper.read',
  answers: { 200: answer },
  async handle({ ledger, params, actor, at }) {
    const id = z.uuid().safeParse(params['id']);
    const draft = id.success ? await draftOfPaper(ledger, id.data) : null;
    if (!draft) return { refusal: { code: 'CASE_UNKNOWN', params: {} } };
    const { zone, ...paper } = draft;
    const verdict = may(actor, 'paper.read', { kind: 'supervision', zone, isOwn: false }, at);
    return verdict.kind === 'allowed' ? { status: 200, body: paper } : hidden;
  },
});
