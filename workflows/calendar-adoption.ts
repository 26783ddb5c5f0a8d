import { continueAsNew } from '@temporalio/workflow';
import { carried } from './carry.ts';
import { calendarTarget } from './contract.ts';
import type { CalendarAdoption } from './contract.ts';

/** A year's days off were adopted: every open case that rests on the year is dated anew. */
export async function calendarAdoption(adoption: CalendarAdoption): Promise<void> {
  if (!(await carried(calendarTarget(adoption)))) await continueAsNew<typeof calendarAdoption>(adoption);
}
