import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A quarter's or a year's statistics, from the end of the term until they are issued. */
export async function statisticsLifecycle(start: Moved): Promise<void> {
  const statistics = followCase(start);
  while (statistics.isOpen) {
    await statistics.whileIn('owed'); // the office owes them
    await statistics.whileInAnyOther(['owed']);
  }
}
