import { z } from 'zod';
import type { Instant } from '../../domain/time/instant.ts';
import { writeAudit } from '../../ledger/audit.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { restartClocks } from '../../ledger/outbox.ts';
import { resendNotices } from '../../ledger/stuck/unblock.ts';
import { signedBy } from '../../domain/rights/capacity.ts';
import { route } from '../route.ts';

/** How many notices go out anew; null when there is no such open case. */
async function run(ledger: Ledger, id: string, type: 'ResendNotices' | 'RestartClock', now: Instant): Promise<number | null> {
  if (type === 'ResendNotices') return resendNotices(ledger, id, now);
  return (await restartClocks(ledger.pool, [id])) > 0 ? 0 : null;
}

/** What the office does from the stuck board that is no command of a case. */
export const unblockCase = route({
  method: 'post',
  path: '/api/stuck/{id}/commands',
  summary: '补发通知、恢复计时 · sends again what did not reach whoever owes, or has the clock of the case started anew',
  access: 'stuck.unblock',
  isCommand: true,
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ResendNotices') }),
    z.strictObject({ type: z.literal('RestartClock') }),
  ]),
  answers: { 200: z.strictObject({ notices: z.int() }) },
  async handle({ ledger, params, body, actor, now }) {
    const id = z.uuid().safeParse(params['id']);
    const done = id.success ? await run(ledger, id.data, body.type, now) : null;
    if (id.success && done !== null)
      await writeAudit(ledger.pool, {
        at: now,
        actor: signedBy(actor),
        action: body.type === 'ResendNotices' ? 'noticesResent' : 'clockRestarted',
        caseId: id.data,
        detail: body.type === 'ResendNotices' ? { notices: done } : {},
      });
    return done === null ? { refusal: { code: 'CASE_UNKNOWN', params: {} } } : { status: 200, body: { notices: done } };
  },
});
