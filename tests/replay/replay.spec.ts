import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundle } from '../../worker/bundle.ts';
import * as workflows from '../../workflows/index.ts';

type Event = {
  workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
};
type History = { events: Event[] };

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));
const historyOf = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as History;

const folder = mkdtempSync(join(tmpdir(), 'safety-grid-replay-'));
const codePath = join(folder, 'workflows.js');
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await buildBundle(codePath);
});
afterAll(() => rmSync(folder, { recursive: true }));

const replays = (history: History, workflowId = 'hazard/replayed') =>
  Worker.runReplayHistory({ workflowBundle: { codePath } }, history, workflowId);

describe('a workflow that runs since before an upgrade', () => {
  it.each(names)('goes on where it was: %s', async (name) => {
    await replays(historyOf(name));
  });

  it('is of a type whose histories are kept here', () => {
    const kept = names.map((name) => historyOf(name).events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name);
    expect(Object.keys(workflows).filter((type) => !kept.includes(type))).toEqual([]);
  });
});

describe('a history that these workflows would not write', () => {
  it('is noticed: another activity was called when the alarm rang', async () => {
    const history = historyOf('hazard-climbed-three-rungs');
    for (const { activityTaskScheduledEventAttributes: scheduled } of history.events) if (scheduled) scheduled.activityType.name = 'remind';
    await expect(replays(history)).rejects.toThrow('Nondeterminism');
  });
});

it('no history names the machine or a person', () => {
  for (const name of names) {
    const text = readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8');
    const said = [text, ...[...text.matchAll(/"data": "([^"]*)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64').toString())].join();
    expect(said).not.toMatch(/\d@|\/tmp|\/home|example\.com|\p{Script=Han}/u);
  }
});
