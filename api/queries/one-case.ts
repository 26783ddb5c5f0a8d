import { z } from 'zod';
import { noteReading } from '../../ledger/note-reading.ts';
import { caseById } from '../../ledger/one-case.ts';
import { oneCase as answer } from '../answers.ts';
import { route } from '../route.ts';

export const oneCase = route({
  method: 'get',
  path: '/api/cases/{id}',
  summary:
    '事项 · one case of whatever kind with its dated ladder, history and notices; a hazard shows more of itself at /api/hazards/{id}',
  answers: { 200: answer },
  async handle({ ledger, params, person, now }) {
    const id = z.uuid().safeParse(params['id']);
    if (id.success) await noteReading(ledger, id.data, person, now);
    const found = id.success ? await caseById(ledger, id.data, person, now) : null;
    return found ? { status: 200, body: found } : { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  },
});
