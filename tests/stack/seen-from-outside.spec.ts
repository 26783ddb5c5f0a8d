import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { putOrganisation, putPolicy } from '../../ledger/register.ts';
import { mailProbe } from '../../observe/mail-probe.ts';
import { bringUp } from '../../stack/bring-up.ts';
import type { Stack } from '../../stack/bring-up.ts';
import { readConfig } from '../../stack/config.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { launchNode } from '../../stack/running-process.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { readMetrics, scrape, valueOf } from '../support/scraped.ts';
import { until } from '../support/until.ts';
import { noPicture } from '../support/given.ts';

/** A word that stands nowhere but in what people write in this test. */
const mark = '紫晶石';
const markedKey = 'zhang-san-reports-1';
const dataDir = mkdtempSync(join(tmpdir(), 'safety-grid-seen-'));
let stack: Stack;
const cookies: Record<string, string> = {};

async function prepare(databaseUrl: string): Promise<void> {
  const ledger = openLedger(databaseUrl, { connections: 2, onBroken: () => undefined });
  const put = { by: 'set-up', at: instantFromMs(Date.now()) };
  const bureau = exampleBureau(Date.now());
  await putPolicy(ledger.pool, policyInSeconds, put);
  const people = bureau.people.map((person) => ({ ...person, name: `${person.name}${mark}` }));
  await putOrganisation(ledger.pool, { ...bureau, people }, put);
  for (const account of exampleAccounts) await putAccount(ledger, account);
  await ledger.close();
}

async function send(as: string, path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(stack.apiUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies[as] ?? '', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as { id: string; code?: string } };
}

