import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptionActivities } from '../../activities/adopt.ts';
import { climbActivities } from '../../activities/climb.ts';
import { deliverActivities } from '../../activities/deliver.ts';
import { monthActivities } from '../../activities/open-month.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { checkout } from '../../stack/checkout.ts';
import type { RunningProcess } from '../../stack/running-process.ts';
import { startRelay } from '../../worker/relay.ts';
import { taskQueue } from '../../workflows/contract.ts';
import { aBureau } from '../support/a-bureau.ts';
import { until } from '../support/until.ts';
import { aBureauOf } from './a-bureau-of.ts';
import { rudeMailServer } from './rude-mail-server.ts';

const now = () => instantFromMs(Date.now());
const people = Array.from({ length: 20 }, (_, i) => `p${i}`);
let mailServer: Awaited<ReturnType<typeof rudeMailServer>>;
let bureau: Awaited<ReturnType<typeof aBureau>>;
let client: Client;
let second: RunningProcess;
beforeAll(async () => {
  mailServer = await rudeMailServer();
  bureau = await aBureau(undefined, { smtpUrl: mailServer.url });
  await bureau.ledger.puts(aBureauOf(people), '2024-01-01 00:00');
  client = new Client({ connection: await Connection.connect({ address: bureau.temporalAddress }) });
});
afterAll(async () => {
  await client.connection.close();
  await bureau.close();
  await mailServer.stop();
});

const told = async (caseId: string) =>
  (await bureau.ledger.rows(`select person, kind, status from notice where case_id = $1 order by id`, caseId)).map(
    ({ person, kind, status }) => `${person} ${kind} ${status}`,
  );
const wholeLadder = (person: string) => [`${person} task sent`, `${person} reminder sent`, 'li escalation sent', 'wang escalation sent'];
async function climbsWhole(caseIds: ReadonlyMap<string, string>): Promise<void> {
  for (const [person, caseId] of caseIds) {
    await until(async () => (await told(caseId)).filter((each) => each.endsWith('sent')).length >= 4);
    expect(await told(caseId), person).toEqual(wholeLadder(person));
  }
}
async function reportsOfAll(): Promise<Map<string, string>> {
  const caseIds = new Map<string, string>();
  for (const zone of people) caseIds.set(zone, (await bureau.ledger.reports(now(), { zone })).caseId);
  return caseIds;
}

describe('two workers at one queue', { timeout: 180_000 }, () => {
  it('share the work and double nothing: each rung rings once, each mail comes once', async () => {
    second = await bureau.startOneMoreWorker();
    await climbsWhole(await reportsOfAll());
    expect(mailServer.kept.length).toBe(new Set(mailServer.kept.map(({ messageId }) => messageId)).size);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });

  it('of which one is killed in the midst of it: the other goes on', async () => {
    const caseIds = await reportsOfAll();
    await mailServer.until('p0@example.com', 3);
    await bureau.killWorker();
    await climbsWhole(caseIds);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
  });
});

/** A build of the workflows as the next version may have it: what is new stands behind `patched`, so that cases of this build go on. */
async function laterBuild(file: string): Promise<void> {
  const copied = mkdtempSync(join(checkout, 'build/workflows-'));
  try {
    cpSync(join(checkout, 'workflows'), copied, { recursive: true });
    const clock = join(copied, 'case-clock.ts');
    const before = readFileSync(clock, 'utf8');
    const after = before
      .replace(`  continueAsNew,\n`, `  continueAsNew,\n  patched,\n  sleep,\n`)
      .replace(
        '    climbedAt = Date.now();\n',
        `    climbedAt = Date.now();\n    if (patched('a-breath-before-the-climb')) await sleep(100);\n`,
      );
    expect(after.match(/patched|sleep/g)?.length).toBe(4);
    writeFileSync(clock, after);
    const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
    const { code } = await bundleWorkflowCode({ workflowsPath: join(copied, 'index.ts'), logger: quiet });
    writeFileSync(file, code);
  } finally {
    rmSync(copied, { recursive: true });
  }
}

describe('a worker that is upgraded while cases run', { timeout: 240_000 }, () => {
  it('goes on with the cases of the older build, and leads new ones its own way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'safety-grid-later-'));
    const codePath = join(folder, 'workflows.js');
    await laterBuild(codePath);
    const older = await reportsOfAll();
    // Every clock has been started by the older build and has rung for the first time.
    await until(async () => {
      const rang = await bureau.ledger.rows(
        `select count(distinct case_id)::int as n from entry where command = 'Climb' and case_id = any($1)`,
        [...older.values()],
      );
      return rang[0]?.n === people.length;
    });
    const connection = await NativeConnection.connect({ address: bureau.temporalAddress });
    const mail = { smtpUrl: mailServer.url, from: 'grid@example.com', publicUrl: 'http://127.0.0.1:3000' };
    const later = await Worker.create({
      connection,
      taskQueue,
      workflowBundle: { codePath },
      activities: {
        ...climbActivities(bureau.ledger),
        ...deliverActivities(bureau.ledger, mail),
        ...adoptionActivities(bureau.ledger),
        ...monthActivities(bureau.ledger),
      },
    });
    const running = later.run();
    const relay = startRelay(bureau.ledger.pool, client.workflow, pino({ level: 'silent' }));
    // For a while both builds work side by side; then the older one is gone.
    const newer = await reportsOfAll();
    await until(async () => (await client.workflow.count(`WorkflowId = 'hazard/${newer.get('p19')}'`)).count === 1);
    await second.stop();
    await climbsWhole(older);
    await climbsWhole(newer);
    const failed = `WorkflowType = 'hazardLifecycle' and (ExecutionStatus = 'Failed' or ExecutionStatus = 'Terminated')`;
    expect((await client.workflow.count(failed)).count).toBe(0);
    expect(await verifyChain(bureau.ledger.pool)).toMatchObject({ faults: [] });
    later.shutdown();
    await relay.stop();
    await running;
    await connection.close();
    rmSync(folder, { recursive: true });
  });
});
