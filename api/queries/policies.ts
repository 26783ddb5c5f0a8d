import { z } from 'zod';
import { policyInForce } from '../../domain/escalation/policy.ts';
import { route } from '../route.ts';

export const policies = route({
  method: 'get',
  path: '/api/policies',
  summary: '时限与升级规则 · every version, and which one is in force for what is opened now',
  access: 'directory.read',
  answers: { 200: z.strictObject({ inForce: z.int().nullable(), items: z.array(z.looseObject({ version: z.int() })) }) },
  async handle({ ledger, now }) {
    const known = await ledger.register.newest(ledger.pool);
    const items = [...known.policies.values()].sort((a, b) => b.version - a.version);
    return { status: 200, body: { inForce: policyInForce(items, now)?.version ?? null, items } };
  },
});
