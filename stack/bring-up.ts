import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { deploy } from '../prisma/migrate.ts';
import { checkout } from './checkout.ts';
import { databaseName } from './config.ts';
import type { Config } from './config.ts';
import { claimDataDir } from './data-dir-claim.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { HeldPort } from './free-port.ts';
import { freePort, holdFirstFreePort, holdPort } from './free-port.ts';
import type { Mailbox } from './mailbox.ts';
import { startMailbox } from './mailbox.ts';
import type { Part } from './part.ts';
import { part } from './part.ts';
import { reporterKeyOf } from './reporter-key.ts';
import type { RunningProcess } from './running-process.ts';
import { launchNode } from './running-process.ts';
import type { SearchAttributes } from './search-attributes.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { SetupError } from './setup-error.ts';
import type { TemporalServer } from './temporal-server.ts';
import { startTemporal } from './temporal-server.ts';
import { signingKeyIn } from './signing-key.ts';
import { untilReady } from './until-ready.ts';

export interface BringUpOptions {
  config: Config;
  searchAttributes: SearchAttributes;
  /** One line about what has just happened. */
  report: (line: string) => void;
  /** Called once the database is migrated, before the worker and the api start: for example data. */
  prepare?: (databaseUrl: string) => Promise<void>;
  /** More environment for the worker and the api. */
  env?: NodeJS.ProcessEnv;
  /** Whether a part that dies is started again; it is, unless told otherwise. */
  autoRestart?: boolean;
  /** When it is aborted before all is up, what was started is ended again. */
  signal?: AbortSignal;
}

export interface Stack {
  /** The address people open. */
  readonly publicUrl: string;
  /** The api on this machine. */
  readonly apiUrl: string;
  /** Where the worker shows its health and metrics. */
  readonly workerUrl: string;
  /** What the worker and the api were given. */
  readonly env: StackEnvironment;
  readonly api: Part;
  readonly worker: Part;
  /** Undefined where the environment names one of your own. */
  readonly mailbox: Part<Mailbox> | undefined;
  readonly temporal: Part<TemporalServer> | undefined;
  readonly postgres: Part<EmbeddedPostgres> | undefined;
  /** Ends every part, the last one started first. */
  stop(): Promise<void>;
}

export interface StackEnvironment {
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
  SMTP_URL: string;
  MAIL_FROM: string;
  PUBLIC_URL: string;
  REPORTER_KEY: string;
  PORT: string;
  WORKER_PORT: string;
  /** What dossiers are signed with. */
  SIGNING_KEY_FILE: string;
  /** Pages of the embedded parts, for links. */
  TEMPORAL_UI_URL?: string;
  MAILBOX_URL?: string;
}

const firstPort = 3000;
const readyWithinMs = 60_000;

/**
 * Brings up what the environment does not name, then the worker and the api. Resolves when the api says that it is ready. When anything
 * fails it ends what it had started and rejects: with a SetupError when the person starting it can put it right.
 */
