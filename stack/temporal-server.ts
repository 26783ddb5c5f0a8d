import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { freePort } from './free-port.ts';
import type { RunningProcess } from './running-process.ts';
import { launch } from './running-process.ts';
import type { SearchAttributes } from './search-attributes.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { temporalCli } from './temporal-binaries.ts';
import { untilReady } from './until-ready.ts';

export interface TemporalServer extends RunningProcess {
  /** host:port of its gRPC service. */
  readonly address: string;
  readonly uiUrl: string;
  readonly ports: TemporalPorts;
}

export interface TemporalPorts {
  grpc: number;
  ui: number;
}

export interface TemporalOptions {
  dataDir: string;
  namespace?: string;
  searchAttributes: SearchAttributes;
  /** Ports to take again after a crash; otherwise free ones. */
  ports?: TemporalPorts;
}

/** A Temporal server with its page on the loopback interface, kept in `dataDir`/temporal; what an earlier, killed run left serving it is ended first. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const dataDir = resolve(options.dataDir);
  const namespace = options.namespace ?? 'default';
  const command = await temporalCli();
  const ports = options.ports ?? { grpc: await freePort(), ui: await freePort() };
  const database = join(dataDir, 'temporal');
  mkdirSync(database, { recursive: true });

  const running = await launch({
    name: 'temporal',
    dataDir,
    command,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${ports.grpc}`, '--ui-port', `${ports.ui}`, '--ui-disable-news-fetch'],
      ...['--namespace', namespace, '--db-filename', join(database, 'temporal.db'), '--log-level', 'warn'],
      // WAL: twice the speed, and still whole after a kill.
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
      // A workflow that keeps failing is marked at its second failure: the stuck board looks for the mark.
      ...['--dynamic-config-value', 'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2'],
      // Asks the vendor whether there is a newer version: nothing leaves the machine.
      ...['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
      ...Object.entries(options.searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
  });
  const address = `127.0.0.1:${ports.grpc}`;
  await untilReady('Temporal', running, () => serves(address, namespace));
  await ensureSearchAttributes(address, namespace, options.searchAttributes);
  writeFileSync(addressFile(dataDir), address);
  return { ...running, address, uiUrl: `http://127.0.0.1:${ports.ui}`, ports };
}

/** DATA_DIR/run/temporal.address: where the server that runs, or ran last, answers. */
const addressFile = (dataDir: string) => join(dataDir, 'run', 'temporal.address');

/** The address of the embedded server; null when none ever ran in that folder. */
export const servingAddress = (dataDir: string): string | null =>
  existsSync(addressFile(dataDir)) ? readFileSync(addressFile(dataDir), 'utf8').trim() : null;

async function serves(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}
