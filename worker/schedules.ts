import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Client, ScheduleOptions } from '@temporalio/client';
import { bellId, monthOpeningId, taskQueue } from '../workflows/contract.ts';

/** Makes the Schedules that are not there; one that the office has paused or changed stays as it is. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of schedules)
    await client.schedule.create(schedule).catch((error: unknown) => {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    });
}

const schedules: ScheduleOptions[] = [
  {
    // The bell rings every minute; twice is once. Missed minutes are not made up for, since the next one climbs everything.
    scheduleId: bellId,
    spec: { intervals: [{ every: '1 minute' }] },
    action: { type: 'startWorkflow', workflowType: 'bell', workflowId: bellId, taskQueue },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  },
  {
    // Each morning when business opens: whether it is the day of the dispatch depends on the calendar and the policy, which the ledger knows.
    scheduleId: monthOpeningId,
    spec: { calendars: [{ hour: 8, minute: 30 }], timezone: 'Asia/Shanghai' },
    action: { type: 'startWorkflow', workflowType: 'dispatchOpening', workflowId: monthOpeningId, taskQueue },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 days' },
  },
];
