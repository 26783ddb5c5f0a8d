import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowClient } from '@temporalio/client';
import type { Logger } from 'pino';
import type pg from 'pg';
import { crashPoint } from '../ledger/crash-point.ts';
import {
  adoptionsToTell,
  adoptionTold,
  leaseWakeUps,
  mailboxesToWake,
  mailboxNotTold,
  mailboxTold,
  monthsToTell,
  monthTold,
  settleWakeUp,
  tellingMailbox,
} from '../ledger/outbox.ts';
import type { AdoptionToTell, WakeUp } from '../ledger/outbox.ts';
import { lettersToTell, letterTold } from '../ledger/tip-off/letters.ts';
import {
  attributesOf,
  letterTarget,
  mailboxTarget,
  mailDueSignalName,
  monthTarget,
  movedSignalName,
  taskQueue,
  workflowTypeOf,
} from '../workflows/contract.ts';
import type { LetterToSend, MailDue, MonthToOpen } from '../workflows/contract.ts';

const pollMs = 250;
const pauseAfterFaultMs = 1_000;
const batch = 50;

/** What it did since it was started; `lastRoundAt`: when it last told everything that was to be told, in ms, 0 before. */
export type RelayStanding = {
  counts: { sent: number; dropped: number; mailboxesWoken: number; faults: number };
  lastRoundAt: number;
};

/**
 * The courier from the outbox to Temporal: at least once, in any order. While Temporal is away the wake-ups wait in the ledger; one that
 * can't be sent keeps its lease until it runs out, and keeps no other from being sent.
 */
export function startRelay(pool: pg.Pool, client: WorkflowClient, log: Logger) {
  let stopping = false;
  let isAway = false;
  const counts = { sent: 0, dropped: 0, mailboxesWoken: 0, faults: 0 };
  let lastRoundAt = 0;

  async function tellCase(wake: WakeUp): Promise<void> {
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
        staticSummary: moved.number,
        searchAttributes: attributesOf(moved),
      });
    crashPoint('relay:after-send');
    await settleWakeUp(pool, wake);
    counts.sent += 1;
  }

  async function tellMailbox(mail: MailDue): Promise<void> {
    const target = mailboxTarget(mail.person);
    await tellingMailbox(pool, target, mail.at);
    crashPoint('relay:before-mailbox');
    try {
      await client.signalWithStart('mailbox', {
        workflowId: target,
        taskQueue,
        args: [mail],
        signal: mailDueSignalName,
        signalArgs: [mail],
      });
    } catch (error) {
      await mailboxNotTold(pool, target);
      throw error;
    }
    crashPoint('relay:after-mailbox');
    await mailboxTold(pool, target);
    counts.mailboxesWoken += 1;
  }

  async function tellAdoption({ id, year, version }: AdoptionToTell): Promise<void> {
    const [type, adoption] = year === null ? (['policyAdoption', { id }] as const) : (['calendarAdoption', { year, version }] as const);
    const start = { workflowId: id, taskQueue, args: [adoption], staticSummary: String(year ?? version) };
    await client.start(type, start).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
    crashPoint('relay:after-adoption');
    await adoptionTold(pool, id);
  }

  async function tellMonth(month: MonthToOpen): Promise<void> {
    const start = { workflowId: monthTarget(month.period), taskQueue, args: [month], staticSummary: month.period };
    await client.start('dispatchLifecycle', start).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
    crashPoint('relay:after-month');
    await monthTold(pool, month.period);
  }

  async function tellLetter(letter: LetterToSend): Promise<void> {
    const start = { workflowId: letterTarget(letter), taskQueue, args: [letter] };
    await client.start('reporterLetter', start).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
    await letterTold(pool, letter);
  }

  /** Tells whoever must be told; answers whether there is more. Throws the first failure after all were tried. */
  async function round(): Promise<boolean> {
    const { leased, dropped } = await leaseWakeUps(pool, batch);
    counts.dropped += dropped;
    if (leased.length > 0) crashPoint('relay:after-lease');
    const outcomes = await Promise.allSettled([
      ...leased.map(tellCase),
      ...(await mailboxesToWake(pool)).map(tellMailbox),
      ...(await adoptionsToTell(pool)).map(tellAdoption),
      ...(await monthsToTell(pool)).map(tellMonth),
      ...(await lettersToTell(pool)).map(tellLetter),
    ]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return leased.length + dropped === batch;
  }

  const done = (async () => {
    while (!stopping) {
      try {
        const hasMore = await round();
        if (isAway) log.info('the outbox is being sent again');
        isAway = false;
        lastRoundAt = Date.now();
        if (!hasMore) await sleep(pollMs);
      } catch (error) {
        counts.faults += 1;
        if (!isAway) log.warn({ cause: error }, 'the outbox waits: Temporal or the database cannot be had');
        isAway = true;
        await sleep(pauseAfterFaultMs);
      }
    }
  })();

  return {
    standing: (): RelayStanding => ({ counts, lastRoundAt }),
    async stop() {
      stopping = true;
      await done;
      log.info(counts, 'relay ended');
    },
  };
}
