import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** Listed supervision from its draft to the paper that lifts it: silence climbs, and decides nothing. */
export async function supervisionLifecycle(start: Moved): Promise<void> {
  const supervision = followCase(start);
  while (supervision.isOpen) {
    await supervision.whileIn('proposed'); // the first responsible person owes the decision
    await supervision.whileIn('issuing'); // the office owes the registration of the paper that people issued
    await supervision.whileIn('listed'); // the office owes the review
    await supervision.whileIn('lifting'); // the first responsible person owes the decision to lift
    await supervision.whileIn('releasing'); // the office owes the registration of the lifting paper
    await supervision.whileInAnyOther(['proposed', 'issuing', 'listed', 'lifting', 'releasing']);
  }
}
