import { proxyActivities } from '@temporalio/workflow';
import type { BellActivities } from './contract.ts';

const { ringBell } = proxyActivities<BellActivities>({ startToCloseTimeout: '50 seconds', retry: { maximumAttempts: 1 } });

/** Rung every minute by a Schedule: whatever clock was lost, its case climbs in time. */
export async function bell(): Promise<{ climbed: number; failed: number }> {
  return ringBell({ now: new Date(Date.now()).toISOString() });
}
