import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { adoptionActivities } from '../activities/adopt.ts';
import { climbActivities } from '../activities/climb.ts';
import type { ClimbObserver } from '../activities/climb.ts';
import { deliverActivities } from '../activities/deliver.ts';
import { byMail } from '../activities/channels.ts';
import { monthActivities } from '../activities/open-month.ts';
import { reconcileActivities } from '../activities/reconcile.ts';
import { letterActivities } from '../activities/send-letter.ts';
import { readReporterKeys } from '../ledger/tip-off/reporter-keys.ts';
import { openLedger, workerConnection } from '../ledger/ledger.ts';
import { ledgerNow } from '../ledger/moment.ts';
import { away, dependencies } from '../observe/dependencies.ts';
import { mailProbe } from '../observe/mail-probe.ts';
import { endsOnFault, processLog } from '../observe/process-log.ts';
import { taskQueue } from '../workflows/contract.ts';
import { builtBundle } from './bundle.ts';
import { channelConfigOf, readWorkerConfig, retentionOf } from './config.ts';
import { workerMetrics } from './metrics.ts';
import { givePulse } from './pulse.ts';
import { startRelay } from './relay.ts';
import { ensureSchedules } from './schedules.ts';
import { showStatus } from './status-page.ts';
import { installRuntime } from './temporal-runtime.ts';

const config = readWorkerConfig(process.env);
const log = processLog('worker', config.LOG_LEVEL);
const { sdkMetricsUrl } = await installRuntime(log);

const ledger = openLedger(config.DATABASE_URL, {
  connections: 12,
  name: workerConnection,
  onBroken: (cause) => log.warn({ cause }, 'a database connection broke'),
});
const address = config.TEMPORAL_ADDRESS;
const namespace = config.TEMPORAL_NAMESPACE;
const connection = await Connection.connect({ address });
const client = new Client({ connection, namespace });
const native = await NativeConnection.connect({ address });

const relayQuietMs = 30_000;
const bellQuietMs = 180_000;
let bellRangAt = 0;
const ask = dependencies({
  postgres: { ask: async () => void (await ledger.pool.query('select 1')) },
  temporal: { ask: async () => void (await connection.workflowService.describeNamespace({ namespace })) },
  mail: mailProbe(config.SMTP_URL),
  polling: {
    async ask() {
      if (worker.getState() !== 'RUNNING') throw away(worker.getState());
    },
  },
  relay: { ask: async () => lastAt(relay.standing().lastRoundAt, relayQuietMs) },
  bell: { ask: async () => lastAt(bellRangAt, bellQuietMs) },
});
const metrics = workerMetrics(ask, () => relay.standing());

const observer: ClimbObserver = {
  climbed(climbed) {
    metrics.climbed(climbed);
    log.info(climbed, 'climbed');
  },
  climbFailed({ caseId, cause }) {
    metrics.climbFailed();
    log.error({ caseId, cause }, 'a case could not climb');
  },
  bellRang() {
    bellRangAt = Date.now();
    metrics.bellRang();
  },
};
const climbing = climbActivities(ledger, observer, retentionOf(config));
const mailing = deliverActivities(ledger, { ...channelConfigOf(config), publicUrl: config.PUBLIC_URL });
const answering = letterActivities(ledger, {
  keys: readReporterKeys(config.REPORTER_KEY ?? ''),
  publicUrl: config.PUBLIC_URL,
  mail: byMail(channelConfigOf(config)),
});
const worker = await Worker.create({
  connection: native,
  namespace,
  taskQueue,
  workflowBundle: { codePath: builtBundle() },
  activities: {
    ...climbing,
    ...mailing,
    ...answering,
    ...adoptionActivities(ledger),
    ...monthActivities(ledger),
    ...reconcileActivities(ledger, client, log),
  },
  maxCachedWorkflows: 600,
  nonStickyToStickyPollRatio: 0.5,
  stickyQueueScheduleToStartTimeout: '3 seconds',
});

await ensureSchedules(client);
// What fell due while no worker ran climbs at once, before the clocks are picked up again; by the ledger's clock, whatever this machine's says.
await climbing
  .ringBell({ now: await ledgerNow(ledger.pool) })
  .catch((cause: unknown) => log.error({ cause }, 'a look at the start failed; the bell looks again'));
const relay = startRelay(ledger.pool, client.workflow, log);
const page = config.WORKER_PORT === undefined ? undefined : await showPage(config.WORKER_PORT);
const pulse = givePulse(ledger.pool);
const stop = () => worker.shutdown();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
endsOnFault(log);
log.info('worker ready');
await Promise.race([worker.run(), untilFailed()]);
if (worker.getState() === 'FAILED') {
  log.error('the worker failed and must be started again');
  process.exit(1);
}
pulse.stop();
await relay.stop();
page?.closeAllConnections();
page?.close();
await connection.close();
await native.close();
await ledger.close();

/** A worker whose namespace was lost stops polling, yet its run may never end. */
async function untilFailed(): Promise<void> {
  while (worker.getState() !== 'FAILED') await sleep(1_000, undefined, { ref: false });
}

async function lastAt(ms: number, quietMs: number): Promise<{ lastAt: string }> {
  if (Date.now() - ms > quietMs) throw away(ms ? 'SILENT' : 'NOT_YET');
  return { lastAt: new Date(ms).toISOString() };
}

function showPage(port: number) {
  const needs = ['postgres', 'temporal', 'polling'] as const;
  const isAlive = () => worker.getState() !== 'FAILED';
  return showStatus({ register: metrics.register, sdkMetricsUrl, ask, needs, isAlive }, port, config.WORKER_HOST).catch((error: Error) => {
    process.stderr.write(`WORKER_HOST, WORKER_PORT: ${error.message}\n`);
    process.exit(1);
  });
}
