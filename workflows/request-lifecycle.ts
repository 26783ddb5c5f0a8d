import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A request from its asking to its decision: silence climbs, and decides nothing. */
export async function requestLifecycle(start: Moved): Promise<void> {
  const request = followCase(start);
  while (request.isOpen) {
    await request.whileIn('deciding'); // the supervising deputy, the first responsible person or the office director owes the decision
    await request.whileInAnyOther(['deciding']);
  }
}
