import type { Refusal } from '../case/refusals.ts';
import type { Period } from './period.ts';

/** Why the dispatch of a period can't be opened now; null when it can, or when it is open already and is joined. `opened` are all so far. */
export function openingFault(period: Period, thisMonth: Period, opened: readonly { period: Period; isLocked: boolean }[]): Refusal | null {
  if (period > thisMonth) return { code: 'PERIOD_AHEAD', params: { period } };
  const same = opened.find((each) => each.period === period);
  if (same) return same.isLocked ? { code: 'PERIOD_LOCKED', params: { period } } : null;
  const newest = opened.reduce<Period | null>((last, each) => (last && last > each.period ? last : each.period), null);
  return newest && newest > period ? { code: 'PERIOD_PASSED', params: { period, newest } } : null;
}
