import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const ticksPerSecond = 100;

/** Milliseconds at that share of the sorted values; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

export const round = (value: number) => Math.round(value * 100) / 100;

/** The process and all that it started, by parent. */
function family(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const members = [pid];
  for (const member of members) for (const [child = 0, parent] of rows) if (parent === member) members.push(child);
  return members;
}

/** CPU seconds and resident megabytes of each part and what it started; shared memory of PostgreSQL is counted once, by PSS. */
export function usageOf(pids: Record<string, number>): Record<string, { cpuSeconds: number; megabytes: number }> {
  return Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => {
      let ticks = 0;
      let kilobytes = 0;
      for (const member of family(pid)) {
        const fields = read(`/proc/${member}/stat`)
          .replace(/^.*\) /, '')
          .split(' ');
        ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0) + Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
        kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${member}/smaps_rollup`))?.[1] ?? 0);
      }
      return [name, { cpuSeconds: round(ticks / ticksPerSecond), megabytes: Math.round(kilobytes / 1024) }];
    }),
  );
}

/** What was used between two looks, in CPU seconds per thousand of what was done. */
export function cpuPerThousand(before: ReturnType<typeof usageOf>, after: ReturnType<typeof usageOf>, done: number) {
  return Object.fromEntries(
    Object.entries(after).map(([name, { cpuSeconds }]) => [
      name,
      round(((cpuSeconds - (before[name]?.cpuSeconds ?? 0)) / Math.max(1, done)) * 1000),
    ]),
  );
}

const idleShare = 0.85;

/** Waits until this machine has been idle for five seconds, at most so long: what was done before is not to be measured with what comes. */
export async function untilIdle(withinMs: number): Promise<void> {
  const spent = (): [idle: number, all: number] => {
    const times = cpus().map(({ times }) => times);
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    return [sum(times.map(({ idle }) => idle)), sum(times.flatMap((each) => Object.values(each)))];
  };
  for (const until = Date.now() + withinMs; Date.now() < until; ) {
    const [idle, all] = spent();
    await sleep(5_000);
    const [idleNow, allNow] = spent();
    if ((idleNow - idle) / (allNow - all) > idleShare) return;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
