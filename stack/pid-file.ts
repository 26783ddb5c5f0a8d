import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endProcess } from './end-process.ts';
import { processIdentity } from './process-identity.ts';

/** DATA_DIR/run/<name>.pid: which process a run started, so that the next run can end it if this one is killed. */
export const pidFile = (dataDir: string, name: string): string => join(dataDir, 'run', `${name}.pid`);

export function writePidFile(file: string, pid: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${pid}\n${processIdentity(pid) ?? ''}\n`);
}

export const removePidFile = (file: string): void => rmSync(file, { force: true });

/** Ends the process an earlier run left behind, if it still lives; says which one it was. */
export async function endLeftover(file: string, graceMs: number): Promise<number | undefined> {
  const pid = leftover(file);
  if (pid !== undefined) await endProcess(pid, 'SIGTERM', graceMs);
  removePidFile(file);
  return pid;
}

function leftover(file: string): number | undefined {
  try {
    const [pid, identity] = readFileSync(file, 'utf8').split('\n');
    return identity && processIdentity(Number(pid)) === identity ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}
