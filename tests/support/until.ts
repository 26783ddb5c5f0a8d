import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves once it is so; asked ten times a second unless told, until the test's own time is over. */
export async function until(isSo: () => boolean | Promise<boolean>, everyMs = 100): Promise<void> {
  while (!(await isSo())) await sleep(everyMs);
}
