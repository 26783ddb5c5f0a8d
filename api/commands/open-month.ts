import { z } from 'zod';
import { periodIn } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { route } from '../route.ts';

const month = z.string().transform((written, context): Period => {
  const period = periodIn(written);
  if (period) return period;
  context.addIssue({ code: 'custom', message: '应为年月，如 2026-10 / must be a month, such as 2026-10' });
  return z.NEVER;
});

export const openMonth = route({
  method: 'post',
  path: '/api/dispatches',
  summary:
    '开启调度 · asks for the dispatch of a month: its figures are frozen as of now and the units are asked for their reports; twice joins the running one',
  access: 'dispatch.open',
  isCommand: true,
  body: z.strictObject({ period: month }),
  answers: { 202: z.strictObject({ period: z.string(), isNew: z.boolean() }) },
  async handle({ ledger, body: { period }, person, now }) {
    const asked = await askForMonth(ledger, period, person, now);
    return 'refusal' in asked ? asked : { status: 202, body: { period, ...asked } };
  },
});
