import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { LogEntry } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Has Temporal's SDK log to our log, and count: answers with where its own metrics are shown, on this machine alone. */
export async function installRuntime(log: Logger): Promise<{ sdkMetricsUrl: string }> {
  const bindAddress = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => log.warn(shownOf(entry), entry.message)),
    telemetryOptions: {
      logging: { forward: {}, filter: 'WARN' },
      metrics: { prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } },
    },
  });
  return { sdkMetricsUrl: `http://${bindAddress}/metrics` };
}

/** Of what the SDK says: the kind of work and the fault's cause. A mailbox is called by its person, so it is named by its kind alone. */
function shownOf({ level, meta = {} }: LogEntry): object {
  const { activityType, workflowType, attempt, workflowId, error } = meta as Record<string, unknown>;
  const shown = typeof workflowId === 'string' && !workflowId.startsWith('mailbox/') ? { workflowId } : {};
  return { level, activityType, workflowType, attempt, ...shown, ...(error !== undefined && { cause: error }) };
}

/** The SDK takes a port, but none of its own choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
