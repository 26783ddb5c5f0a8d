// Records the histories that replay.spec.ts replays: `npx tsx tests/replay/record.ts`. A file that is there stays as it is, since workflows
// with such a history may be running: a new shape gets a new name.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { temporalCli } from '../../stack/temporal-binaries.ts';
import { builtBundle } from '../../worker/bundle.ts';
import {
  calendarTarget,
  letterTarget,
  mailDueSignalName,
  monthTarget,
  movedSignalName,
  searchAttributes,
  taskQueue,
} from '../../workflows/contract.ts';
import type { Moved } from '../../workflows/contract.ts';
import { aStanding, hour, iso, skippedTime } from '../support/skipped-time.ts';

const time = await skippedTime();
const ladder = [24, 48, 72];
type Clock = Awaited<ReturnType<typeof time.aClock>>;
const climbsTheLadder = () => time.aClock(alarmAt(ladder[0] ?? 0), climbsOn);

const alarmAt = (hours: number) => (began: number) => ({ nextAlarm: { key: 'rung', at: iso(began + hours * hour) } });
const climbsOn: Parameters<typeof time.aClock>[1] = ({ now }, { revision, level }) => {
  const next = ladder[level + 1];
  return {
    revision: revision + 1,
    level: level + 1,
    nextAlarm: next === undefined ? null : { key: 'rung', at: iso(now + (next - (ladder[level] ?? 0)) * hour) },
  };
};
const closes = (clock: Clock, revision: number) => clock.moves({ revision, stage: 'closed', nextAlarm: null, finished: true });

