import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { followCase } from './case-clock.ts';
import type { MonthActivities, MonthToOpen, Moved } from './contract.ts';

// A step takes a second or two: one whose worker died is soon tried again, and one that is only slow is waited for by its successor.
const { openNext } = proxyActivities<MonthActivities>({ startToCloseTimeout: '15 seconds', retry: { maximumInterval: '30 seconds' } });

const stages = ['collecting', 'compiling', 'hearing', 'signing'] as const;

/** 每月调度 of one period, as the bureau knows it. Who owes what is decided in the ledger; the units' reports are cases with clocks of their own. */
export async function dispatchLifecycle(start: MonthToOpen | Moved): Promise<void> {
  const month = followCase('period' in start ? await opened(start.period) : start);
  while (month.isOpen) {
    await month.whileIn('collecting'); // the units hand in their reports, until all are in or the closing date is there
    await month.whileIn('compiling'); // the office owes the compilation; who is missing is named 未报
    await month.whileIn('hearing'); // whoever is to be criticised may answer
    await month.whileIn('signing'); // the office director owes the signature; published and locked with it
    await month.whileInAnyOther(stages);
  }
}

/** Freezes the figures of every zone as of the cut-off and asks every unit for its report. */
async function opened(period: string): Promise<Moved> {
  for (;;) {
    const { zonesCounted, unitsAsked, standing } = await openNext({ period, now: new Date(Date.now()).toISOString() });
    setCurrentDetails(`zones counted: ${zonesCounted}\n\nunits asked: ${unitsAsked}`);
    if (standing) return standing;
  }
}
