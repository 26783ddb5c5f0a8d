import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A zone without one of its responsible persons, until somebody is appointed. */
export async function vacancyLifecycle(start: Moved): Promise<void> {
  const vacancy = followCase(start);
  while (vacancy.isOpen) {
    await vacancy.whileIn('vacant'); // the office owes the appointment
    await vacancy.whileInAnyOther(['vacant']);
  }
}
