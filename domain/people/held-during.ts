import type { Instant } from '../time/instant.ts';
import { holderOf } from './roster.ts';
import type { Holder, Roster } from './roster.ts';
import type { Seat } from './seat.ts';

/** Who did the work of a seat from then on, until the next one. */
export type Held = { from: Instant; holder: Holder };

/** Every later moment at which somebody comes, goes, leaves or is back. */
export function changesAfter(rosters: readonly Roster[], from: Instant): Instant[] {
  const spans = rosters.flatMap(({ tenures, absences }): { from: Instant; to: Instant | null }[] => [...tenures, ...absences]);
  const later = spans.flatMap((span) => [span.from, span.to]).filter((at): at is Instant => at !== null && at > from);
  return [...new Set(later)].sort();
}

/** Who did the work of the seat between these moments, one after the other; the first one from the beginning. */
export function heldDuring(roster: Roster, seat: Seat, from: Instant, until: Instant): Held[] {
  const moments = changesAfter([roster], from).filter((at) => at < until);
  return [from, ...moments].reduce<Held[]>((found, at) => {
    const holder = holderOf(roster, seat, at);
    return JSON.stringify(found.at(-1)?.holder) === JSON.stringify(holder) ? found : [...found, { from: at, holder }];
  }, []);
}
