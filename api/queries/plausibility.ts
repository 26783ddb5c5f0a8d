import { z } from 'zod';
import { plausibilityOf } from '../../domain/metrics/plausibility.ts';
import { isOffice } from '../../domain/people/roster.ts';
import { closings } from '../../ledger/closings.ts';
import { momentNow } from '../../ledger/moment.ts';
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
  summary: '数据可信度 · how many were closed on the very day they were due, dates typed in afterwards (补录) apart; for the office',
  answers: { 200: z.strictObject({ typedIn: share, byClock: share, isImplausible: z.boolean() }) },
  async handle({ ledger, person, now }) {
    if (!isOffice((await momentNow(ledger, now)).roster, person, now)) return { refusal: { code: 'OFFICE_ONLY', params: {} } };
    return { status: 200, body: plausibilityOf(await closings(ledger)) };
  },
});
