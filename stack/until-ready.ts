import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './running-process.ts';

const readyWithinMs = 60_000;

/** Resolves when `isReady` (asked again and again; a throw means no). Ends the process and throws with its log when that never comes. */
export async function untilReady(name: string, running: RunningProcess, isReady: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  let ended: string | undefined;
  void running.ended.then((how) => {
    ended = how;
  });
  const asked = async () => isReady();
  while (!(await asked().catch(() => false))) {
    if (ended === undefined && Date.now() < deadline) {
      await sleep(50);
      continue;
    }
    await running.stop();
    throw new Error(`${name} did not start (${ended ?? 'no answer'}):\n${running.logTail()}`);
  }
}
