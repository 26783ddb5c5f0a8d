import { instantOf } from '../domain/time/instant.ts';
import { adoptBatch } from '../ledger/adopt-calendar.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AdoptionActivities } from '../workflows/contract.ts';

/** Carries an adopted year to the open cases, one batch a call. */
export function adoptionActivities(ledger: Ledger): AdoptionActivities {
  return {
    async adoptNext({ version, now }) {
      const { finishedAt, ...counts } = await adoptBatch(ledger, version, instantOf(now));
      return { ...counts, isFinished: finishedAt !== null };
    },
  };
}
