import { Router } from 'express';
import { Connection } from '@temporalio/client';
import type { Banner } from './queries/site.ts';
import type { ReporterKeys } from '../ledger/tip-off/reporter-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AccountEnvironment } from './account-settings.ts';
import type { Signer } from '../ledger/signing.ts';
import { workerConnection } from '../ledger/ledger.ts';
import { away, dependencies } from '../observe/dependencies.ts';
import type { Probe, Standing } from '../observe/dependencies.ts';
import { mailProbe } from '../observe/mail-probe.ts';
import { taskQueue } from '../workflows/contract.ts';

/**
 * Where to ask for Temporal and the mail server; `workflowsAt`: where Temporal's own page shows a workflow, by its id; `bounceSecret`: shown by
 * what reports mails that came back.
 */
export type Elsewhere = AccountEnvironment & {
  temporalAddress?: string | undefined;
  temporalNamespace: string;
  workflowsAt?: string | undefined;
  bounceSecret?: string | undefined;
  /** Signs dossiers. */
  signer?: Signer | undefined;
  publicUrl?: string | undefined;
  reporterKeys?: ReporterKeys | null | undefined;
  banner?: Banner | undefined;
};

/** A worker asks for tasks at least once a minute. */
const pollsWithinMs = 75_000;
/** It rings every minute. */
const bellWithinMs = 180_000;

/** Asks everything that the product rests on: the database, and of what the environment names Temporal, the worker, the bell, the mail server. */
export function whatItRestsOn(ledger: Ledger, { temporalAddress, temporalNamespace, smtpUrl }: Elsewhere) {
  const probes: Record<string, Probe> = { postgres: { ask: async () => void (await ledger.pool.query('select 1')) } };
  if (temporalAddress) Object.assign(probes, temporalProbes(ledger, temporalAddress, temporalNamespace));
  if (smtpUrl) probes['mail'] = mailProbe(smtpUrl);
  return dependencies(probes);
}

function temporalProbes(ledger: Ledger, address: string, namespace: string): Record<string, Probe> {
  const { workflowService } = Connection.lazy({ address });
  return {
    temporal: { ask: async () => void (await workflowService.describeNamespace({ namespace })) },
    worker: {
      // Temporal goes on listing a poller for minutes after its death; its connection to the ledger ends with it.
      async ask() {
        const { rowCount } = await ledger.pool.query({
          name: 'worker-connected',
          text: 'select from pg_stat_activity where datname = current_database() and application_name = $1 limit 1',
          values: [workerConnection],
        });
        if (!rowCount) throw away('NOT_CONNECTED');
        const { pollers } = await workflowService.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 });
        const seen = Math.max(0, ...(pollers ?? []).map(({ lastAccessTime }) => msOf(lastAccessTime)));
        if (Date.now() - seen > pollsWithinMs) throw away('NOT_POLLING');
      },
    },
    bell: {
      async ask() {
        const query = `WorkflowType = 'bell' and ExecutionStatus = 'Completed'`;
        const { executions } = await workflowService.listWorkflowExecutions({ namespace, query, pageSize: 1 });
        const rung = msOf(executions?.[0]?.closeTime);
        if (Date.now() - rung > bellWithinMs) throw away(rung ? 'SILENT' : 'NEVER_RUNG');
        return { lastAt: new Date(rung).toISOString() };
      },
    },
  };
}

type Timestamp = { seconds?: { toString(): string } | null; nanos?: number | null } | null | undefined;
const msOf = (at: Timestamp): number => (at ? Number(String(at.seconds ?? 0)) * 1_000 + Math.floor((at.nanos ?? 0) / 1e6) : 0);

/**
 * /healthz: this process lives. /readyz: each dependency by name, with since when this process has found it so; 503 only without the
 * database, since people's commands go on while clocks or mail are away.
 */
export function health(ask: () => Promise<Record<string, Standing>>): Router {
  const router = Router();
  router.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_, response) => {
    const answers = await ask();
    response.status(answers['postgres']?.status === 'ok' ? 200 : 503).json(answers);
  });
  return router;
}
