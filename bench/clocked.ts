import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { exampleAccounts } from '../stack/example-bureau.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { lifecycle } from './lifecycle.ts';
import { cpuPerThousand, percentile } from './measure.ts';

const paces = [20, 30, 40, 50, 60, 70, 80];
const stepSeconds = 25;
const restMs = 2_500;
const lagAllowedMs = 2_000;

/** Cases that stay open between their commands, so that every clock really starts: the highest pace at which the clocks don't fall behind. */
export async function clocked() {
  const stack = await benchStack(defaultPolicy);
  const as = await signedIn(
    stack.apiUrl,
    exampleAccounts.map(({ username }) => username),
  );
  const steps: object[] = [];
  let highest = 0;
  let n = 0;
  for (const pace of paces) {
    const timings: number[] = [];
    const clocksBefore = await stack.clocksStarted();
    const before = stack.usage();
    const running: Promise<void>[] = [];
    const beganAt = performance.now();
    let worstLagMs = 0;
    for (let started = 0; started < pace * stepSeconds; started += 1) {
      await sleep(beganAt + (started / pace) * 1000 - performance.now());
      running.push(lifecycle(as, (n += 1), timings, restMs));
      // The first seconds belong to the step before.
      if (started % pace === 0 && started > pace * 8) worstLagMs = Math.max(worstLagMs, (await stack.outbox()).lagMs);
    }
    await Promise.all(running);
    const { waiting, lagMs } = await stack.outbox();
    const clocks = (await stack.clocksStarted()) - clocksBefore;
    const keepsUp = worstLagMs <= lagAllowedMs;
    steps.push({
      pace,
      keepsUp,
      worstLagMs: Math.round(worstLagMs),
      p50Ms: percentile(timings, 0.5),
      p99Ms: percentile(timings, 0.99),
      cases: running.length,
      clocksStarted: clocks,
      cpuSecondsPer1000Lifecycles: cpuPerThousand(before, stack.usage(), running.length),
      waitingAtEnd: waiting,
      lagAtEndMs: Math.round(lagMs),
    });
    process.stdout.write(`${JSON.stringify(steps.at(-1))}\n`);
    if (!keepsUp) break;
    highest = pace;
  }
  const wakeUps = await stack.end();
  return { highestPaceWithoutLag: highest, steps, wakeUps };
}
