import { heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { lateAfterMs } from '../domain/stuck/why-stuck.ts';
import type { ClockFault } from '../domain/stuck/why-stuck.ts';
import { instantOf, plusMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  casesOfTargets,
  keepClockFaults,
  keepLook,
  lastWholeLook,
  lateCases,
  openCasesAfter,
  openCasesTold,
} from '../ledger/stuck/clock-faults.ts';
import type { EngineFound, OpenCase } from '../ledger/stuck/clock-faults.ts';
import { deciders } from '../ledger/deciders.ts';
import { restartClocks } from '../ledger/outbox.ts';
import { engineSeen } from '../ledger/stuck/engine-signs.ts';
import { workflowTypeOf } from '../workflows/contract.ts';
import type { ReconcileActivities } from '../workflows/contract.ts';

/** What a look does on the way: says that it is alive, and how far it came. */
export type Progress = (compared: number) => void;

const wholeLookEveryMs = 10 * 60_000;
const batch = 1_000;
// A look describes at most so many workflows one by one: each costs the server a call.
const describedAtMost = 200;
const describedAtOnce = 8;
const failingFrom = 3;
const isClock = (type: string) => type.endsWith('Lifecycle');
const running = `ExecutionStatus = 'Running'`;

/** Looks both ways: every open case has one running clock, every running clock an open case, and none of them keeps failing. */
export function reconcileActivities(
  ledger: Ledger,
  client: Client,
  log: { warn(found: object, message: string): void },
): ReconcileActivities {
  return {
    async reconcile({ now }) {
      const at = instantOf(now);
      const found = await lookBothWays(ledger, client, at, {
        isWhole: await isWholeLookDue(ledger, client, at),
        progress: () => heartbeat(),
      });
      const { rearmed, ended, unknown } = found;
      if (rearmed + ended + unknown > 0) log.warn(found, 'the reconciler put clocks right');
      return { rearmed, ended };
    },
  };
}

/** Listing all costs a few seconds with thousands of cases: done every ten minutes, and at once when the numbers differ. */
async function isWholeLookDue({ pool }: Ledger, client: Client, now: Instant): Promise<boolean> {
  const last = await lastWholeLook(pool);
  if (last === null || plusMs(last, wholeLookEveryMs) <= now) return true;
  const [told, { count }] = await Promise.all([openCasesTold(pool), client.workflow.count(countedAsClocks)]);
  return told !== count;
}

const countedAsClocks = `${running} AND WorkflowType IN (${Object.keys(deciders)
  .map((kind) => `'${workflowTypeOf(kind)}'`)
  .join(', ')})`;

/** One look at Temporal: repairs what is safe, writes down what is ill, and answers with what it found. */
export async function lookBothWays(
  ledger: Ledger,
  client: Client,
  now: Instant,
  { isWhole, progress }: { isWhole: boolean; progress: Progress },
): Promise<EngineFound> {
  const beganAt = Date.now();
  const { pool } = ledger;
  const faults = new Map<string, ClockFault>();
  const failing = await failingCases(ledger, client);
  for (const id of failing) faults.set(id, 'workflowTaskFailing');

  const late = await lateCases(pool, plusMs(now, -lateAfterMs / 2), describedAtMost);
  const retrying = await retryingCases(client, late);
  for (const id of retrying) if (!faults.has(id)) faults.set(id, 'activityRetrying');

  const whole = isWhole ? await compare(ledger, client, progress) : null;
  for (const id of whole?.lost ?? []) faults.set(id, 'notRunning');
  await keepClockFaults(
    pool,
    [...faults].map(([caseId, cause]) => ({ caseId, cause })),
    now,
  );
  const found: EngineFound = {
    openCases: whole?.openCases ?? (await openCasesTold(pool)),
    running: whole?.running ?? null,
    rearmed: whole?.lost.length ?? 0,
    ended: whole?.ended ?? 0,
    unknown: whole?.unknown ?? 0,
    failing: failing.length,
    retrying: retrying.length,
    ms: Date.now() - beganAt,
  };
  await keepLook(pool, now, isWhole, found);
  await engineSeen(pool, 'temporal', now);
  return found;
}

/** Cases whose workflow's task keeps failing: the server marks these, if it is new enough. */
async function failingCases({ pool }: Ledger, client: Client): Promise<string[]> {
  const targets: string[] = [];
  try {
    for await (const { workflowId } of client.workflow.list({ query: `${running} AND TemporalReportedProblems IS NOT NULL` })) {
      targets.push(workflowId);
      if (targets.length === describedAtMost) break;
    }
  } catch {
    // A server that does not know the mark can't be asked for it.
    return [];
  }
  return targets.length === 0 ? [] : (await casesOfTargets(pool, targets)).flatMap(({ id, ended }) => (ended ? [] : [id]));
}

/** Of the cases whose alarm has passed, those whose activity is tried again and again. */
async function retryingCases(client: Client, late: readonly OpenCase[]): Promise<string[]> {
  const described = await each(late, ({ target }) => describe(client, target));
  return late.flatMap(({ id }, i) => ((described[i]?.attempts ?? 0) >= failingFrom ? [id] : []));
}

type Compared = { openCases: number; running: number; lost: string[]; ended: number; unknown: number };

async function compare(ledger: Ledger, client: Client, progress: Progress): Promise<Compared> {
  const { pool } = ledger;
  const clocks = new Set<string>();
  for await (const { workflowId, type } of client.workflow.list({ query: running, pageSize: batch })) {
    if (!isClock(type)) continue;
    clocks.add(workflowId);
    if (clocks.size % batch === 0) progress(clocks.size);
  }
  // Asked after the list: what was opened meanwhile is told, or still waits in the outbox.
  const orphans = new Set(clocks);
  const missing: OpenCase[] = [];
  let openCases = 0;
  for (let after: string | null = null; ; ) {
    const cases = await openCasesAfter(pool, after, batch);
    for (const each of cases) {
      if (clocks.has(each.target)) orphans.delete(each.target);
      else missing.push(each);
    }
    openCases += cases.length;
    progress(openCases);
    after = cases.at(-1)?.id ?? null;
    if (cases.length < batch) break;
  }
  const lost = await reallyLost(client, missing);
  if (lost.length > 0) await restartClocks(pool, lost);
  const { ended, unknown } = await endOrphans(ledger, client, [...orphans]);
  return { openCases, running: clocks.size, lost, ended, unknown };
}

/** The list lags behind what was just started: whoever is missing in it is asked for by name. */
async function reallyLost(client: Client, missing: readonly OpenCase[]): Promise<string[]> {
  const asked = missing.slice(0, describedAtMost);
  const described = await each(asked, ({ target }) => describe(client, target));
  // When all that were asked for are gone, so are the others: Temporal's data were lost.
  const lost = asked.flatMap(({ id }, i) => (described[i]?.isRunning ? [] : [id]));
  return lost.length === asked.length ? missing.map(({ id }) => id) : lost;
}

/**
 * Ends the workflows whose case has ended, but those that are about to hear of it; one named like a case that is not here may be somebody
 * else's, and is left alone.
 */
async function endOrphans({ pool }: Ledger, client: Client, orphans: readonly string[]): Promise<{ ended: number; unknown: number }> {
  const known = orphans.length === 0 ? [] : await casesOfTargets(pool, orphans);
  const over = known.filter(({ ended }) => ended).slice(0, describedAtMost);
  const outcomes = await each(over, async ({ target }) => {
    const { isRunning, isBusy } = await describe(client, target);
    if (!isRunning || isBusy) return false;
    await client.workflow.getHandle(target).terminate('the case has ended');
    return true;
  });
  return { ended: outcomes.filter(Boolean).length, unknown: orphans.length - known.length };
}

/** `isBusy`: it has something to do, and does not fail at it again and again. `attempts`: of the activity that was tried most. */
type Described = { isRunning: boolean; isBusy: boolean; attempts: number };

async function describe(client: Client, target: string): Promise<Described> {
  try {
    const { status, raw } = await client.workflow.getHandle(target).describe();
    const attempts = Math.max(0, ...(raw.pendingActivities ?? []).map(({ attempt }) => attempt ?? 0));
    const task = raw.pendingWorkflowTask?.attempt ?? 0;
    const isBusy = Math.max(attempts, task) > 0 && Math.max(attempts, task) < failingFrom;
    return { isRunning: status.name === 'RUNNING', isBusy, attempts };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { isRunning: false, isBusy: false, attempts: 0 };
    throw error;
  }
}

/** Does it for each, some at once. */
async function each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += describedAtOnce)
    results.push(...(await Promise.all(items.slice(from, from + describedAtOnce).map(work))));
  return results;
}
