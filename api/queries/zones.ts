import { wholeZone, zonesAt } from '../../ledger/zones.ts';
import { zoneList, zoneWhole } from '../organisation-answers.ts';
import { route } from '../route.ts';

export const zones = route({
  method: 'get',
  path: '/api/zones',
  summary: '责任区 · every zone with its two responsible persons, its open and overdue hazards (of the zones that the reader sees)',
  access: 'directory.read',
  answers: { 200: zoneList },
  handle: async ({ ledger, scope, now }) => ({ status: 200, body: await zonesAt(ledger, scope, now) }),
});

export const oneZone = route({
  method: 'get',
  path: '/api/zones/{code}',
  summary: '责任区 · one zone: who holds, held and will hold its two seats, its key units, its numbers',
  access: 'directory.read',
  answers: { 200: zoneWhole },
  async handle({ ledger, params, scope, now }) {
    const found = await wholeZone(ledger, params['code'] ?? '', scope, now);
    return found ? { status: 200, body: found } : { turnedAway: 'NOT_FOUND', status: 404 };
  },
});
