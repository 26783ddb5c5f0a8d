import { z } from 'zod';
import { plusMs } from '../../domain/time/instant.ts';
import { rehearsePolicy as rehearse } from '../../ledger/rehearse.ts';
import { rehearsal } from '../answers.ts';
import { policyDocument } from '../policy-document.ts';
import { route } from '../route.ts';

const msPerDay = 86_400_000;

export const rehearsePolicy = route({
  method: 'post',
  path: '/api/policies/rehearsals',
  summary:
    '预演 · replays every case opened in the last `days` under a draft policy: reminders and escalations by post, and whose lateness would differ',
  access: 'settings.adopt',
  isDocument: true,
  body: z.strictObject({ policy: policyDocument, days: z.int().min(1).max(3660).default(365) }),
  answers: { 200: rehearsal },
  async handle({ ledger, body: { policy, days }, now }) {
    return { status: 200, body: await rehearse(ledger, policy, plusMs(now, -days * msPerDay), now) };
  },
});
