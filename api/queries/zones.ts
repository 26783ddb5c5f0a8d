import { z } from 'zod';
import { zonesAt } from '../../ledger/zones.ts';
import { zone } from '../answers.ts';
import { route } from '../route.ts';

export const zones = route({
  method: 'get',
  path: '/api/zones',
  summary: '责任区 · every zone with its two responsible persons, its open and overdue hazards (of the zones that the reader sees)',
  access: 'directory.read',
  answers: { 200: z.strictObject({ items: z.array(zone) }) },
  handle: async ({ ledger, scope, now }) => ({ status: 200, body: { items: await zonesAt(ledger, scope, now) } }),
});

export const oneZone = route({
  method: 'get',
  path: '/api/zones/{code}',
  summary: '责任区 · one zone',
  access: 'directory.read',
  answers: { 200: zone },
  async handle({ ledger, params, scope, now }) {
    const found = (await zonesAt(ledger, scope, now)).find(({ code }) => code === params['code']);
    return found ? { status: 200, body: found } : { turnedAway: 'NOT_FOUND', status: 404 };
  },
});
