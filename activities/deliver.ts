import { ApplicationFailure, heartbeat } from '@temporalio/activity';
import { instantFromMs, instantOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { askForCall, spareCallsOf } from '../ledger/calls.ts';
import { closeChannel, takeTurn } from '../ledger/channel-use.ts';
import { crashPoint } from '../ledger/crash-point.ts';
import { giveUp, isOutOfPatience, mailboxRests, noteAnswer, noteTry, openDelivery, settleDelivery } from '../ledger/deliveries.ts';
import type { Delivery } from '../ledger/deliveries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MailboxActivities } from '../workflows/contract.ts';
import { sendersOf } from './channels.ts';
import type { ChannelConfig, Outcome } from './channels.ts';

const heartbeatMs = 3_000;

export type MailConfig = ChannelConfig & { publicUrl: string };

/**
 * Sends a person's due notices by the channel whose turn it is. What passes throws, so that Temporal tries again; what a channel refuses for
 * good, or has not taken in time, goes to the next one, and after the last one the office is asked to phone.
 */
export function deliverActivities(ledger: Ledger, config: MailConfig): MailboxActivities {
  const senders = sendersOf(config);
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
      if (outcome.status === 'later') {
        await goOnOrTryAgain(delivery, outcome.answer);
        continue;
      }
      crashPoint('deliver:after-accept');
      if (outcome.status === 'failed') await giveUp(ledger, delivery, { status: 'failed', answer: outcome.answer }, clockNow());
      else {
        await spareCallsOf(ledger, delivery.id, clockNow());
        await settleDelivery(ledger.pool, delivery.id, { status: 'sent', answer: outcome.answer });
      }
      crashPoint('deliver:after-settle');
    }
  }

  async function send(delivery: Delivery): Promise<Outcome> {
    const sender = senders[delivery.channel];
    if (!sender) return { status: 'failed', answer: 'NOT_CONFIGURED' };
    const limit = sender.limit(delivery);
    const waitMs = limit && (await takeTurn(ledger.pool, limit.name, limit.perMinute));
    if (waitMs !== null) {
      if (!(await isOutOfPatience(ledger, delivery, clockNow()))) throw triedAgain('RATE_LIMIT', waitMs);
      return { status: 'later', answer: 'RATE_LIMIT' };
    }
    await noteTry(ledger.pool, delivery.id);
    const outcome = await sender.send(delivery);
    if (limit && outcome.status === 'later' && outcome.closedMs) await closeChannel(ledger.pool, limit.name, outcome.closedMs);
    return outcome;
  }

  /** Returns once the next channel has its turn; the last one is tried for ever, while the office phones. */
  async function goOnOrTryAgain(delivery: Delivery, answer: string): Promise<void> {
    await noteAnswer(ledger.pool, delivery.id, answer);
    if (await isOutOfPatience(ledger, delivery, clockNow())) {
      if (delivery.hasNext) return void (await giveUp(ledger, delivery, { status: 'failed', answer }, clockNow()));
      await askForCall(ledger, delivery, answer, clockNow());
    }
    throw triedAgain(answer);
  }
}

/** Of the server's words only the code: what fails stands in Temporal's history and in the log, where no address belongs. */
function triedAgain(answer: string, afterMs?: number): ApplicationFailure {
  const [code = 'LATER'] = /^\d{3}|^(wecom|dingtalk|sms) \S+|^\S+/.exec(answer) ?? [];
  const failure = ApplicationFailure.create({
    message: code,
    type: 'NotYetDelivered',
    ...(afterMs !== undefined && { nextRetryDelay: afterMs }),
  });
  return Object.assign(failure, { code: code.replace(' ', ':') });
}

const clockNow = () => instantFromMs(Date.now());
