import { endLeftover, pidFile, removePidFile, writePidFile } from './pid-file.ts';

const earlierRunEndsWithinMs = 60_000;
const partEndsWithinMs = 15_000;

/**
 * One run per DATA_DIR: ends one that still goes (its terminal may be long gone), and what a killed one has left behind. The ports they
 * held are free afterwards.
 */
export async function claimDataDir(dataDir: string, report: (line: string) => void): Promise<{ release(): void }> {
  const own = pidFile(dataDir, 'stack');
  const earlier = await endLeftover(own, earlierRunEndsWithinMs);
  if (earlier !== undefined) report(`已结束此数据目录先前的运行 · ended the earlier run of this data directory (process ${earlier})`);
  writePidFile(own, process.pid);
  await Promise.all(['api', 'worker', 'mailbox', 'temporal'].map((name) => endLeftover(pidFile(dataDir, name), partEndsWithinMs)));
  return { release: () => removePidFile(own) };
}
