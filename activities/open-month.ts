import { periodIn } from '../domain/dispatch/period.ts';
import { instantOf } from '../domain/time/instant.ts';
import { askForMonthDue } from '../ledger/dispatch/ask-for-month.ts';
import { openNext } from '../ledger/dispatch/open-month.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MonthActivities } from '../workflows/contract.ts';

/** Opens a month's dispatch, one step a call. */
export function monthActivities(ledger: Ledger): MonthActivities {
  return {
    async openNext({ period, now }) {
      const month = periodIn(period);
      if (!month) throw new Error(`${period} is no month`);
      return openNext(ledger, month, instantOf(now));
    },
    openDueMonth: ({ now }) => askForMonthDue(ledger, instantOf(now)),
  };
}
