import { z } from 'zod';
import { scanContent } from '../../ledger/scans.ts';
import { nothing, route } from '../route.ts';

export const scan = route({
  method: 'get',
  path: '/api/scans/{id}',
  summary: '扫描件 · the scan of an issued paper as it came, for the office, the first responsible person and whoever supervises the zone',
  answers: { 200: nothing },
  async handle({ ledger, params, person, now, response }) {
    const id = z.uuid().safeParse(params['id']);
    const found = id.success ? await scanContent(ledger, id.data, person, now) : null;
    if (!found) return { turnedAway: 'NOT_FOUND', status: 404 };
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Content-Disposition', `attachment; filename="${id.data}.${found.type.split('/')[1]}"`);
    response.type(found.type).send(found.content);
    return 'sent';
  },
});