beforeAll(async () => {
  await buildBundle();
  const config = readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()) });
  stack = await bringUp({ config, searchAttributes, prepare, report: () => undefined, autoRestart: false });
  for (const username of ['inspector', 'office', 'head1']) {
    const { headers } = await send(username, '/api/session', { username, password: examplePassword });
    cookies[username] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  await untilWorkerShows();
});
const untilWorkerShows = () =>
  until(() =>
    fetch(`${stack.workerUrl}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Standings = Record<string, { status: string; since: string; lastAt?: string; why?: string }>;
const readyz = async (url: string) => {
  // Not by a connection kept to a process that was killed since.
  const response = await fetch(`${url}/readyz`, { headers: { connection: 'close' } });
  return { status: response.status, body: (await response.json()) as Standings };
};

describe('a hazard that is reported, climbs and is refused a step', () => {
  const requestId = '00000000-0000-4000-8000-00000000abcd';
  let caseId: string;

  it('is counted by the api, and its climbs by the worker', async () => {
    const words = { zone: 'z1', title: `配电箱${mark}`, description: `一层${mark}` };
    const reported = await send('inspector', '/api/hazards', words, { 'idempotency-key': markedKey, 'x-request-id': requestId });
    expect(reported).toMatchObject({ status: 201 });
    expect(reported.headers.get('x-request-id')).toBe(requestId);
    caseId = reported.body.id;
    const path = `/api/hazards/${caseId}/commands`;
    expect(await send('office', path, { type: 'VerifyHazard', passed: true, opinion: mark })).toMatchObject({ status: 409 });
    expect(await send('office', path, { type: 'RectifyHazard', measures: mark, ...noPicture })).toMatchObject({ status: 403 });
    expect(await send('inspector', '/api/hazards', { ...words, title: [mark] })).toMatchObject({ status: 422 });

    const api = await scrape(stack.apiUrl);
    expect(valueOf(api, 'safety_grid_command_seconds_count', { command: 'POST /api/hazards', outcome: 'accepted' })).toBe(1);
    expect(valueOf(api, 'safety_grid_command_seconds_count', { command: 'VerifyHazard', outcome: 'refused' })).toBe(1);
    expect(valueOf(api, 'safety_grid_refusals_total', { code: 'WRONG_STAGE', status: '409' })).toBe(1);
    expect(valueOf(api, 'safety_grid_refusals_total', { code: 'NOT_YOURS', status: '403' })).toBe(1);
    expect(valueOf(api, 'safety_grid_refusals_total', { code: 'INVALID', status: '422' })).toBe(1);
    expect(valueOf(api, 'safety_grid_open_cases', { kind: 'hazard', stage: 'rectifying', duty: 'hazard.rectify.general' })).toBe(1);
    expect(valueOf(api, 'safety_grid_figures_read')).toBe(1);
    expect(valueOf(api, 'safety_grid_database_bytes')).toBeGreaterThan(1e6);
    expect(valueOf(api, 'process_cpu_seconds_total')).toBeGreaterThan(0);

    await until(async () => (valueOf(await scrape(stack.apiUrl), 'safety_grid_overdue_cases', { kind: 'hazard', level: '2' }) ?? 0) === 1);
    await until(
      async () => (valueOf(await scrape(stack.apiUrl), 'safety_grid_deliveries_last_hour', { channel: 'mail', result: 'sent' }) ?? 0) >= 3,
    );
    const worker = await scrape(stack.workerUrl);
    const climbs = valueOf(worker, 'safety_grid_climb_lateness_seconds_count', { kind: 'hazard' }) ?? 0;
    expect(climbs).toBeGreaterThanOrEqual(3);
    expect(valueOf(worker, 'safety_grid_climb_lateness_seconds_bucket', { kind: 'hazard', le: '10' })).toBe(climbs);
    expect(valueOf(worker, 'safety_grid_wake_ups_sent_total')).toBeGreaterThan(0);
    expect(valueOf(worker, 'safety_grid_mailboxes_woken_total')).toBeGreaterThan(0);
    expect(valueOf(worker, 'safety_grid_bell_last_rung_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 180);
    expect(valueOf(worker, 'safety_grid_disk_free_ratio')).toBeGreaterThan(0);
    expect(valueOf(worker, 'temporal_activity_execution_latency_seconds_count', { activity_type: 'deliver' })).toBeGreaterThan(0);
  });

  it('leaves lines with its ids and codes in the logs', () => {
    const lines = ['api', 'worker'].flatMap((name) => linesOf(join(dataDir, 'logs', `${name}.log`)));
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual([]);
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const report = {
      requestId,
      caseId,
      method: 'POST',
      route: '/api/hazards',
      status: 201,
      command: 'POST /api/hazards',
      outcome: 'accepted',
    };
    expect(said).toContainEqual(expect.objectContaining({ ...report, commandId: expect.stringMatching(/^sha256:/) }));
    expect(said).toContainEqual(expect.objectContaining({ caseId, command: 'VerifyHazard', code: 'WRONG_STAGE', outcome: 'refused' }));
    expect(said).toContainEqual(expect.objectContaining({ name: 'worker', msg: 'climbed', kind: 'hazard', caseId, level: 2 }));
  });
});

describe('/readyz', () => {
  it('names each thing that the api rests on, and when the bell last rang', async () => {
    await until(async () => (await readyz(stack.apiUrl)).body['bell']?.status === 'ok');
    const { status, body } = await readyz(stack.apiUrl);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['postgres', 'temporal', 'worker', 'bell', 'mail']);
    for (const standing of Object.values(body)) expect(standing).toMatchObject({ status: 'ok', since: expect.stringMatching(/Z$/) });
    expect(Date.now() - Date.parse(body['bell']?.lastAt ?? '')).toBeLessThan(180_000);
  });

  it('names each thing that the worker rests on', async () => {
    const { status, body } = await readyz(stack.workerUrl);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['postgres', 'temporal', 'mail', 'polling', 'relay', 'bell']);
    for (const standing of Object.values(body)) expect(standing).toMatchObject({ status: 'ok' });
    expect((await fetch(`${stack.workerUrl}/healthz`)).status).toBe(200);
    expect((await fetch(`${stack.workerUrl}/elsewhere`)).status).toBe(404);
  });

  it('knows a worker that was killed at once, and since when; people’s work goes on', async () => {
    await stack.worker.kill('SIGKILL');
    await until(async () => (await readyz(stack.apiUrl)).body['worker']?.status === 'away');
    const first = await readyz(stack.apiUrl);
    expect(first).toMatchObject({ status: 200, body: { worker: { why: 'NOT_CONNECTED' }, temporal: { status: 'ok' } } });
    expect((await readyz(stack.apiUrl)).body['worker']?.since).toBe(first.body['worker']?.since);
    expect(valueOf(await scrape(stack.apiUrl), 'safety_grid_up', { dependency: 'worker' })).toBe(0);
    await stack.worker.start();
    await untilWorkerShows();
    await until(async () => (await readyz(stack.apiUrl)).body['worker']?.status === 'ok');
  });

  it('without the database answers 503, and shows no figure of before', async () => {
    await stack.postgres?.kill('SIGKILL');
    await until(async () => (await readyz(stack.apiUrl)).status === 503);
    expect((await readyz(stack.apiUrl)).body).toMatchObject({ postgres: { status: 'away' }, temporal: { status: 'ok' } });
    expect((await readyz(stack.workerUrl)).status).toBe(503);
    expect((await fetch(`${stack.apiUrl}/healthz`)).status).toBe(200);
    const page = await scrape(stack.apiUrl);
    expect(valueOf(page, 'safety_grid_figures_read')).toBe(0);
    expect(valueOf(page, 'safety_grid_open_cases')).toBeUndefined();
    expect(valueOf(page, 'safety_grid_wake_ups')).toBeUndefined();
    await stack.postgres?.start();
    await until(async () => (await readyz(stack.apiUrl)).status === 200);
  });
});

describe('a worker that is exchanged without a pause', () => {
  it('leaves the clocks to the one beside it, and nothing is late or twice', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const second = await launchNode({
      name: 'worker-2',
      dataDir,
      entry: 'worker/main.ts',
      env: { ...stack.env, WORKER_PORT: String(port) },
    });
    try {
      const isReady = async () => (await readyz(url)).status === 200;
      await until(() => isReady().catch(() => false));
      const { body } = await send('inspector', '/api/hazards', { zone: 'z1', title: '交接', description: '交接' });
      await stack.worker.stop();
      await until(async () => (valueOf(await scrape(url), 'safety_grid_climb_lateness_seconds_count', { kind: 'hazard' }) ?? 0) >= 3);
      expect((await readyz(stack.apiUrl)).body['worker']).toMatchObject({ status: 'ok' });
      const climbs = linesOf(join(dataDir, 'logs', 'worker-2.log'))
        .map((line) => JSON.parse(line) as { msg: string; caseId?: string; level?: number })
        .filter(({ msg, caseId }) => msg === 'climbed' && caseId === body.id);
      expect(climbs.map(({ level }) => level)).toEqual([0, 1, 2]);
    } finally {
      await second.stop();
      await stack.worker.start();
      await untilWorkerShows();
    }
  });
});

describe('the mail server', () => {
  const listening = async (greets: string | null) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (greets) socket.write(greets);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
  };

  it.each([
    ['accepts connections and says nothing', null],
    ['greets with a refusal', '554 no service here\r\n'],
    ['greets and answers nothing more', '220 mail.example.org\r\n'],
  ])('that %s is away', async (_, greets) => {
    const { url, server } = await listening(greets);
    await expect(mailProbe(url).ask()).rejects.toThrow();
    server.close();
  });

  it('that answers EHLO is there', async () => {
    await expect(mailProbe(stack.env.SMTP_URL).ask()).resolves.toBeUndefined();
  });
});

describe('the logs of all processes, after commands, refusals, deaths and mails that could not be sent', () => {
  it('tell of the mail server that was away by the fault’s code', async () => {
    await stack.mailbox?.kill('SIGKILL');
    await send('inspector', '/api/hazards', { zone: 'z2', title: mark, description: mark });
    const failed = () => linesOf(join(dataDir, 'logs', 'worker.log')).filter((line) => /"activityType":"deliver"/.test(line));
    await until(() => failed().some((line) => line.includes('"code":"ESOCKET"')));
    expect((await readyz(stack.workerUrl)).body['mail']).toBeDefined();
    await stack.mailbox?.start();
    await until(async () => (await (await fetch(`${stack.env.MAILBOX_URL}/api/email`)).text()).includes(mark));
  });

  it('nothing that people wrote, no name and no address is in the log of any process, nor in the metrics', async () => {
    const files = readdirSync(join(dataDir, 'logs')).map((name) => join(dataDir, 'logs', name));
    expect(files.map((file) => file.split('/').at(-1)).sort()).toEqual([
      'api.log',
      'mailbox.log',
      'postgres.log',
      'temporal.log',
      'worker-2.log',
      'worker.log',
    ]);
    const pages = await Promise.all([stack.apiUrl, stack.workerUrl].map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const texts = [...files.map((file) => readFileSync(file, 'utf8')), ...pages];
    const ids = exampleBureau(Date.now()).people.map(({ id }) => id);
    for (const text of texts) {
      expect(text).not.toContain(mark);
      expect(text).not.toContain(markedKey);
      expect(text).not.toMatch(/[\w.]+@(?!safety-grid)[\w-]+\.\w/);
      for (const line of text.split('\n')) for (const id of ids) expect(line).not.toMatch(new RegExp(`["/]${id}["/]`));
    }
    // The mails had them: what is looked for is there to be found.
    const mails = await (await fetch(`${stack.env.MAILBOX_URL}/api/email`)).text();
    expect(mails).toContain(mark);
  });
});

describe('the text format', () => {
  it.each([
    ['a family twice', '# TYPE a counter\na 1\n# TYPE b counter\nb 1\n# TYPE a counter\n'],
    ['a sample twice', '# TYPE a counter\na{x="1"} 1\na{x="1"} 2\n'],
    ['a value that is no number', '# TYPE a gauge\na many\n'],
    ['a label without an end', '# TYPE a gauge\na{x="1} 1\n'],
    ['buckets that fall', '# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_count 1\n'],
  ])('refuses %s', (_, text) => expect(() => readMetrics(text)).toThrow());
});

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
