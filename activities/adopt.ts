import { instantOf } from '../domain/time/instant.ts';
import { adoptBatch, adoptionOfCalendar } from '../ledger/adopt-batch.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AdoptionActivities } from '../workflows/contract.ts';

/** Carries an adopted year or policy to the open cases, one batch a call. */
export function adoptionActivities(ledger: Ledger): AdoptionActivities {
  return {
    async adoptNext({ now, ...adoption }) {
      const id = 'id' in adoption ? adoption.id : await adoptionOfCalendar(ledger, adoption.version);
      const { finishedAt, ...counts } = await adoptBatch(ledger, id, instantOf(now));
      return { ...counts, isFinished: finishedAt !== null };
    },
  };
}
