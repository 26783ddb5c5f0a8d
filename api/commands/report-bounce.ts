import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { may } from '../../domain/rights/may.ts';
import { noteBounce } from '../../ledger/deliveries.ts';
import { momentNow } from '../../ledger/moment.ts';
import { actorOfRequest } from '../cookie.ts';
import { text } from '../fields.ts';
import { nothing, route } from '../route.ts';

/** Whoever reads the mailbox of bounces shows the secret of the environment; without one only the office may report. */
function showsSecret({ app, headers }: Request): boolean {
  const shown = Buffer.from(headers.authorization?.replace(/^Bearer /, '') ?? '');
  const right = Buffer.from((app.locals['bounceSecret'] as string | undefined) ?? '');
  return right.length > 0 && shown.length === right.length && timingSafeEqual(shown, right);
}

export const reportBounce = route({
  method: 'post',
  path: '/api/deliveries/bounces',
  summary:
    '退信 · a mail came back: its notices go out by the next channel, or the office is asked to phone; a second report changes nothing. For the office, or with Authorization: Bearer and the BOUNCE_SECRET of the environment',
  access: 'anyone',
  body: z.strictObject({
    messageId: text(300)
      .regex(/^<?[^<>\s]+>?$/)
      .meta({ description: 'The Message-ID of the mail, with or without its brackets' }),
    answer: text(500).default('550').meta({ description: 'What the mail server said, such as 550 5.1.1 no such user' }),
  }),
  answers: { 204: nothing },
  async handle({ ledger, body, request, now }) {
    if (!showsSecret(request)) {
      const actor = await actorOfRequest(ledger, request);
      if (actor === null) return { turnedAway: 'NOT_SIGNED_IN', status: 401 };
      const verdict = may(actor, 'office', null, await momentNow(ledger, now));
      if (verdict.kind === 'forbidden') return verdict;
    }
    const messageId = `<${body.messageId.replaceAll(/[<>]/g, '')}>`;
    const isKnown = await noteBounce(ledger, { messageId, answer: body.answer }, now);
    return isKnown ? { status: 204 } : { turnedAway: 'NOT_FOUND', status: 404 };
  },
});
