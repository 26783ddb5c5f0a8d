import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves once it is so; asked ten times a second, until the test's own time is over. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}
