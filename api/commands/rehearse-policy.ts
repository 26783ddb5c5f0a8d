import { z } from 'zod';
import { addDays, instantAt, plusMs } from '../../domain/time/instant.ts';
import { rehearsePolicy as rehearse } from '../../ledger/rehearse.ts';
import { rehearsal } from '../answers.ts';
import { localDate } from '../fields.ts';
import { policyDocument } from '../policy-document.ts';
import { route } from '../route.ts';

const msPerDay = 86_400_000;

export const rehearsePolicy = route({
  method: 'post',
  path: '/api/policies/rehearsals',
  summary:
    '预演 · replays every case opened in the last `days`, or on the days `opened`, under a draft policy: reminders and escalations by post, and whose lateness would differ',
  access: 'settings.adopt',
  isDocument: true,
  body: z.strictObject({
    policy: policyDocument,
    days: z.int().min(1).max(3660).default(365),
    opened: z
      .strictObject({ from: localDate, to: localDate })
      .optional()
      .meta({ description: 'The first and the last day: a long time can be rehearsed piece by piece, and the answers added' }),
  }),
  answers: { 200: rehearsal },
  async handle({ ledger, body: { policy, days, opened }, now }) {
    const span = opened
      ? { since: instantAt(opened.from, 0), until: instantAt(addDays(opened.to, 1), 0) }
      : { since: plusMs(now, -days * msPerDay) };
    return { status: 200, body: await rehearse(ledger, policy, span, now) };
  },
});
