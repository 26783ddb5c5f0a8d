import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { instantFromMs } from '../../domain/time/instant.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { bringUp } from '../../stack/bring-up.ts';
import { databaseName, readConfig } from '../../stack/config.ts';
import { startEmbeddedPostgres } from '../../stack/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../stack/embedded-postgres.ts';
import { exampleAccounts, exampleBureau, policyInSeconds } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { part } from '../../stack/part.ts';
import { startTemporal } from '../../stack/temporal-server.ts';
import type { TemporalServer } from '../../stack/temporal-server.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import type { Kept } from '../faults/rude-mail-server.ts';
import { rudeMailServer } from '../faults/rude-mail-server.ts';
import { proxied, tcpProxy } from '../faults/tcp-proxy.ts';
import { bureauAtWork } from './bureau-at-work.ts';
import { provoke, randomManner } from './faults.ts';
import { clocksOff, judge } from './judge.ts';
import { randomFrom } from './random.ts';

export type Soak = {
  seed: number;
  cases: number;
  seconds: number;
  /** About how long nothing is wrong between two faults. */
  pauseMs?: number;
  report?: (line: string) => void;
  /** Given what was judged once it was, to alter it and judge it again. */
  andThen?: (judged: Judged) => Promise<void>;
};

export type Judged = { pool: pg.Pool; client: Client; kept: Kept[]; judgeAgain: () => Promise<string[]> };

export type Soaked = {
  cases: number;
  commands: number;
  retries: number;
  notices: number;
  mails: number;
  faults: Record<string, number>;
  rudeAnswers: Record<string, number>;
  seconds: number;
  findings: string[];
};

const settlesWithinMs = 240_000;

