import { z } from 'zod';
import { hazardById } from '../../ledger/hazards.ts';
import { noteReading } from '../../ledger/note-reading.ts';
import { oneHazard as answer } from '../answers.ts';
import { route } from '../route.ts';

export const oneHazard = route({
  method: 'get',
  path: '/api/hazards/{id}',
  summary:
    '隐患 · one hazard with its steps, dated ladder, history, notices, and the commands that the reader may give; what was sent to him about it counts as read',
  answers: { 200: answer },
  async handle({ ledger, params, person, now }) {
    const id = z.uuid().safeParse(params['id']);
    if (id.success) await noteReading(ledger, id.data, person, now);
    const hazard = id.success ? await hazardById(ledger, id.data, person, now) : null;
    return hazard ? { status: 200, body: hazard } : { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  },
});
