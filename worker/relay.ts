import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowClient } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Logger } from 'pino';
import type pg from 'pg';
import { crashPoint } from '../ledger/crash-point.ts';
import { leaseWakeUps, mailboxesToWake, mailboxWoken, settleWakeUp } from '../ledger/outbox.ts';
import type { WakeUp } from '../ledger/outbox.ts';
import { mailboxTarget, mailDueSignalName, movedSignalName, taskQueue, workflowTypeOf } from '../workflows/contract.ts';
import type { MailDue } from '../workflows/contract.ts';

const pollMs = 250;
const pauseAfterFaultMs = 1_000;
const batch = 50;

export type RelayCounts = { sent: number; started: number; dropped: number; mailboxes: number };

/**
 * The courier from the outbox to Temporal: at least once, in any order. While Temporal is away the wake-ups wait in the ledger; a failed
 * call leaves its lease to run out.
 */
export function startRelay(pool: pg.Pool, client: WorkflowClient, log: Logger) {
  const counts: RelayCounts = { sent: 0, started: 0, dropped: 0, mailboxes: 0 };
  let stopping = false;
  let isAway = false;

  async function sendWakeUp(wake: WakeUp): Promise<void> {
    const { target, kind, moved } = wake;
    if (moved.finished)
      await client
        .getHandle(target)
        .signal(movedSignalName, moved)
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        });
    else
      await client.signalWithStart(workflowTypeOf(kind), {
        workflowId: target,
        taskQueue,
        args: [moved],
        signal: movedSignalName,
        signalArgs: [moved],
        typedSearchAttributes: new TypedSearchAttributes(),
        staticSummary: moved.number,
      });
    crashPoint('relay:after-send');
    await settleWakeUp(pool, wake);
    counts.sent += 1;
  }

  async function round(): Promise<boolean> {
    const { leased, dropped } = await leaseWakeUps(pool, batch);
    crashPoint('relay:after-lease');
    counts.dropped += dropped;
    await Promise.all(leased.map(sendWakeUp));
    const due = await mailboxesToWake(pool);
    await Promise.all(
      due.map(async (mail: MailDue) => {
        const target = mailboxTarget(mail.person);
        await client.signalWithStart('mailbox', { workflowId: target, taskQueue, args: [mail], signal: mailDueSignalName, signalArgs: [mail] });
        await mailboxWoken(pool, target, mail.at);
        counts.mailboxes += 1;
      }),
    );
    return leased.length + dropped === batch;
  }

  const done = (async () => {
    while (!stopping) {
      try {
        const isFull = await round();
        if (isAway) log.info('the outbox is being sent again');
        isAway = false;
        if (!isFull) await sleep(pollMs);
      } catch (error) {
        if (!isAway) log.warn({ reason: String(error) }, 'the outbox waits: Temporal or the database cannot be had');
        isAway = true;
        await sleep(pauseAfterFaultMs);
      }
    }
  })();

  return {
    counts,
    async stop() {
      stopping = true;
      await done;
    },
  };
}
