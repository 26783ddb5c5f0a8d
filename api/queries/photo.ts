import { z } from 'zod';
import { photoContent } from '../../ledger/photos.ts';
import { nothing, route } from '../route.ts';

export const photo = route({
  method: 'get',
  path: '/api/photos/{id}',
  summary: '照片 · a picture to look at (webp, without what the camera wrote), its thumbnail, or the original as it came',
  access: 'case.read',
  query: z.strictObject({ size: z.enum(['thumbnail', 'shown', 'original']).default('shown') }),
  answers: { 200: nothing },
  async handle({ ledger, params, scope, query: { size }, response }) {
    const id = z.uuid().safeParse(params['id']);
    const found = id.success ? await photoContent(ledger, id.data, size, scope) : null;
    if (!found) return { turnedAway: 'NOT_FOUND', status: 404, ...(scope.reads === 'all' ? {} : { isHidden: true }) };
    response.setHeader('Cache-Control', 'private, no-cache');
    if (size === 'original') response.setHeader('Content-Disposition', `attachment; filename="${id.data}.${found.type.slice(6)}"`);
    response.type(found.type).send(found.content);
    return 'sent';
  },
});
