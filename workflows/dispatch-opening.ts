import { proxyActivities } from '@temporalio/workflow';
import type { MonthActivities } from './contract.ts';

const { openDueMonth } = proxyActivities<MonthActivities>({ startToCloseTimeout: '30 seconds', retry: { maximumInterval: '1 minute' } });

/** Started each morning by a Schedule: on the day of the monthly dispatch it is asked for; a morning that was missed is made up for. */
export async function dispatchOpening(): Promise<boolean> {
  return openDueMonth({ now: new Date(Date.now()).toISOString() });
}
