import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** A suggestion from its writing to its answer. */
export async function suggestionLifecycle(start: Moved): Promise<void> {
  const suggestion = followCase(start);
  while (suggestion.isOpen) {
    await suggestion.whileIn('answering'); // the office owes the answer
    await suggestion.whileInAnyOther(['answering']);
  }
}
