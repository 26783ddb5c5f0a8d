import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.ts';

/** Asks the process to end with `signal`; after `graceMs` it is killed. Resolves when it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const identity = processIdentity(pid);
  if (identity === undefined) return;
  send(pid, signal);
  if (await isGone(pid, identity, graceMs)) return;
  send(pid, 'SIGKILL');
  if (!(await isGone(pid, identity, 5_000))) throw new Error(`process ${pid} can't be ended`);
}

/** Resolves when the process is gone: for processes that are not our children, which nobody reports to us. */
export async function whenGone(pid: number): Promise<void> {
  const identity = processIdentity(pid);
  while (identity !== undefined && processIdentity(pid) === identity) await sleep(250, undefined, { ref: false });
}

async function isGone(pid: number, identity: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
