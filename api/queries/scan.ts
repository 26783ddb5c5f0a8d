import { z } from 'zod';
import { may } from '../../domain/rights/may.ts';
import { scanContent } from '../../ledger/scans.ts';
import { nothing, route } from '../route.ts';

export const scan = route({
  method: 'get',
  path: '/api/scans/{id}',
  summary: '扫描件 · the scan of an issued paper as it came, for whoever reads all, and whoever supervises the zone',
  access: 'paper.read',
  answers: { 200: nothing },
  async handle({ ledger, params, actor, at, scope, response }) {
    const mayRead = (zone: string) => may(actor, 'paper.read', { kind: 'supervision', zone, isOwn: false }, at).kind === 'allowed';
    const id = z.uuid().safeParse(params['id']);
    const found = id.success ? await scanContent(ledger, id.data, mayRead) : null;
    if (!found) return { turnedAway: 'NOT_FOUND', status: 404, ...(scope.reads === 'all' ? {} : { isHidden: true }) };
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Content-Disposition', `attachment; filename="${id.data}.${found.type.split('/')[1]}"`);
    response.type(found.type).send(found.content);
    return 'sent';
  },
});
