import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { exampleAccounts } from '../stack/example-bureau.ts';
import { benchStack } from './bench-stack.ts';
import { signedIn } from './http-load.ts';
import { lifecycle } from './lifecycle.ts';
import { cpuPerThousand, percentile, round } from './measure.ts';

const clients = 50;
const warmUpMs = 5_000;
const runMs = 30_000;

/** Fifty clients over HTTP, report → rectify → verify as fast as it goes, everything running. */
export async function commands() {
  const stack = await benchStack(defaultPolicy);
  const as = await signedIn(
    stack.apiUrl,
    exampleAccounts.map(({ username }) => username),
  );
  let n = 0;
  const runFor = async (ms: number) => {
    const timings: number[] = [];
    let closed = 0;
    const beganAt = performance.now();
    const client = async () => {
      while (performance.now() - beganAt < ms) {
        await lifecycle(as, (n += 1), timings);
        closed += 1;
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return { timings, closed, seconds: (performance.now() - beganAt) / 1000 };
  };
  await runFor(warmUpMs);
  const before = stack.usage();
  const clocksBefore = await stack.clocksStarted();
  const { timings, closed, seconds } = await runFor(runMs);
  const after = stack.usage();
  const outbox = await stack.outbox();
  const clocks = (await stack.clocksStarted()) - clocksBefore;
  const wakeUps = await stack.end();
  return {
    clients,
    lifecyclesPerSecond: round(closed / seconds),
    requestsPerSecond: round(timings.length / seconds),
    p50Ms: percentile(timings, 0.5),
    p99Ms: percentile(timings, 0.99),
    cpuSecondsPer1000Lifecycles: cpuPerThousand(before, after, closed),
    clocksStartedDuringRun: clocks,
    outboxAtEnd: outbox.waiting,
    wakeUpsWithWarmUp: wakeUps,
  };
}
