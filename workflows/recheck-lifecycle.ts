import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A recheck from the closing of its hazard to its record. */
export async function recheckLifecycle(start: Moved): Promise<void> {
  const recheck = followCase(start);
  while (recheck.isOpen) {
    await recheck.whileIn('rechecking'); // the office owes the second look
    await recheck.whileInAnyOther(['rechecking']);
  }
}
