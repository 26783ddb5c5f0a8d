import { connect } from 'node:net';
import { Router } from 'express';
import { Connection } from '@temporalio/client';
import type { Ledger } from '../ledger/ledger.ts';
import { taskQueue } from '../workflows/contract.ts';

/** Asks whether one thing that the product rests on can be reached; throws when it can't. */
export type Probe = () => Promise<unknown>;

const withinMs = 2_000;

/** Where to ask for Temporal and the mail server. */
export type Elsewhere = { temporalAddress?: string | undefined; temporalNamespace: string; smtpUrl?: string | undefined };

/**
 * /healthz: this process lives. /readyz: each dependency by name; 503 only without the database, since people's commands go on while
 * clocks or mail are away.
 */
export function health(ledger: Ledger, elsewhere: Elsewhere): Router {
  const router = Router();
  const probes = { postgres: () => ledger.pool.query('select 1'), ...probesOf(elsewhere) };
  router.get('/healthz', (_, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_, response) => {
    const asked = Object.entries(probes).map(async ([name, probe]) => [name, await isUp(probe)] as const);
    const answers = Object.fromEntries(await Promise.all(asked));
    response.status(answers['postgres'] === 'ok' ? 200 : 503).json(answers);
  });
  return router;
}

async function isUp(probe: Probe): Promise<'ok' | 'unreachable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), withinMs);
  });
  try {
    await Promise.race([probe(), late]);
    return 'ok';
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

function probesOf({ temporalAddress, temporalNamespace, smtpUrl }: Elsewhere): Record<string, Probe> {
  const probes: Record<string, Probe> = {};
  if (temporalAddress) {
    const connection = Connection.lazy({ address: temporalAddress });
    const namespace = { namespace: temporalNamespace };
    probes['temporal'] = () => connection.workflowService.describeNamespace(namespace);
    probes['worker'] = async () => {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        ...namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: 1,
      });
      if (!pollers?.length) throw new Error('nobody polls');
    };
  }
  if (smtpUrl) {
    const { hostname, port, protocol } = new URL(smtpUrl);
    probes['mail'] = () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect({ host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 25)), timeout: withinMs });
        const end = (settle: () => void) => {
          socket.destroy();
          settle();
        };
        socket.once('connect', () => end(resolve));
        socket.once('timeout', () => end(() => reject(new Error('no answer'))));
        socket.once('error', (error) => end(() => reject(error)));
      });
  }
  return probes;
}
