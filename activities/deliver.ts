import { heartbeat } from '@temporalio/activity';
import nodemailer from 'nodemailer';
import { instantOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { crashPoint } from '../ledger/crash-point.ts';
import { mailboxRests, openDelivery, settleDelivery } from '../ledger/deliveries.ts';
import type { Delivery } from '../ledger/deliveries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MailboxActivities } from '../workflows/contract.ts';

const heartbeatMs = 3_000;

export type MailConfig = { smtpUrl: string; from: string; publicUrl: string };

/** Sends a person's due notices by mail. A temporary failure throws, so that Temporal tries again; a final one is recorded. */
export function deliverActivities(ledger: Ledger, config: MailConfig): MailboxActivities {
  // A server that hangs must not outlast the activity: the next try then finds the same mail.
  const transport = nodemailer.createTransport({
    url: config.smtpUrl,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
  return {
    async deliver({ person, now }) {
      const alive = setInterval(() => heartbeat(), heartbeatMs);
      try {
        const nextAt = await deliverAll(person, instantOf(now));
        crashPoint('deliver:at-rest');
        return { nextAt };
      } finally {
        clearInterval(alive);
      }
    },
  };

  async function deliverAll(person: string, now: Instant): Promise<string | null> {
    for (;;) {
      const delivery = await openDelivery(ledger, person, now, config.publicUrl);
      if (!delivery) return mailboxRests(ledger.pool, person);
      crashPoint('deliver:before-send');
      const outcome = await send(delivery);
      crashPoint('deliver:after-accept');
      await settleDelivery(ledger.pool, delivery.id, outcome);
      crashPoint('deliver:after-settle');
    }
  }

  async function send({
    address,
    messageId,
    subject,
    text,
    html,
    thread,
    urgent,
  }: Delivery): Promise<{ status: 'sent' | 'failed'; answer: string }> {
    if (!address) return { status: 'failed', answer: 'NO_ADDRESS' };
    try {
      const info = await transport.sendMail({
        from: config.from,
        to: address,
        subject,
        text,
        ...(html && { html }),
        messageId,
        ...(thread && { references: thread, inReplyTo: thread }),
        ...(urgent && { priority: 'high' as const }),
        headers: { 'List-Id': '<notices.safety-grid>', 'Auto-Submitted': 'auto-generated' },
      });
      return info.rejected.length > 0 ? { status: 'failed', answer: info.response } : { status: 'sent', answer: info.response };
    } catch (error) {
      const { responseCode, response } = error as { responseCode?: number; response?: string };
      if (responseCode !== undefined && responseCode >= 500) return { status: 'failed', answer: response ?? String(responseCode) };
      throw error;
    }
  }
}
