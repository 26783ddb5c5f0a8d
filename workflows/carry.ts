import { proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { AdoptionActivities } from './contract.ts';

// A batch takes a fraction of a second: one whose worker died is soon tried again, and one that is only slow is waited for by its successor.
const { adoptNext } = proxyActivities<AdoptionActivities>({ startToCloseTimeout: '15 seconds', retry: { maximumInterval: '30 seconds' } });

/** Carries an adoption to the open cases, batch by batch; the ledger knows how far it came. False when a new run is to go on with it. */
export async function carried(id: string): Promise<boolean> {
  for (;;) {
    const { recomputed, moved, failed, isFinished } = await adoptNext({ id, now: new Date(Date.now()).toISOString() });
    setCurrentDetails(`dated anew: ${recomputed}\n\nof these on another date: ${moved}\n\nfailed: ${failed}`);
    if (isFinished) return true;
    if (workflowInfo().continueAsNewSuggested) return false;
  }
}
