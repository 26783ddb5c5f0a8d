import { draftsOf, isAdded } from './drafts.ts';
import type { Draft } from './drafts.ts';
import { waitingIn } from './month.ts';
import type { Month } from './month.ts';
import type { UnitReport } from './unit-report.ts';

/**
 * The drafts that the office decides on now: what the figures and the reports suggest, and what it added before the month was sent back. A report
 * counts once it is accepted, and is not missing while it waits for that.
 */
export function draftsAt({ unreported, drafts }: Pick<Month, 'unreported' | 'drafts'>, reports: readonly UnitReport[]): Draft[] {
  const waiting = waitingIn(reports);
  const units = reports
    .filter(({ stage }) => stage !== 'withdrawn')
    .map(({ zone, stage, prefilled, content }) => ({
      unit: zone,
      prefilled,
      content: stage === 'accepted' ? content : null,
      wasMissing: unreported.includes(zone) && !waiting.includes(zone),
    }));
  return [...draftsOf(units), ...drafts.filter(isAdded)];
}