export async function bringUp(options: BringUpOptions): Promise<Stack> {
  const { config, report, searchAttributes } = options;
  const claim = await claimDataDir(config.dataDir, report);
  const begun: Part[] = [];
  let held: HeldPort | undefined;

  async function stop(): Promise<void> {
    for (const each of begun.splice(0).reverse()) await each.stop();
    await held?.release();
    claim.release();
  }

  const interrupted = rejectsWhen(options.signal);
  async function step<T>(what: string, work: Promise<T>): Promise<T> {
    const beganAt = performance.now();
    const result = await Promise.race([work, interrupted]);
    report(`${what}  ${((performance.now() - beganAt) / 1000).toFixed(1)} s`);
    return result;
  }

  const make = <T extends RunningProcess>(name: string, launch: (before: T | undefined) => Promise<T>): Part<T> =>
    part<T>({ name, launch, autoRestart: options.autoRestart ?? true, report });
  const begin = <T extends RunningProcess>(each: Part<T>): Promise<T> => {
    begun.push(each);
    return each.start();
  };

  const { dataDir, temporalNamespace: namespace } = config;
  const postgres = config.databaseUrl
    ? undefined
    : make<EmbeddedPostgres>('postgres', (before) =>
        startEmbeddedPostgres({ dataDir, database: databaseName, ...(before && { port: before.port }) }),
      );
  const temporal = config.temporalAddress
    ? undefined
    : make<TemporalServer>('temporal', (before) =>
        startTemporal({ dataDir, namespace, searchAttributes, ...(before && { ports: before.ports }) }),
      );
  const mailbox = config.smtpUrl
    ? undefined
    : make<Mailbox>('mailbox', (before) => startMailbox({ dataDir, ...(before && { ports: before.ports }) }));

  async function openDatabase(): Promise<string> {
    const url = postgres
      ? (await step('数据库 PostgreSQL', begin(postgres))).url
      : await step('数据库 PostgreSQL (DATABASE_URL)', answering(config.databaseUrl as string));
    await step('数据库结构 migrations', deploy(url));
    if (options.prepare) await step('初始数据 data', options.prepare(url));
    return url;
  }

  async function openTemporal(): Promise<string> {
    if (temporal) return (await step('时钟 Temporal', begin(temporal))).address;
    const address = config.temporalAddress as string;
    await step('时钟 Temporal (TEMPORAL_ADDRESS)', ensureSearchAttributes(address, namespace, searchAttributes));
    return address;
  }

  const openMailbox = async () => (mailbox ? (await step('邮箱 mailbox', begin(mailbox))).smtpUrl : (config.smtpUrl as string));

  try {
    held = await chooseApiPort(config, report);
    const [databaseUrl, temporalAddress, smtpUrl] = await Promise.all([openDatabase(), openTemporal(), openMailbox()]);
    const workerPort = config.workerPort ?? (await freePort());
    const environmentOn = (port: number): StackEnvironment => ({
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      SMTP_URL: smtpUrl,
      MAIL_FROM: config.mailFrom,
      PUBLIC_URL: config.publicUrl ?? `http://127.0.0.1:${port}`,
      REPORTER_KEY: config.reporterKey ?? reporterKeyOf(dataDir),
      PORT: `${port}`,
      WORKER_PORT: `${workerPort}`,
      SIGNING_KEY_FILE: config.signingKeyFile ?? signingKeyIn(dataDir),
      ...(temporal?.running && { TEMPORAL_UI_URL: temporal.running.uiUrl }),
      ...(config.temporalUiUrl && { TEMPORAL_UI_URL: config.temporalUiUrl }),
      ...(mailbox?.running && { MAILBOX_URL: mailbox.running.webUrl }),
    });
    const run = (name: 'api' | 'worker', env: StackEnvironment, heard?: () => void) =>
      launchNode({ name, dataDir, entry: join(checkout, name, 'main.ts'), env: { ...options.env, ...env }, ...(heard && { heard }) });

    async function openApi({ port, release }: HeldPort): Promise<{ api: Part; apiUrl: string; env: StackEnvironment }> {
      const env = environmentOn(port);
      const apiUrl = `http://127.0.0.1:${port}`;
      const api = make('api', async () => {
        let listens = false;
        const running = await run('api', env, () => {
          listens = true;
        });
        // Its own word: on that port another copy might answer.
        await untilReady('The api', running, () => listens);
        return running;
      });
      await release();
      try {
        await step('服务 api', begin(api));
        return { api, apiUrl, env };
      } catch (error) {
        // Another copy may have taken the port between our letting go of it and the api's listening.
        if (config.port !== undefined || options.signal?.aborted || (await isFree(port))) throw error;
        await begun.pop()?.stop();
        held = await chooseApiPort(config, report);
        return openApi(held);
      }
    }

    // Before the worker, whose mails carry the address.
    const { api, apiUrl, env } = await openApi(held);
    const worker = make('worker', () => run('worker', env));
    await step('工作进程 worker', begin(worker));
    await step('就绪 ready', untilApiReady(apiUrl));
    const workerUrl = `http://127.0.0.1:${workerPort}`;
    return { publicUrl: env.PUBLIC_URL, apiUrl, workerUrl, env, api, worker, mailbox, temporal, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function chooseApiPort({ port }: Config, report: (line: string) => void): Promise<HeldPort> {
  if (port === undefined) {
    const held = await holdFirstFreePort(firstPort);
    if (held.port !== firstPort) report(`端口 ${firstPort} 已被占用,改用 ${held.port} · port ${firstPort} is taken, using ${held.port}`);
    return held;
  }
  const held = await holdPort(port);
  if (!held) throw new SetupError(`PORT is "${port}", but that port is taken: choose another, or leave PORT unset.`);
  return held;
}

async function isFree(port: number): Promise<boolean> {
  const held = await holdPort(port);
  await held?.release();
  return held !== undefined;
}

async function answering(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return databaseUrl;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const { host, pathname } = new URL(databaseUrl);
    throw new SetupError(`DATABASE_URL: can't connect to ${host}${pathname} (${message || code}).`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilApiReady(apiUrl: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const answer = await fetch(`${apiUrl}/readyz`).then(
      async (response) => ({ ok: response.ok, text: `${response.status} ${await response.text()}` }),
      (error: Error) => ({ ok: false, text: error.message }),
    );
    if (answer.ok) return;
    if (Date.now() > deadline) throw new Error(`The api is not ready: ${answer.text}`);
    await sleep(100);
  }
}

function rejectsWhen(signal: AbortSignal | undefined): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  rejection.catch(() => undefined);
  return rejection;
}
