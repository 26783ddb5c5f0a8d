import { patched, proxyActivities } from '@temporalio/workflow';
import type { BellActivities, ReconcileActivities } from './contract.ts';

const { ringBell } = proxyActivities<BellActivities>({ startToCloseTimeout: '50 seconds', retry: { maximumAttempts: 1 } });
// With thousands of cases a whole look takes seconds; what it does not finish the next one does.
const { reconcile } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '50 seconds',
  heartbeatTimeout: '20 seconds',
  retry: { maximumAttempts: 1 },
});

/** Rung every minute by a Schedule: whatever clock was lost, its case climbs in time; then ledger and clocks are held against each other. */
export async function bell(): Promise<{ climbed: number; failed: number }> {
  const rung = await ringBell({ now: new Date(Date.now()).toISOString() });
  // What can't be compared now is compared a minute later: the bell itself has done its work.
  if (patched('reconciles')) await reconcile({ now: new Date(Date.now()).toISOString() }).catch(() => undefined);
  return rung;
}
