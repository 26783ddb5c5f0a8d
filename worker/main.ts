import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { adoptionActivities } from '../activities/adopt.ts';
import { climbActivities } from '../activities/climb.ts';
import { deliverActivities } from '../activities/deliver.ts';
import { monthActivities } from '../activities/open-month.ts';
import { openLedger } from '../ledger/ledger.ts';
import { taskQueue } from '../workflows/contract.ts';
import { builtBundle } from './bundle.ts';
import { readWorkerConfig } from './config.ts';
import { startRelay } from './relay.ts';
import { ensureSchedules } from './schedules.ts';

const config = readWorkerConfig(process.env);
const log = pino({ name: 'worker' });
Runtime.install({ logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ level }, message)) });

const ledger = openLedger(config.DATABASE_URL, {
  connections: 12,
  onBroken: (error) => log.warn({ reason: String(error) }, 'a database connection broke'),
});
const climbing = climbActivities(ledger);
const mailing = deliverActivities(ledger, { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL });

const address = config.TEMPORAL_ADDRESS;
const namespace = config.TEMPORAL_NAMESPACE;
const connection = await Connection.connect({ address });
const client = new Client({ connection, namespace });
const native = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection: native,
  namespace,
  taskQueue,
  workflowBundle: { codePath: builtBundle() },
  activities: { ...climbing, ...mailing, ...adoptionActivities(ledger), ...monthActivities(ledger) },
  maxCachedWorkflows: 600,
  nonStickyToStickyPollRatio: 0.5,
  stickyQueueScheduleToStartTimeout: '3 seconds',
});

await ensureSchedules(client);
// What fell due while no worker ran climbs at once, before the clocks are picked up again.
await climbing.ringBell({ now: new Date().toISOString() });
const relay = startRelay(ledger.pool, client.workflow, log);
const stop = () => worker.shutdown();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
log.info('worker ready');
await Promise.race([worker.run(), untilFailed()]);
if (worker.getState() === 'FAILED') {
  log.error('the worker failed and must be started again');
  process.exit(1);
}
await relay.stop();
await connection.close();
await native.close();
await ledger.close();

/** A worker whose namespace was lost stops polling, yet its run may never end. */
async function untilFailed(): Promise<void> {
  while (worker.getState() !== 'FAILED') await sleep(1_000, undefined, { ref: false });
}
