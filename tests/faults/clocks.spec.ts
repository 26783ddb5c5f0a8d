import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePassword } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { launchNode } from '../../stack/running-process.ts';
import type { RunningProcess } from '../../stack/running-process.ts';
import { untilReady } from '../../stack/until-ready.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aBureau } from '../support/a-bureau.ts';
import { noPicture } from '../support/given.ts';
import { until } from '../support/until.ts';

const hourMs = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'safety-grid-clock-'));
const shiftFile = join(folder, 'shift');
/** From now on the api's clock is wrong by so much. */
const clockIsWrongBy = (ms: number) => writeFileSync(shiftFile, String(ms));

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: RunningProcess;
let url: string;
const cookies = new Map<string, string>();

beforeAll(async () => {
  clockIsWrongBy(0);
  bureau = await aBureau();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  api = await launchNode({
    name: 'api',
    dataDir: folder,
    entry: 'api/main.ts',
    env: {
      DATABASE_URL: bureau.ledger.url,
      PORT: String(port),
      CLOCK_SHIFT_FILE: shiftFile,
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'shifted-clock.js')}`,
    },
  });
  await untilReady('The api', api, async () => (await fetch(`${url}/healthz`)).ok);
  for (const person of ['qian', 'zhang', 'zhao']) {
    await putAccount(bureau.ledger, { username: person, password: examplePassword, person });
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: person, password: examplePassword }),
    });
    cookies.set(person, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }
});
afterAll(async () => {
  await api.stop();
  await bureau.close();
  rmSync(folder, { recursive: true, force: true });
});

async function gives(as: string, path: string, body: object): Promise<string> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookies.get(as) ?? '' },
    body: JSON.stringify(body),
  });
  const { id } = (await response.json()) as { id: string };
  expect(response.status, path).toBeLessThan(300);
  return id;
}
const reports = () => gives('qian', '/api/hazards', { zone: 'east', title: '连墙件缺失', description: '两处' });
const told = async (caseId: string) =>
  (await bureau.ledger.rows(`select person, kind from notice where case_id = $1 order by id`, caseId)).map(
    ({ person, kind }) => `${person} ${kind}`,
  );
const commands = async (caseId: string) =>
  bureau.ledger.rows('select revision, command, at from entry where case_id = $1 order by revision', caseId);

describe('a clock of the api that jumps', () => {
  it('back by an hour between two commands: the record keeps the order of the commands, whatever time they say', async () => {
    const caseId = await reports();
    clockIsWrongBy(-hourMs);
    await gives('zhang', `/api/hazards/${caseId}/commands`, { type: 'RectifyHazard', measures: '已补齐', ...noPicture });
    clockIsWrongBy(0);
    await gives('zhao', `/api/hazards/${caseId}/commands`, { type: 'VerifyHazard', passed: true });
    const given = (await commands(caseId)).filter(({ command }) => command !== 'Climb');
    expect(given.map(({ command }) => command)).toEqual(['ReportHazard', 'RectifyHazard', 'VerifyHazard']);
    expect(given[1]?.at < given[0]?.at).toBe(true);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });

  it('back by an hour while a step is owed: its alarms are not lost', async () => {
    clockIsWrongBy(-hourMs);
    const caseId = await reports();
    clockIsWrongBy(0);
    // An hour ago the whole ladder had been behind it: nobody is left out, a late reminder stands for those before it.
    await until(async () => (await told(caseId)).length >= 4);
    expect(await told(caseId)).toEqual(['zhang task', 'zhang reminder', 'li escalation', 'wang escalation']);
  });

  it('forth by an hour and back: the alarms ring by the deadline that was written, and what is done meanwhile counts', async () => {
    clockIsWrongBy(hourMs);
    const ahead = await reports();
    clockIsWrongBy(0);
    const [{ alarm_at, sends } = {}] = await bureau.ledger.rows(
      `select alarm_at, (select min(send_after) from notice where case_id = $1) as sends from cases where id = $1`,
      ahead,
    );
    expect(alarm_at > sends).toBe(true);
    await gives('zhang', `/api/hazards/${ahead}/commands`, { type: 'RectifyHazard', measures: '已补齐', ...noPicture });
    // The step that is owed from now on is dated by the right clock again, and its clock is told at once.
    await until(async () => (await told(ahead)).includes('wang escalation'));
    expect((await told(ahead)).slice(0, 2)).toEqual(['zhang task', 'zhao task']);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});

describe('a worker whose clock is wrong', () => {
  const workersShift = join(folder, 'worker-shift');
  const restartsWith = async (ms: number) => {
    writeFileSync(workersShift, String(ms));
    await bureau.restartWorker({
      CLOCK_SHIFT_FILE: workersShift,
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'shifted-clock.js')}`,
    });
  };
  const wholeLadder = ['zhang task', 'zhang reminder', 'li escalation', 'wang escalation'];

  it('by an hour behind climbs all the same: the alarms ring by the clock of Temporal', async () => {
    clockIsWrongBy(0);
    await bureau.killWorker();
    await restartsWith(-hourMs);
    const caseId = await reports();
    await until(async () => (await told(caseId)).length >= 4);
    expect(await told(caseId)).toEqual(wholeLadder);
  });

  it('by an hour ahead climbs nothing before its time, not even when it starts', async () => {
    await bureau.killWorker();
    const caseId = await reports();
    await restartsWith(hourMs);
    await until(async () => (await told(caseId)).length >= 4);
    expect(await told(caseId)).toEqual(wholeLadder);
    expect(await bureau.ledger.rows(`select case_id, at from entry where command = 'Climb' and at > now()`)).toEqual([]);
  });
});
