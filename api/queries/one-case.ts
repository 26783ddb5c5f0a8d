import { noteReading } from '../../ledger/note-reading.ts';
import { caseById } from '../../ledger/one-case.ts';
import { oneCase as answer } from '../answers.ts';
import { readableId } from '../readable.ts';
import { route } from '../route.ts';

export const oneCase = route({
  method: 'get',
  path: '/api/cases/{id}',
  summary:
    '事项 · one case of whatever kind with its dated ladder, history and notices; a hazard shows more of itself at /api/hazards/{id}',
  access: 'case.read',
  answers: { 200: answer },
  async handle(given) {
    const { ledger, params, person, now } = given;
    const found = await readableId(given, params['id']);
    if (!('id' in found)) return found;
    await noteReading(ledger, found.id, person, now);
    const shown = await caseById(ledger, found.id, person, now);
    return shown ? { status: 200, body: shown } : { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  },
});