/** Each plays one course of events and answers with the workflow that it ended. */
const shapes: Record<string, () => Promise<{ handle: WorkflowHandle; end(): Promise<void> }>> = {
  async 'hazard-closed-quietly'() {
    const clock = await climbsTheLadder();
    await clock.clockTo(2);
    await clock.moves({ revision: 2, stage: 'verifying', duty: 'hazard.verify.general', waitingOn: 'office' });
    await clock.clockTo(4);
    await closes(clock, 3);
    return clock;
  },
  async 'hazard-climbed-three-rungs'() {
    const clock = await climbsTheLadder();
    await clock.clockTo(100);
    await closes(clock, 9);
    return clock;
  },
  async 'hazard-reworked'() {
    const clock = await climbsTheLadder();
    await clock.clockTo(25);
    await clock.moves({ revision: 10, stage: 'verifying', nextAlarm: { key: 'half-way', at: iso(clock.beganAt + 30 * hour) } });
    await clock.clockTo(31);
    await clock.moves({ revision: 20, stage: 'rectifying', level: 0, nextAlarm: { key: 'rung', at: iso(clock.beganAt + 60 * hour) } });
    await clock.clockTo(61);
    await clock.moves({ revision: 30, stage: 'verifying', nextAlarm: null });
    await clock.clockTo(62);
    await closes(clock, 31);
    return clock;
  },
  async 'hazard-closed-while-no-clock-heard-of-it'() {
    const clock = await time.aClock(alarmAt(24), () => ({ revision: 5, stage: 'closed', nextAlarm: null, finished: true }));
    await clock.clockTo(25);
    return clock;
  },
  async 'hazard-assigned-by-the-office'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), stage: 'reported', duty: 'hazard.assign', waitingOn: 'office' }),
      climbsOn,
    );
    await clock.clockTo(11);
    await clock.moves({ revision: 10, stage: 'rectifying', level: 0, nextAlarm: { key: 'rung', at: iso(clock.beganAt + 90 * hour) } });
    await clock.clockTo(91);
    await closes(clock, 11);
    return clock;
  },
  async 'hazard-suspended-and-resumed'() {
    const clock = await climbsTheLadder();
    await clock.clockTo(2);
    await clock.moves({
      revision: 10,
      stage: 'suspended',
      duty: 'hazard.review',
      waitingOn: 'office',
      nextAlarm: { key: 'a', at: iso(clock.beganAt + 30 * hour) },
    });
    await clock.clockTo(31);
    await clock.moves({ revision: 20, stage: 'rectifying', nextAlarm: { key: 'rung', at: iso(clock.beganAt + 60 * hour) } });
    await clock.clockTo(40);
    await closes(clock, 21);
    return clock;
  },
  async 'request-decided-late'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), stage: 'deciding', duty: 'request.decide.supervising', waitingOn: 'supervising' }),
      climbsOn,
      'request',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'granted', nextAlarm: null, finished: true });
    return clock;
  },
  async 'vacancy-filled'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), stage: 'vacant', duty: 'vacancy.fill', waitingOn: 'office' }),
      climbsOn,
      'vacancy',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'filled', nextAlarm: null, finished: true });
    return clock;
  },
  async 'call-acknowledged'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), number: 'DH-2026-00007', zone: 'bureau', stage: 'calling', duty: 'call.make', waitingOn: 'office' }),
      climbsOn,
      'call',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'called', nextAlarm: null, finished: true });
    return clock;
  },
  async 'year-watch-published'() {
    const clock = await time.aClock(
      (now) => ({
        ...alarmAt(10)(now),
        number: 'NJ-2027',
        zone: 'bureau',
        stage: 'awaited',
        duty: 'calendar.publish',
        waitingOn: 'office',
      }),
      climbsOn,
      'year-watch',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'published', nextAlarm: null, finished: true });
    return clock;
  },
  async 'calendar-adoption-whose-database-was-away'() {
    let tries = 0;
    const adoption = { year: 2027, version: 3 };
    const adopting = await time.runs('calendarAdoption', calendarTarget(adoption), [adoption], {
      adoptNext() {
        tries += 1;
        if (tries === 2) return Promise.reject(new Error('the database is away'));
        return Promise.resolve({ recomputed: 200 * tries, moved: 90 * tries, failed: 0, isFinished: tries === 4 });
      },
    });
    await adopting.clockTo(1);
    return adopting;
  },
  async 'policy-adoption-whose-database-was-away'() {
    let tries = 0;
    const id = 'policy/00000000-0000-8000-8000-000000000001';
    const adopting = await time.runs('policyAdoption', id, [{ id }], {
      adoptNext() {
        tries += 1;
        if (tries === 2) return Promise.reject(new Error('the database is away'));
        return Promise.resolve({ recomputed: 200 * tries, moved: 90 * tries, failed: 0, isFinished: tries === 4 });
      },
    });
    await adopting.clockTo(1);
    return adopting;
  },
  async 'recheck-recorded-late'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), stage: 'rechecking', duty: 'hazard.recheck', waitingOn: 'office' }),
      climbsOn,
      'recheck',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'sound', nextAlarm: null, finished: true });
    return clock;
  },
  async 'supervision-lifted'() {
    const clock = await time.aClock(
      (now) => ({ ...alarmAt(10)(now), stage: 'proposed', duty: 'supervision.decide', waitingOn: 'first' }),
      climbsOn,
      'supervision',
    );
    await clock.clockTo(12);
    const rings = (hours: number) => ({ key: 'rung', at: iso(clock.beganAt + hours * hour) });
    const registers = { duty: 'supervision.register', waitingOn: 'office', level: 0 };
    await clock.moves({ revision: 10, stage: 'issuing', ...registers, nextAlarm: rings(20) });
    await clock.clockTo(21);
    await clock.moves({ revision: 20, stage: 'listed', duty: 'supervision.review', waitingOn: 'office', nextAlarm: rings(40) });
    await clock.clockTo(41);
    await clock.moves({ revision: 30, stage: 'lifting', duty: 'supervision.lift', waitingOn: 'first', nextAlarm: rings(50) });
    // Not lifted: reviewed anew, then lifted.
    await clock.moves({ revision: 31, stage: 'listed', duty: 'supervision.review', waitingOn: 'office', nextAlarm: rings(60) });
    await clock.clockTo(61);
    await clock.moves({ revision: 40, stage: 'lifting', duty: 'supervision.lift', waitingOn: 'first', nextAlarm: rings(90) });
    await clock.moves({ revision: 41, stage: 'releasing', ...registers, nextAlarm: rings(95) });
    await clock.clockTo(91);
    await clock.moves({ revision: 42, stage: 'lifted', nextAlarm: null, finished: true });
    return clock;
  },
  async 'hazard-in-a-stage-of-a-later-version'() {
    const clock = await time.aClock((now) => ({ ...alarmAt(10)(now), stage: 'somethingNew' }), climbsOn);
    await clock.clockTo(11);
    await closes(clock, 9);
    return clock;
  },
  async 'mailbox-digest'() {
    const began = await time.now();
    const left = [iso(began + 30 * hour), null];
    const mailbox = await time.runs('mailbox', 'mailbox/zhang', [{ person: 'zhang', at: iso(began + 10 * hour) }], {
      deliver: () => Promise.resolve({ nextAt: left.shift() ?? null }),
    });
    await mailbox.clockTo(1);
    await mailbox.handle.signal(mailDueSignalName, { person: 'zhang', at: iso(began + 5 * hour) });
    await mailbox.handle.signal(mailDueSignalName, { person: 'zhang', at: iso(began + 7 * hour) });
    await mailbox.clockTo(40);
    return mailbox;
  },
  async 'mailbox-whose-server-was-away'() {
    let tries = 0;
    const mailbox = await time.runs('mailbox', 'mailbox/li', [{ person: 'li', at: iso(await time.now()) }], {
      deliver: () => (++tries < 3 ? Promise.reject(new Error('the mail server is away')) : Promise.resolve({ nextAt: null })),
    });
    await mailbox.clockTo(1);
    return mailbox;
  },
  async 'reporter-letter-given-up-after-three-days'() {
    const letter = { tipOff: '5c0e8a3e-0000-8000-8000-000000000000', letter: 1 };
    const sending = await time.runs('reporterLetter', letterTarget(letter), [letter], {
      sendLetter: () => Promise.reject(Object.assign(new Error('451'), { stack: '' })),
      giveUpLetter: () => Promise.resolve(),
    });
    await sending.clockTo(80);
    return sending;
  },
  async 'unit-report-returned-and-accepted'() {
    const clock = await time.aClock(
      (now) => ({
        ...alarmAt(10)(now),
        number: 'YB-2026-10-u1',
        zone: 'u1',
        stage: 'drafting',
        duty: 'report.submit',
        waitingOn: 'unitHead',
      }),
      climbsOn,
      'unit-report',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'submitted', duty: 'report.accept', waitingOn: 'office', nextAlarm: null });
    await clock.clockTo(13);
    await clock.moves({ revision: 10, stage: 'drafting', duty: 'report.submit', waitingOn: 'unitHead', nextAlarm: null });
    await clock.clockTo(14);
    await clock.moves({ revision: 12, stage: 'accepted', nextAlarm: null, finished: true });
    return clock;
  },
  async 'dispatch-opened-collected-compiled-heard-and-signed'() {
    const began = await time.now();
    const standing = (stage: string, revision: number, hours: number | null): Moved => ({
      ...aStanding('00000000-0000-4000-8000-000000000002'),
      number: 'DD-2026-10',
      zone: 'bureau',
      duty: 'dispatch.collect',
      waitingOn: 'office',
      stage,
      revision,
      nextAlarm: hours === null ? null : { key: 'closing', at: iso(began + hours * hour) },
    });
    let steps = 0;
    const month = await time.runs('dispatchLifecycle', monthTarget('2026-10'), [{ period: '2026-10' }], {
      openNext() {
        steps += 1;
        if (steps === 2) return Promise.reject(new Error('the database is away'));
        return Promise.resolve({ zonesCounted: 200 * steps, unitsAsked: 0, standing: steps < 4 ? null : standing('collecting', 3, 100) });
      },
      climb: ({ revision }) => Promise.resolve(standing(revision < 5 ? 'compiling' : 'signing', revision + 1, null)),
    });
    const moves = (moved: Moved) => month.handle.signal(movedSignalName, moved);
    await month.clockTo(101);
    await moves(standing('hearing', 5, 150));
    await month.clockTo(151);
    await moves(standing('compiling', 8, null));
    await moves(standing('signing', 9, null));
    await month.clockTo(152);
    await moves({ ...standing('published', 10, null), finished: true });
    return month;
  },
  async 'statistics-issued-late'() {
    const clock = await time.aClock(
      (now) => ({
        ...alarmAt(10)(now),
        number: 'TJ-2026-Q3',
        zone: 'bureau',
        stage: 'owed',
        duty: 'statistics.issue',
        waitingOn: 'office',
      }),
      climbsOn,
      'statistics',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'issued', nextAlarm: null, finished: true });
    return clock;
  },
  async 'suggestion-answered-late'() {
    const clock = await time.aClock(
      (now) => ({
        ...alarmAt(10)(now),
        number: 'YJ-2026-00001',
        zone: 'bureau',
        stage: 'answering',
        duty: 'suggestion.answer',
        waitingOn: 'office',
      }),
      climbsOn,
      'suggestion',
    );
    await clock.clockTo(12);
    await clock.moves({ revision: 9, stage: 'answered', nextAlarm: null, finished: true });
    return clock;
  },
  async 'dispatch-opening-on-its-day'() {
    const opening = await time.runs('dispatchOpening', 'dispatch-opening', [], { openDueMonth: () => Promise.resolve(true) });
    await opening.clockTo(1);
    return opening;
  },
  async 'bell-that-compares'() {
    const activities = {
      ringBell: () => Promise.resolve({ climbed: 3, failed: 0 }),
      reconcile: () => Promise.resolve({ rearmed: 1, ended: 0 }),
    };
    const bell = await time.runs('bell', 'bell', [], activities);
    await bell.clockTo(1);
    return bell;
  },
  async bell() {
    const bell = await time.runs('bell', 'bell', [], { ringBell: () => Promise.resolve({ climbed: 3, failed: 0 }) });
    await bell.clockTo(1);
    return bell;
  },
};

