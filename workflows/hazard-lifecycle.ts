import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

const stages = ['reported', 'rectifying', 'verifying', 'suspended'] as const;

/** A hazard from its report to its end, as the bureau knows it. Who owes what is decided in the ledger; here only time passes. */
export async function hazardLifecycle(start: Moved): Promise<void> {
  const hazard = followCase(start);
  while (hazard.isOpen) {
    await hazard.whileIn('reported'); // the office owes the assignment
    await hazard.whileIn('rectifying'); // the zone's specific responsible person owes the repair
    await hazard.whileIn('verifying'); // the office owes the verification; a failed one leads back
    await hazard.whileIn('suspended'); // the office owes the review
    await hazard.whileInAnyOther(stages);
  }
}
