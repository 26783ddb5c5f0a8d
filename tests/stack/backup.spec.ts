import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { checkout } from '../../stack/checkout.ts';
import { readConfig } from '../../stack/config.ts';
import { exampleAccounts, exampleBureau, examplePassword, policyInSeconds } from '../../stack/example-bureau.ts';
import { freePort } from '../../stack/free-port.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { aMailServer } from '../support/a-bureau.ts';
import { noPicture } from '../support/given.ts';
import { until } from '../support/until.ts';

const [firstMachine, secondMachine, elsewhere] = ['first', 'second', 'kept'].map((name) =>
  mkdtempSync(join(tmpdir(), `safety-grid-${name}-`)),
) as [string, string, string];
const backup = join(elsewhere, 'safety-grid.dump');
const mailServer = aMailServer();
let smtpUrl: string;
let stack: Stack;
const cookies: Record<string, string> = {};

/** What the office types, in that folder. */
const npmRun = (dataDir: string, file: string, ...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const { DATABASE_URL: _, TEMPORAL_ADDRESS: __, ...env } = process.env;
    const options = { cwd: checkout, env: { ...env, TZ: 'Asia/Shanghai', DATA_DIR: dataDir } };
    execFile(process.execPath, ['--import', 'tsx', file, ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    );
  });
const onDatabase = (dataDir: string, file: string) => npmRun(dataDir, 'stack/with-database.ts', file);

const prepare = async (databaseUrl: string) => {
  const ledger = openLedger(databaseUrl, { connections: 2, onBroken: () => undefined });
  const put = { by: 'set-up', at: instantFromMs(Date.now()) };
  // A verification is owed for a while: its clock rings by itself after all was lost and restored.
  const verify = { ...policyInSeconds.ladders['hazard.verify.general'], limit: { elapsed: 'PT90S' } };
  await putPolicy(ledger.pool, { ...policyInSeconds, ladders: { ...policyInSeconds.ladders, 'hazard.verify.general': verify } }, put);
  await putOrganisation(ledger.pool, exampleBureau(Date.now()), put);
  for (const account of exampleAccounts) await putAccount(ledger, account);
  await ledger.close();
};

async function start(dataDir: string, first: boolean) {
  const config = { ...readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()) }), smtpUrl };
  stack = await bringUp({ config, searchAttributes, report: () => undefined, autoRestart: false, ...(first && { prepare }) });
}

