import { hazardById } from '../../ledger/hazards.ts';
import { noteReading } from '../../ledger/note-reading.ts';
import { oneHazard as answer } from '../answers.ts';
import { readableId } from '../readable.ts';
import { route } from '../route.ts';

export const oneHazard = route({
  method: 'get',
  path: '/api/hazards/{id}',
  summary:
    '隐患 · one hazard with its steps, dated ladder, history, notices, and the commands that the reader may give; what was sent to him about it counts as read',
  access: 'case.read',
  answers: { 200: answer },
  async handle(given) {
    const { ledger, params, person, now, actor } = given;
    const found = await readableId(given, params['id']);
    if (!('id' in found)) return found;
    await noteReading(ledger, found.id, person, now);
    const shown = await hazardById(ledger, found.id, actor, now);
    return shown ? { status: 200, body: shown } : { refusal: { code: 'CASE_UNKNOWN', params: {} } };
  },
});
