import { continueAsNew, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { Adoption, AdoptionActivities } from './contract.ts';

// A batch takes a fraction of a second: one whose worker died is soon tried again, and one that is only slow is waited for by its successor.
const { adoptNext } = proxyActivities<AdoptionActivities>({ startToCloseTimeout: '15 seconds', retry: { maximumInterval: '30 seconds' } });

/** A year's days off were adopted: batch by batch every open case that rests on the year is dated anew. The ledger knows how far it came. */
export async function calendarAdoption(adoption: Adoption): Promise<void> {
  for (;;) {
    const { recomputed, moved, failed, isFinished } = await adoptNext({
      version: adoption.version,
      now: new Date(Date.now()).toISOString(),
    });
    setCurrentDetails(`dated anew: ${recomputed}\n\nof these on another date: ${moved}\n\nfailed: ${failed}`);
    if (isFinished) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof calendarAdoption>(adoption);
  }
}
