import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { checkout } from '../../stack/checkout.ts';
import { endProcess, whenGone } from '../../stack/end-process.ts';
import { holdFirstFreePort } from '../../stack/free-port.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

beforeAll(() => buildBundle());

/** What `npm start` runs, in a process group of its own as in a terminal; nothing but DATA_DIR is set. */
function start(dataDir: string) {
  const { PORT, DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, PUBLIC_URL, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'stack/start.ts'], {
    ...{ cwd: checkout, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...env, DATA_DIR: dataDir },
  });
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      for (const listener of listeners) listener();
    });
  const exit = once(child, 'exit').then(([code]) => {
    for (const listener of listeners) listener();
    return code as number | null;
  });
  const ctrlC = () => process.kill(-(child.pid as number), 'SIGINT');
  // Whatever a test that fails leaves behind.
  onTestFinished(async () => {
    for (const { pid } of processesOf(dataDir)) await endProcess(pid, 'SIGKILL', 10_000);
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    ctrlC();
    await exit;
  });
  /** Resolves with what is said; rejects with everything said when it ends before. */
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(said);
        if (!match && child.exitCode === null && child.signalCode === null) return;
        listeners.delete(look);
        if (match) resolve(match[1] ?? '');
        else reject(new Error(said));
      };
      listeners.add(look);
      look();
    });
  return { exit, ctrlC, says, address: () => says(/Safety Grid\s+(http:\S+)/), password: () => says(/first sign-in: office \/ (\S+)/) };
}

/** Every process that works on that data directory, whoever its parent is. */
function processesOf(dataDir: string): { pid: number; command: string }[] {
  const text = (file: string) => {
    try {
      return readFileSync(file, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`].some((file) => text(file).includes(dataDir)))
    .map((pid) => ({ pid: Number(pid), command: text(`/proc/${pid}/cmdline`).trim() }))
    .filter(({ command }) => command !== '');
}

const firstLine = (file: string) => Number(readFileSync(file, 'utf8').split('\n')[0]);
const pidOf = (dataDir: string, name: string) => firstLine(join(dataDir, 'run', `${name}.pid`));
const postgresOf = (dataDir: string) => firstLine(join(dataDir, 'pg18', 'postmaster.pid'));

async function signIn(address: string, password: string) {
  const response = await fetch(`${address}/api/session`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ username: 'office', password }),
  });
  expect(response.status).toBe(201);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method: string, path: string, body?: object) => {
    const answer = await fetch(address + path, {
      ...{ method, headers: { 'content-type': 'application/json', cookie } },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as { id: string; title: string; total: number; bureau: { name: string } };
  };
}

const since = '2024-01-01';
const aBureau = {
  bureau: { name: '青湖区建设管理局' },
  leadingGroup: { first: [] },
  office: { name: '领导小组办公室', clerk: [{ person: 'office', from: since }], director: [], members: ['office'] },
  grids: [{ code: 'bureau', name: '建设管理局', level: 2, head: [] }],
  zones: [{ code: 'east', name: '城东责任区', grid: 'bureau', supervising: [], specific: [] }],
  people: [{ id: 'office', name: '赵敏' }],
};

describe.runIf(process.platform === 'linux')('npm start', () => {
  it('runs twice side by side in two folders; Ctrl-C ends everything with exit code 0', async () => {
    const folders = [temporaryDirectory(), temporaryDirectory()];
    const copies = folders.map(start);
    const addresses = await Promise.all(copies.map(({ address }) => address()));
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) expect((await fetch(`${address}/readyz`)).status).toBe(200);
    for (const { ctrlC } of copies) ctrlC();
    expect(await Promise.all(copies.map(({ exit }) => exit))).toEqual([0, 0]);
    expect(folders.flatMap(processesOf)).toEqual([]);
  });

  it('takes the next port when another copy is quicker to take the one it chose, and answers there like its own', async () => {
    const chosen = await holdFirstFreePort(3000);
    await chosen.release();
    const copy = start(temporaryDirectory());
    await copy.says(/(数据库|时钟|邮箱)/);
    const thief = createServer((_request, response) => response.end('{"status":"ok"}')).on('error', () => undefined);
    while (!thief.listening) {
      thief.listen(chosen.port, '127.0.0.1');
      await sleep(10);
    }
    endingWithTest({ stop: async () => void thief.close() });
    const address = await copy.address();
    expect(address).not.toContain(`:${chosen.port}`);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });

  it('that is killed takes its programs with it, and started again has all its data on the same database', async () => {
    const dataDir = temporaryDirectory();
    const killed = start(dataDir);
    const password = await killed.password();
    const before = await signIn(await killed.address(), password);
    await before('PUT', '/api/organisation', aBureau);
    const { id } = await before('POST', '/api/hazards', { zone: 'east', title: '配电箱未上锁', description: '一层' });
    const postgres = postgresOf(dataDir);
    const programs = ['api', 'worker', 'mailbox'].map((name) => pidOf(dataDir, name));

    process.kill(pidOf(dataDir, 'stack'), 'SIGKILL');
    await killed.exit;
    await Promise.all(programs.map(whenGone));

    const again = start(dataDir);
    const after = await signIn(await again.address(), password);
    expect(await after('GET', `/api/hazards/${id}`)).toMatchObject({ id, title: '配电箱未上锁' });
    expect(await after('GET', '/api/organisation')).toMatchObject({ bureau: aBureau.bureau });
    expect(postgresOf(dataDir)).toBe(postgres);
    expect(processesOf(dataDir).filter(({ command }) => command.includes('temporal.db'))).toHaveLength(1);
    again.ctrlC();
    expect(await again.exit).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('ends everything, too, when Ctrl-C comes while it starts', async () => {
    const dataDir = temporaryDirectory();
    const copy = start(dataDir);
    await copy.says(/(数据库结构)/);
    copy.ctrlC();
    expect(await copy.exit).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });
});
