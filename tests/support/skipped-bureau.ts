import { pino } from 'pino';
import { Client } from '@temporalio/client';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { adoptionActivities } from '../../activities/adopt.ts';
import { climbActivities } from '../../activities/climb.ts';
import { deliverActivities } from '../../activities/deliver.ts';
import { monthActivities } from '../../activities/open-month.ts';
import { instantFromMs, msOf } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { startRelay } from '../../worker/relay.ts';
import { taskQueue } from '../../workflows/contract.ts';
import { aMailServer } from './a-bureau.ts';
import type { aLedger } from './a-ledger.ts';
import { skippedTime } from './skipped-time.ts';
import { until } from './until.ts';

/** The whole spine on Temporal's test server: years pass in minutes, and every clock, climb and mail is a real one. */
export async function skippedBureau(ledger: Awaited<ReturnType<typeof aLedger>>) {
  const time = await skippedTime();
  const mailServer = aMailServer();
  const smtpUrl = await mailServer.start();
  const mailing = deliverActivities(ledger, { smtpUrl, from: 'grid@example.com', publicUrl: 'http://127.0.0.1:3000' });
  const worker = await Worker.create({
    connection: time.environment.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: time.codePath },
    activities: { ...climbActivities(ledger), ...mailing, ...adoptionActivities(ledger), ...monthActivities(ledger) },
  });
  const running = worker.run();
  // The database's own clock stands still beside that of the test: what is to be told is told at once.
  await ledger.pool.query(
    `create function at_once() returns trigger language plpgsql as $$ begin new.send_after = '-infinity'; return new; end $$`,
  );
  await ledger.pool.query('create trigger at_once before insert or update on wake for each row execute function at_once()');
  const oneAtATime = inTurn();
  const relay = startRelay(ledger.pool, tellingInTurn(time, oneAtATime).workflow, pino({ level: 'silent' }));
  const sleep = (ms: number) => oneAtATime(() => time.environment.sleep(ms));

  const now = async (): Promise<Instant> => instantFromMs(await time.now());
  /** Whether somebody is still to be told something, and whether anything is under way or due. */
  const unrest = async () => {
    const [row] = await ledger.rows(
      `select (select count(*) from wake)::int as untold,
        (select count(*) from dispatch where opened_at is null)::int
        + (select count(*) from cases where not finished and alarm_at <= $1)::int
        + (select count(*) from notice where status = 'sending' or (status = 'queued' and send_after <= $1))::int as due`,
      await now(),
    );
    return { untold: row?.untold > 0, due: row?.due > 0 };
  };
  /** Lets everything happen that is due now; a mailbox gathers for a second. */
  const settle = () =>
    until(async () => {
      const { untold, due } = await unrest();
      if (due && !untold) await sleep(1_500);
      return !untold && !due;
    }, 50);
  /** The next moment at which something happens by itself, up to that one. */
  const nextStop = async (to: Instant): Promise<Instant> => {
    const [row] = await ledger.rows(
      `select least((select min(alarm_at) from cases where not finished), (select min(send_after) from notice where status = 'queued')) as at`,
    );
    const at = row?.at ? (row.at.toISOString() as Instant) : to;
    return at < to ? at : to;
  };
  return {
    mails: mailServer.mails,
    now,
    settle,
    /** Moves time on, from one alarm to the next, until that moment. */
    async clockTo(to: Instant) {
      while ((await now()) < to) {
        const stop = await nextStop(to);
        await sleep(Math.max(0, msOf(stop) - (await time.now())) + pastTheAlarmMs);
        await settle();
      }
    },
    async close() {
      await relay.stop();
      for await (const { workflowId } of openWorkflows(ledger))
        await time.client.workflow
          .getHandle(workflowId)
          .terminate()
          .catch(() => undefined);
      worker.shutdown();
      await running;
      await time.close();
      await mailServer.stop();
    },
  };
}

// Every clock of one moment has rung before anybody is told anything: each was set some milliseconds late.
const pastTheAlarmMs = 2_000;

/** Does one thing after the other, in the order in which they were asked for. */
function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(does: () => Promise<T>): Promise<T> => {
    const turn = last.then(does);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A client whose workflows are told only while time stands still, and each has understood before anything else happens. */
function tellingInTurn(
  { environment, untilUnderstood }: Awaited<ReturnType<typeof skippedTime>>,
  oneAtATime: ReturnType<typeof inTurn>,
): Client {
  const telling = <T>(workflowId: string, tells: () => Promise<T>) =>
    oneAtATime(async () => {
      const answer = await tells();
      await untilUnderstood(workflowId);
      return answer;
    });
  const interceptor: WorkflowClientInterceptor = {
    signal: (input, next) => telling(input.workflowExecution.workflowId ?? '', () => next(input)),
    signalWithStart: (input, next) => telling(input.options.workflowId, () => next(input)),
    start: (input, next) => telling(input.options.workflowId, () => next(input)),
  };
  return new Client({ connection: environment.connection, interceptors: { workflow: [interceptor] } });
}

/** What may still run: a workflow without a worker would hold the clock of the whole server. */
async function* openWorkflows(ledger: Awaited<ReturnType<typeof aLedger>>) {
  for (const { target } of await ledger.rows('select target from clock')) yield { workflowId: target as string };
}
