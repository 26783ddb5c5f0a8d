import { z } from 'zod';
import { plausibilityOf } from '../../domain/metrics/plausibility.ts';
import { closings } from '../../ledger/closings.ts';
import { route } from '../route.ts';

const share = z.strictObject({
  met: z.int(),
  of: z.int(),
  rate: z.number().nullable(),
  cases: z.array(z.strictObject({ id: z.string(), number: z.string() })),
});

export const plausibility = route({
  method: 'get',
  path: '/api/figures/plausibility',
  summary: '数据可信度 · how many were closed on the very day they were due, dates typed in afterwards (补录) apart; for whoever reads all',
  access: 'figures.doubtful',
  answers: { 200: z.strictObject({ typedIn: share, byClock: share, isImplausible: z.boolean() }) },
  handle: async ({ ledger }) => ({ status: 200, body: plausibilityOf(await closings(ledger)) }),
});