/** The whole product under a load of cases and random faults, then judged by a model of its own: see `findings`. */
export async function soak({ seed, cases, seconds, pauseMs = 2_500, report = () => undefined, andThen }: Soak): Promise<Soaked> {
  const beganAt = Date.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-soak-'));
  chmodSync(dataDir, 0o755);
  await buildBundle();
  const mailRandom = randomFrom(seed + 1);
  let isRude = true;
  const mailServer = await rudeMailServer(() => (isRude ? randomManner(mailRandom) : 'takes'));
  const options = { autoRestart: true, report };
  // Apart from the folder of the stack, which ends whatever it finds running in its own.
  const serversDir = join(dataDir, 'servers');
  mkdirSync(serversDir);
  chmodSync(serversDir, 0o755);
  const postgres = part<EmbeddedPostgres>({
    ...options,
    name: 'postgres',
    launch: (before) => startEmbeddedPostgres({ dataDir: serversDir, database: databaseName, ...(before && { port: before.port }) }),
  });
  const temporal = part<TemporalServer>({
    ...options,
    name: 'temporal',
    launch: (before) => startTemporal({ dataDir: serversDir, searchAttributes, ...(before && { ports: before.ports }) }),
  });
  const [{ url: directUrl }, { ports }] = await Promise.all([postgres.start(), temporal.start()]);
  const database = await proxied(directUrl);
  const mail = await proxied(mailServer.url);
  const clocks = await tcpProxy({ host: '127.0.0.1', port: ports.grpc });

  let organisation: Organisation = exampleBureau(Date.now());
  const stack = await bringUp({
    config: readConfig({
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: clocks.address,
      SMTP_URL: mail.url,
    }),
    searchAttributes,
    report,
    async prepare() {
      const ledger = openLedger(directUrl, { connections: 2, onBroken: () => undefined });
      const put = { by: 'set-up', at: instantFromMs(Date.now()) };
      await putPolicy(ledger.pool, policyInSeconds, put);
      await putOrganisation(ledger.pool, organisation, put);
      for (const account of exampleAccounts) await putAccount(ledger, account);
      await ledger.close();
    },
  });
  const pool = new pg.Pool({ connectionString: directUrl, max: 4 });
  pool.on('error', () => undefined);
  const random = randomFrom(seed);
  const work = await bureauAtWork(stack.apiUrl, () => organisation);
  const endsAt = Date.now() + seconds * 1_000;
  let isOver = false;

  /** Now and then a zone gets another responsible person, from a few seconds on. */
  async function handsOver(): Promise<void> {
    const zones = ['z1', 'z2', 'z3'] as const;
    const seats = randomFrom(seed + 2);
    while (!isOver) {
      await sleep(Math.min(20_000, (seconds * 1_000) / 4));
      const zone = seats.oneOf(zones);
      const from = instantFromMs(Date.now() + 3_000);
      const next = withNewHolder(organisation, zone, seats.oneOf(['head8', 'head9', 'head10', `head${zone.slice(1)}`]), from);
      await persistently(() => putOrganisation(pool, next, { by: 'office', at: instantFromMs(Date.now()) }));
      organisation = next;
    }
  }

  const working = Promise.allSettled(
    Array.from({ length: cases }, async (_, n) => {
      const own = randomFrom(seed * 100_003 + n);
      await sleep((n / cases) * seconds * 1_000 * 0.85);
      await work.hazard(n, own);
    }),
  );
  const faulty = provoke(
    {
      parts: { api: stack.api, worker: stack.worker, temporal, postgres },
      networks: { database: database.proxy, Temporal: clocks, mail: mail.proxy },
    },
    random,
    () => isOver,
    pauseMs,
  );
  const changing = handsOver();
  await sleep(endsAt - Date.now());
  isOver = true;
  const [faults] = await Promise.all([faulty, changing]);
  for (const network of [database.proxy, clocks, mail.proxy]) await network.restore();
  isRude = false;
  report(`the faults are over after ${Math.round((Date.now() - beganAt) / 1_000)} s`);
  const unanswered = (await within(settlesWithinMs, working)) ?? [];
  const connection = await persistently(() => Connection.connect({ address: `127.0.0.1:${ports.grpc}` }));
  const client = new Client({ connection });
  const calm = await settles(pool, client);
  report(`${calm ? 'calm' : 'not calm'} after ${Math.round((Date.now() - beganAt) / 1_000)} s`);
  const judgeAgain = () => judge(pool, client, work.promised, mailServer);
  const findings = [
    ...(unanswered.length === 0 ? ['people were still not answered'] : []),
    ...unanswered.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : [])),
    ...(await judgeAgain()),
  ];
  const { rows } = await pool.query(
    `select (select count(*)::int from cases where kind = 'hazard') as cases, (select count(*)::int from notice) as notices`,
  );
  await andThen?.({ pool, client, kept: mailServer.kept, judgeAgain });
  await connection.close();
  await pool.end();
  await stack.stop();
  await temporal.stop();
  await postgres.stop();
  for (const network of [database.proxy, clocks, mail.proxy]) await network.close();
  await mailServer.stop();
  if (findings.length === 0) rmSync(dataDir, { recursive: true, force: true });
  else report(`what the parts wrote: ${dataDir}`);
  return {
    ...(rows[0] as { cases: number; notices: number }),
    commands: work.promised.length,
    retries: work.retries(),
    mails: mailServer.kept.length,
    faults: Object.fromEntries(faults),
    rudeAnswers: Object.fromEntries(mailServer.happened),
    seconds: Math.round((Date.now() - beganAt) / 1_000),
    findings,
  };
}

function withNewHolder(before: Organisation, code: string, person: string, from: ReturnType<typeof instantFromMs>): Organisation {
  const changed = (terms: Organisation['zones'][number]['specific']) =>
    terms.at(-1)?.person === person
      ? terms
      : [...terms.map((term) => (term.to === null ? { ...term, to: from } : term)), { person, from, to: null }];
  return { ...before, zones: before.zones.map((zone) => (zone.code === code ? { ...zone, specific: changed(zone.specific) } : zone)) };
}

async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch {
      await sleep(300);
    }
  }
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | null> {
  return Promise.race([work, sleep(ms, null, { ref: false })]);
}

/** Nothing waits to be told or sent, no alarm is due, and the clocks are those of the open cases. */
async function settles(pool: pg.Pool, client: Client): Promise<boolean> {
  const deadline = Date.now() + settlesWithinMs;
  const due = `select (select count(*) from notice where status in ('queued', 'sending'))
    + (select count(*) from wake) + (select count(*) from cases where not finished and alarm_at < now() + interval '20 seconds') as left`;
  while (Date.now() < deadline) {
    const [row] = await persistently(async () => (await pool.query<{ left: string }>(due)).rows);
    if (row?.left === '0' && (await persistently(() => clocksOff(pool, client))).length === 0) return true;
    await sleep(1_000);
  }
  return false;
}
