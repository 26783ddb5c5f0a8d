import { setMaxListeners } from 'node:events';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { bringUp } from '../../stack/bring-up.ts';
import type { Stack } from '../../stack/bring-up.ts';
import type { Part } from '../../stack/part.ts';
import { readConfig } from '../../stack/config.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { until } from '../support/until.ts';
import { noPicture } from '../support/given.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-killed-'));
const clients = 20;
/** Zones whose specific responsible person is present and may rectify. */
const zones = { z1: 'head1', z2: 'head2', z3: 'head3', z5: 'head5', z6: 'head6', z7: 'head7' };

let stack: Stack;
let pool: pg.Pool;
const cookies = new Map<string, string>();

async function prepare(databaseUrl: string): Promise<void> {
  const ledger = openLedger(databaseUrl, { connections: 4, onBroken: () => undefined });
  const put = { by: 'set-up', at: instantFromMs(Date.now()) };
  await putPolicy(ledger.pool, policyInSeconds, put);
  await putOrganisation(ledger.pool, exampleBureau(Date.now()), put);
  for (const account of exampleAccounts) await putAccount(ledger, account);
  await ledger.close();
}

beforeAll(async () => {
  await buildBundle();
  const config = readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()) });
  stack = await bringUp({ config, searchAttributes, prepare, report: () => undefined });
  pool = new pg.Pool({ connectionString: stack.env.DATABASE_URL, max: 4 });
  pool.on('error', () => undefined);
  for (const username of ['inspector', 'office', ...Object.values(zones)]) {
    const response = await fetch(`${stack.apiUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: examplePassword }),
    });
    cookies.set(username, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }
});
const over = new AbortController();
// Thousands of requests listen for the end.
setMaxListeners(0, over.signal);
afterAll(async () => {
  over.abort();
  await pool.end();
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Mail = { headers: { 'message-id': string }; subject: string; text: string };
type Hazard = { id: string; number: string; stage: string; ladder: { firedAt: string | null }[] };

/** Asks until there is an answer: a network error, an answer that breaks off or a 503 is met with the same words and the same key. */
async function persistently(as: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Hazard> {
  const key = randomUUID();
  for (;;) {
    const answer = await fetch(stack.apiUrl + path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: cookies.get(as) ?? '' },
      ...(body && { body: JSON.stringify(body) }),
      signal: over.signal,
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => ({ status: 0, text: '' }));
    if (answer.status === 200 || answer.status === 201) return JSON.parse(answer.text) as Hazard;
    if (answer.status !== 0 && answer.status !== 503) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    await sleep(100, undefined, { signal: over.signal });
  }
}

const rows = async (sql: string) => (await pool.query(sql)).rows;

describe('a day on which every part is killed once while twenty people work', () => {
  const promised: Hazard[] = [];
  const closed: Hazard[] = [];
  let reminders = 0;
  let isOver = false;

  /** Reports, rectifies and verifies hazards; every second client only acts when the clock has reminded. */
  async function works(client: number): Promise<void> {
    const entries = Object.entries(zones);
    for (let round = 1; round <= 2 || !isOver; round += 1) {
      const [zone, responsible] = entries[(client + round) % entries.length] ?? ['z1', 'head1'];
      const title = `第${client}组第${round}次`;
      const hazard = await persistently('inspector', 'POST', '/api/hazards', { zone, title, description: title });
      promised.push(hazard);
      const path = `/api/hazards/${hazard.id}`;
      const reminded = async () => (await persistently(responsible, 'GET', path)).ladder.some(({ firedAt }) => firedAt !== null);
      if (client % 2 === 0) {
        while (!(await reminded())) await sleep(500);
        reminders += 1;
      }
      await persistently(responsible, 'POST', `${path}/commands`, { type: 'RectifyHazard', measures: '已整改', ...noPicture });
      closed.push(await persistently('office', 'POST', `${path}/commands`, { type: 'VerifyHazard', passed: true }));
    }
  }

  it('everybody gets an answer, and each part comes back', { timeout: 300_000 }, async () => {
    const working = Promise.all(Array.from({ length: clients }, (_, client) => works(client)));
    working.catch(() => undefined);
    const { api, worker, temporal, postgres } = stack;
    const diesAndComesBack = async (part: Part | undefined) => {
      // One more reminder than there are clients waiting for one: so the worker has rung some since the last death.
      const [closings, rung] = [closed.length + clients, reminders + clients / 2 + 1];
      await Promise.race([working, until(() => closed.length >= closings && reminders >= rung)]);
      await part?.kill('SIGKILL');
      await part?.start();
    };
    await diesAndComesBack(api);
    await diesAndComesBack(worker);
    const [apiPid, workerPid] = [api.running?.pid, worker.running?.pid];
    await diesAndComesBack(temporal);
    await diesAndComesBack(postgres);
    isOver = true;
    await working;
    // Neither the server nor the database takes with it those that use it.
    expect([api.running?.pid, worker.running?.pid]).toEqual([apiPid, workerPid]);
    expect(closed.map(({ stage }) => stage)).toEqual(promised.map(() => 'closed'));
  });

  it('the ledger holds what was promised, each once and whole', async () => {
    const cases = await rows(`select id, number, stage, finished from cases where kind = 'hazard'`);
    const wanted = promised.map(({ id, number }) => ({ id, number, stage: 'closed', finished: true }));
    const byNumber = (a: { number: string }, b: { number: string }) => a.number.localeCompare(b.number);
    expect(cases.sort(byNumber)).toEqual(wanted.sort(byNumber));
    const doubled = await rows(
      `select case_id, command, count(*) from entry join cases c on c.id = case_id
       where c.kind = 'hazard' and command <> 'Climb' group by case_id, command having count(*) <> 1`,
    );
    expect(doubled).toEqual([]);
    expect(await verifyChain(pool)).toMatchObject({ faults: [] });
  });

  it('every notice is sent, and a mail that came twice came with the same words', { timeout: 120_000 }, async () => {
    await until(async () => (await rows(`select from notice where status not in ('sent', 'overtaken') limit 1`)).length === 0);
    const mails = (await (await fetch(`${stack.env.MAILBOX_URL}/api/email`)).json()) as Mail[];
    const versions = new Map<string, Set<string>>();
    for (const { headers, subject, text } of mails)
      versions.set(headers['message-id'], (versions.get(headers['message-id']) ?? new Set()).add(`${subject}\n${text}`));
    expect([...versions.values()].filter(({ size }) => size > 1)).toEqual([]);
    const sent = (await rows('select message_id from delivery')).map(({ message_id }) => message_id as string);
    expect(sent.filter((id) => !versions.has(id))).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('the clocks have ended with their cases', { timeout: 120_000 }, async () => {
    const connection = await Connection.connect({ address: stack.env.TEMPORAL_ADDRESS });
    const { workflow } = new Client({ connection });
    await until(async () => (await workflow.count(`WorkflowType = 'hazardLifecycle' and ExecutionStatus = 'Running'`)).count === 0);
    expect((await workflow.count(`WorkflowType = 'hazardLifecycle' and ExecutionStatus = 'Completed'`)).count).toBeGreaterThan(0);
    // A bell that rings while the database is away fails by itself; the next one rings a minute later.
    expect((await workflow.count(`WorkflowType != 'bell' and (ExecutionStatus = 'Failed' or ExecutionStatus = 'Terminated')`)).count).toBe(
      0,
    );
    await connection.close();
  });
});
