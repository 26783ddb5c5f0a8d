import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../domain/time/instant.ts';
import { temporalTestServer } from '../../stack/temporal-binaries.ts';
import { movedSignalName, searchAttributes } from '../../workflows/contract.ts';
import type { ClockActivities, Moved } from '../../workflows/contract.ts';

let environment: TestWorkflowEnvironment;
let code: string;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = await temporalTestServer();
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  const types = { Keyword: 2, Int: 3, Datetime: 6 } as const;
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.entries(searchAttributes).map(([name, type]) => [name, types[type]])),
  });
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  ({ code } = await bundleWorkflowCode({ workflowsPath: join(import.meta.dirname, '../../workflows/index.ts'), logger: quiet }));
}, 120_000);
afterAll(() => environment.teardown());

const hour = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString() as Instant;

/** A hazard whose clock is followed in skipped time; `climbs` answers the activity. `clockTo` moves time and lets what is due happen. */
async function aClock(
  start: (now: number) => Partial<Moved>,
  climbs: (rang: { now: number; revision: number }, now: Moved) => Partial<Moved>,
) {
  const beganAt = await environment.currentTimeMs();
  const caseId = randomUUID();
  let known: Moved = {
    ...{
      caseId,
      number: 'AQ-2026-00001',
      revision: 1,
      stage: 'rectifying',
      zone: 'east',
      duty: 'hazard.rectify.general',
      waitingOn: 'specific',
    },
    ...{ dueAt: null, level: 0, nextAlarm: null, finished: false },
    ...start(beganAt),
  };
  const rang: number[] = [];
  const activities: ClockActivities = {
    climb: ({ now, revision }) => {
      rang.push((Date.parse(now) - beganAt) / hour);
      known = { ...known, ...climbs({ now: Date.parse(now), revision }, known) };
      return Promise.resolve(known);
    },
  };
  const taskQueue = randomUUID();
  const client = new Client({ connection: environment.connection });
  const worker = await Worker.create({ connection: environment.nativeConnection, taskQueue, workflowBundle: { code }, activities });
  const running = worker.run();
  const handle = await client.workflow.start('hazardLifecycle', { taskQueue, workflowId: `hazard/${caseId}`, args: [known] });
  return {
    rang,
    beganAt,
    clockTo: async (hours: number) => environment.sleep(beganAt + hours * hour - (await environment.currentTimeMs())),
    moves: async (to: Partial<Moved>) => {
      known = { ...known, ...to };
      await handle.signal(movedSignalName, known);
    },
    /** News that the ledger has overtaken since. */
    hears: (old: Partial<Moved>) => handle.signal(movedSignalName, { ...known, ...old }),
    status: async () => (await handle.describe()).status.name,
    async end() {
      await handle.terminate().catch(() => undefined);
      worker.shutdown();
      await running;
    },
  };
}

describe('the clock of a case', () => {
  it('rings at its alarms, takes the next one from the receipt, and waits when none is left', async () => {
    const clock = await aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 24 * hour) } }),
      (_, { revision }) => ({
        revision: revision + 1,
        nextAlarm: revision < 3 ? { key: 'b', at: iso(clock.beganAt + (revision + 1) * 24 * hour) } : null,
      }),
    );
    await clock.clockTo(24 * 40);
    expect(clock.rang.map(Math.round)).toEqual([24, 48, 72]);
    expect(await clock.status()).toBe('RUNNING');
    await clock.end();
  });

  it('follows an alarm that moves nearer, and one that moves away', async () => {
    const clock = await aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 100 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.moves({ revision: 2, nextAlarm: { key: 'a', at: iso(clock.beganAt + 10 * hour) } });
    await clock.moves({ revision: 3, nextAlarm: { key: 'a', at: iso(clock.beganAt + 20 * hour) } });
    await clock.clockTo(15);
    expect(clock.rang).toEqual([]);
    await clock.clockTo(200);
    expect(clock.rang.map(Math.round)).toEqual([20]);
    await clock.end();
  });

  it('does not heed older news that comes late', async () => {
    const clock = await aClock(
      (now) => ({ revision: 5, nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.hears({ revision: 4, stage: 'closed', finished: true });
    await clock.clockTo(30);
    expect(clock.rang.map(Math.round)).toEqual([10]);
    await clock.end();
  });

  it('keeps ringing through rework, and ends with the case', async () => {
    const clock = await aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: { key: 'z', at: iso(clock.beganAt + 1_000 * hour) } }),
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 10, stage: 'verifying', nextAlarm: { key: 'b', at: iso(clock.beganAt + 30 * hour) } });
    await clock.clockTo(31);
    await clock.moves({ revision: 20, stage: 'rectifying', nextAlarm: { key: 'c', at: iso(clock.beganAt + 50 * hour) } });
    await clock.clockTo(51);
    expect(clock.rang.map(Math.round)).toEqual([10, 30, 50]);
    await clock.moves({ revision: 30, stage: 'closed', nextAlarm: null, finished: true });
    await clock.clockTo(52);
    expect(await clock.status()).toBe('COMPLETED');
    await clock.end();
  });

  it('follows a stage that this version does not name', async () => {
    const clock = await aClock(
      (now) => ({ stage: 'somethingNew', nextAlarm: { key: 'a', at: iso(now + 10 * hour) } }),
      (_, { revision }) => ({ revision: revision + 1, nextAlarm: null }),
    );
    await clock.clockTo(30);
    expect(clock.rang.map(Math.round)).toEqual([10]);
    await clock.end();
  });

  it('whose climb changes nothing pauses before it rings again', async () => {
    const clock = await aClock(
      (now) => ({ nextAlarm: { key: 'a', at: iso(now + hour) } }),
      () => ({}),
    );
    await clock.clockTo(1 + 5 / 3_600);
    await clock.moves({ revision: 2, nextAlarm: null });
    expect(clock.rang.length).toBeGreaterThan(0);
    expect(clock.rang.length).toBeLessThan(8);
    await clock.end();
  });
});
