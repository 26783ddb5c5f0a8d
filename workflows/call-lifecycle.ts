import { followCase } from './case-clock.ts';
import type { Moved } from './contract.ts';

/** Somebody whom nothing written reaches, until the office has phoned him. */
export async function callLifecycle(start: Moved): Promise<void> {
  const call = followCase(start);
  while (call.isOpen) {
    await call.whileIn('calling'); // the office owes the call
    await call.whileInAnyOther(['calling']);
  }
}