/** A long history, cut into runs: only the real server suggests that, here after a few events instead of thousands. */
async function continuedHazard(): Promise<Record<string, unknown>> {
  const server = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await temporalCli() },
      extraArgs: [
        ...['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'],
        ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
      ],
    },
  });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, identity: 'client' });
  const worker = await Worker.create({
    connection: server.nativeConnection,
    taskQueue,
    identity: 'worker',
    workflowBundle: { codePath: builtBundle() },
    activities: {},
  });
  const running = worker.run();
  const caseId = '00000000-0000-4000-8000-000000000001';
  const workflowId = `hazard/${caseId}`;
  const first = await client.workflow.start('hazardLifecycle', { taskQueue, workflowId, args: [aStanding(caseId)] });
  const runIds = [first.firstExecutionRunId];
  for (let revision = 2; runIds.length < 2; revision += 1) {
    const stage = revision % 2 === 0 ? 'verifying' : 'rectifying';
    await client.workflow.getHandle(workflowId).signal(movedSignalName, { ...aStanding(caseId), revision, stage });
    // The state is asked once the signal was worked off, so that each makes a task of its own.
    await client.workflow.getHandle(workflowId).query('__stack_trace');
    const { runId } = await client.workflow.getHandle(workflowId).describe();
    if (!runIds.includes(runId)) runIds.push(runId);
  }
  await client.workflow
    .getHandle(workflowId)
    .signal(movedSignalName, { ...aStanding(caseId), revision: 99, stage: 'closed', finished: true });
  await client.workflow.getHandle(workflowId).result();
  const [before, after] = await Promise.all(
    runIds.map(async (runId) => recorded(await client.workflow.getHandle(workflowId, runId).fetchHistory())),
  );
  worker.shutdown();
  await running;
  await connection.close();
  await server.teardown();
  return { 'hazard-continued-1': before, 'hazard-continued-2': after };
}

/** The history as JSON without the name and the processes of the machine that recorded it. */
function recorded(history: Parameters<typeof historyToJSON>[0]): unknown {
  const nameless = (_: string, value: unknown) => (typeof value === 'string' && /^\d+@/.test(value) ? 'worker' : value);
  return JSON.parse(historyToJSON(history), nameless);
}

const fileOf = (name: string) => join(import.meta.dirname, `${name}.json`);
const keep = (name: string, history: unknown) => {
  if (existsSync(fileOf(name))) return;
  writeFileSync(fileOf(name), `${JSON.stringify(history, null, 1)}\n`);
  process.stdout.write(`${name}\n`);
};

for (const [name, play] of Object.entries(shapes)) {
  if (existsSync(fileOf(name))) continue;
  const { handle, end } = await play();
  await handle.result();
  keep(name, recorded(await handle.fetchHistory()));
  await end();
}
await time.close();
if (!existsSync(fileOf('hazard-continued-1'))) for (const [name, history] of Object.entries(await continuedHazard())) keep(name, history);
