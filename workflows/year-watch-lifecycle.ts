import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** Next year's days off, from the first of November until they are adopted. */
export async function yearWatchLifecycle(start: Moved): Promise<void> {
  const watch = followCase(start);
  while (watch.isOpen) {
    await watch.whileIn('awaited'); // the office owes the year
    await watch.whileInAnyOther(['awaited']);
  }
}