type Hazard = { id: string; number: string; stage: string; title: string };
async function call(as: string, method: string, path: string, body?: object) {
  const response = await fetch(stack.apiUrl + path, {
    ...{ method, headers: { 'content-type': 'application/json', cookie: cookies[as] ?? '' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Hazard };
}
const signIn = async (username: string) => {
  const { status, headers } = await call(username, 'POST', '/api/session', { username, password: examplePassword });
  expect(status).toBe(201);
  cookies[username] = headers.get('set-cookie')?.split(';')[0] ?? '';
};
const report = async (zone: string, title: string) =>
  (await call('inspector', 'POST', '/api/hazards', { zone, title, description: title })).body;
const act = (as: string, { id }: Hazard, command: object) => call(as, 'POST', `/api/hazards/${id}/commands`, command);

const addressOf = (person: string) => exampleBureau(Date.now()).people.find(({ id }) => id === person)?.email ?? '';
/** The mails that speak of a case, in the order in which they came. */
const mailsOf = ({ number }: Hazard) =>
  mailServer.mails
    .filter(({ subject = '', text = '' }) => `${subject}${text}`.includes(number))
    .map(({ to, messageId }) => ({ to: [to].flat()[0]?.text ?? '', messageId }));
const recipientsOf = (hazard: Hazard) => mailsOf(hazard).map(({ to }) => to);

beforeAll(async () => {
  await buildBundle();
  smtpUrl = await mailServer.start();
  await start(firstMachine, true);
  for (const username of ['inspector', 'office', 'head1', 'head2', 'head3']) await signIn(username);
});
afterAll(async () => {
  await stack.stop();
  await mailServer.stop();
  for (const folder of [firstMachine, secondMachine, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

describe('a backup is made, then all is lost', () => {
  let climbed: Hazard;
  let young: Hazard;
  let closed: Hazard;
  let toVerify: Hazard;
  let tooLate: Hazard;
  let before: ReturnType<typeof mailsOf>;

  it('people go on working while it is made; it is one file that only its owner reads, and takes no other’s place', async () => {
    climbed = await report('z1', '洞口未防护');
    closed = await report('z3', '配电箱未上锁');
    await act('head3', closed, { type: 'RectifyHazard', measures: '已上锁', ...noPicture });
    expect(await act('office', closed, { type: 'VerifyHazard', passed: true })).toMatchObject({ status: 200, body: { stage: 'closed' } });
    await until(() => recipientsOf(climbed).includes(addressOf('first')));
    toVerify = await report('z3', '脚手架缺扣件');
    await act('head3', toVerify, { type: 'RectifyHazard', measures: '已补齐', ...noPicture });
    young = await report('z2', '临边无护栏');
    await until(() => recipientsOf(young).includes(addressOf('head2')));

    expect(await npmRun(firstMachine, 'stack/backup-command.ts', 'backup', backup)).toMatchObject({ code: 0 });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(existsSync(`${backup}.part`)).toBe(false);
    expect(await npmRun(firstMachine, 'stack/backup-command.ts', 'backup', backup)).toMatchObject({
      code: 1,
      said: expect.stringContaining('exists'),
    });
    before = mailsOf(climbed);
    tooLate = await report('z5', '备份之后');
  });

  it('npm run restore refuses a database that is in use', async () => {
    const refused = await npmRun(firstMachine, 'stack/backup-command.ts', 'restore', backup);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('end npm start first') });
  });

  it('on another machine it is restored into an empty database, once', { timeout: 60_000 }, async () => {
    for (const each of [stack.api, stack.worker, stack.temporal, stack.postgres]) await each?.kill('SIGKILL');
    await stack.stop();
    rmSync(firstMachine, { recursive: true, force: true });
    const spoilt = join(elsewhere, 'spoilt.dump');
    writeFileSync(spoilt, 'no backup');
    expect(await npmRun(secondMachine, 'stack/backup-command.ts', 'restore', spoilt)).toMatchObject({ code: 1 });
    expect(await npmRun(secondMachine, 'stack/backup-command.ts', 'restore', backup)).toMatchObject({ code: 0 });
    const twice = await npmRun(secondMachine, 'stack/backup-command.ts', 'restore', backup);
    expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('not empty') });
  });

  it('the record is whole: what was there before the backup is there, under the same sign-ins', async () => {
    await start(secondMachine, false);
    const verified = await onDatabase(secondMachine, 'ledger/audit-verify.ts');
    expect(verified).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^[1-9]\d* cases, \d+ entries, \d+ audit lines \(\d+ not yet linked\), 0 faults\n$/),
    });
    await signIn('office');
    for (const each of [climbed, young, closed, toVerify])
      expect(await call('office', 'GET', `/api/hazards/${each.id}`)).toMatchObject({ status: 200, body: { number: each.number } });
    expect(await call('office', 'GET', `/api/hazards/${tooLate.id}`)).toMatchObject({ status: 404 });
  });

  it('npm run wake gives every open case its clock again', async () => {
    expect(await onDatabase(secondMachine, 'worker/wake.ts')).toMatchObject({ code: 0, said: expect.stringMatching(/[1-9]/) });
    const connection = await Connection.connect({ address: stack.env.TEMPORAL_ADDRESS });
    const { workflow } = new Client({ connection });
    const isRunning = async ({ id }: Hazard) =>
      workflow
        .getHandle(`hazard/${id}`)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        );
    for (const each of [climbed, young, toVerify]) await until(() => isRunning(each));
    expect(await isRunning(closed)).toBe(false);
    await connection.close();
  });

  it('what fell due meanwhile climbs once, to the right people', async () => {
    await until(() => ['deputy2', 'first'].every((person) => recipientsOf(young).includes(addressOf(person))));
    const pool = new pg.Pool({ connectionString: stack.env.DATABASE_URL, max: 1 });
    const { rows } = await pool.query(
      `select person, count(*)::int from notice where case_id = $1 and kind = 'escalation' group by 1 order by 1`,
      [young.id],
    );
    await pool.end();
    expect(rows).toEqual([
      { person: 'deputy2', count: 1 },
      { person: 'first', count: 1 },
    ]);
  });

  it('a clock that was armed again rings by itself when its time comes', { timeout: 150_000 }, async () => {
    await until(() => recipientsOf(toVerify).includes(addressOf('deputy1')));
    const connection = await Connection.connect({ address: stack.env.TEMPORAL_ADDRESS });
    const { events } = await new Client({ connection }).workflow.getHandle(`hazard/${toVerify.id}`).fetchHistory();
    await connection.close();
    const rang = events?.filter(({ timerFiredEventAttributes }) => timerFiredEventAttributes);
    expect(rang?.length).toBeGreaterThan(0);
    expect(events?.some(({ activityTaskScheduledEventAttributes: asked }) => asked?.activityType?.name === 'climb')).toBe(true);
  });

  it('nobody is told again of what had climbed, nor of what was closed; and the record goes on whole', async () => {
    expect(mailsOf(climbed)).toEqual(before);
    const pool = new pg.Pool({ connectionString: stack.env.DATABASE_URL, max: 1 });
    expect(await verifyChain(pool)).toMatchObject({ faults: [] });
    const { rows } = await pool.query(`select count(*)::int as told from notice where case_id = $1 and status in ('queued', 'sending')`, [
      closed.id,
    ]);
    await pool.end();
    expect(rows).toEqual([{ told: 0 }]);
    const next = await report('z1', '恢复之后');
    expect(next.id).toBeDefined();
  });
});
