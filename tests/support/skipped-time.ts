import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Instant } from '../../domain/time/instant.ts';
import { temporalTestServer } from '../../stack/temporal-binaries.ts';
import { buildBundle } from '../../worker/bundle.ts';
import { movedSignalName, searchAttributes, taskQueue, workflowTypeOf } from '../../workflows/contract.ts';
import type {
  AdoptionActivities,
  BellActivities,
  ClockActivities,
  MailboxActivities,
  LetterActivities,
  MonthActivities,
  Moved,
} from '../../workflows/contract.ts';
import { until } from './until.ts';

export const hour = 3_600_000;
export const iso = (ms: number) => new Date(ms).toISOString() as Instant;

type Activities = Partial<ClockActivities & MailboxActivities & BellActivities & AdoptionActivities & MonthActivities & LetterActivities>;

/** Temporal's test server, whose clock only moves when it is told to, and the workflows of this checkout. */
export async function skippedTime() {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const path = await temporalTestServer();
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  const types = { Keyword: 2, Int: 3, Datetime: 6 } as const;
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.entries(searchAttributes).map(([name, type]) => [name, types[type]])),
  });
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-bundle-'));
  const codePath = join(folder, 'workflows.js');
  await buildBundle(codePath);
  const client = new Client({ connection: environment.connection, identity: 'client' });

  /**
   * Resolves once the workflow has taken in what it was told. Until then time must not go on: Temporal's test server stands still for good
   * over a timer that fires while the news that cancels it is with the worker (temporalio/sdk-java#3088).
   */
  const untilUnderstood = (workflowId: string) =>
    until(async () => {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      const last = events?.at(-1);
      return !last?.workflowTaskScheduledEventAttributes && !last?.workflowTaskStartedEventAttributes;
    }, 10);

  /** One workflow with a worker of its own, whose activities answer as the test says. */
  async function runs(type: string, workflowId: string, start: unknown[], activities: Activities) {
    const beganAt = await environment.currentTimeMs();
    const queue = `${taskQueue}-${randomUUID()}`;
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: queue,
      identity: 'worker',
      workflowBundle: { codePath },
      activities,
    });
    const running = worker.run();
    const handle: WorkflowHandle = await client.workflow.start(type, { taskQueue: queue, workflowId, args: start });
    return {
      beganAt,
      handle,
      /** Moves time to so many hours after the start and lets what is due happen. */
      clockTo: async (hours: number) => environment.sleep(beganAt + hours * hour - (await environment.currentTimeMs())),
      status: async () => (await handle.describe()).status.name,
      // A workflow that runs without a worker would hold the clock of the whole server.
      async end() {
        await handle.terminate().catch(() => undefined);
        worker.shutdown();
        await running;
      },
    };
  }

  return {
    environment,
    client,
    codePath,
    now: () => environment.currentTimeMs(),
    untilUnderstood,
    runs,
    /** A case whose clock is followed, a hazard unless told; `climbs` answers the activity. */
    async aClock(
      start: (now: number) => Partial<Moved>,
      climbs: (rang: { now: number; revision: number }, now: Moved) => Partial<Moved>,
      kind = 'hazard',
    ) {
      const caseId = randomUUID();
      let known: Moved = { ...aStanding(caseId), ...start(await environment.currentTimeMs()) };
      const rangAt: number[] = [];
      const climb: ClockActivities['climb'] = ({ now, revision }) => {
        rangAt.push(Date.parse(now));
        known = { ...known, ...climbs({ now: Date.parse(now), revision }, known) };
        return Promise.resolve(known);
      };
      const { handle, ...clock } = await runs(workflowTypeOf(kind), `${kind}/${caseId}`, [known], { climb });
      const tells = async (news: Moved) => {
        await handle.signal(movedSignalName, news);
        await untilUnderstood(handle.workflowId);
      };
      return {
        ...clock,
        handle,
        /** When it rang, in hours after the start. */
        rang: () => rangAt.map((at) => (at - clock.beganAt) / hour),
        moves: async (to: Partial<Moved>) => {
          known = { ...known, ...to };
          await tells(known);
        },
        /** News that the ledger has overtaken since. */
        hears: (old: Partial<Moved>) => tells({ ...known, ...old }),
      };
    },
    async close() {
      await environment.teardown();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A hazard that its zone's specific responsible person has to repair. */
export const aStanding = (caseId: string): Moved => ({
  caseId,
  number: 'AQ-2026-00001',
  revision: 1,
  stage: 'rectifying',
  zone: 'east',
  duty: 'hazard.rectify.general',
  waitingOn: 'specific',
  dueAt: null,
  level: 0,
  nextAlarm: null,
  finished: false,
});
