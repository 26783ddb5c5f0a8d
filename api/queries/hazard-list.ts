import { z } from 'zod';
import { listHazards } from '../../ledger/hazard-list.ts';
import { hazardItem, page } from '../answers.ts';
import { paging, text } from '../fields.ts';
import { route } from '../route.ts';

export const hazardList = route({
  method: 'get',
  path: '/api/hazards',
  summary: '台账 · the ledger, a page at a time, of what the reader may see; order=next shows first what climbs next',
  access: 'case.read',
  query: z.strictObject({
    stage: text(50).optional(),
    zone: text(50).optional(),
    class: z.enum(['general', 'major']).optional(),
    open: z.stringbool().optional(),
    overdue: z.stringbool().optional(),
    q: text(100).optional(),
    order: z.enum(['opened', 'due', 'next']).default('opened'),
    ...paging,
  }),
  answers: { 200: page(hazardItem) },
  handle: async ({ ledger, query, scope, now }) => ({ status: 200, body: await listHazards(ledger, query, scope, now) }),
});
