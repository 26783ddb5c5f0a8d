import type { Instant } from '../time/instant.ts';
import { holderOf } from './roster.ts';
import type { Holder, Roster } from './roster.ts';
import type { Seat } from './seat.ts';

/** Who did the work of a seat from then on, until the next one. */
export type Held = { from: Instant; holder: Holder };

/** Who did the work of the seat between these moments, one after the other; the first one from the beginning. */
export function heldDuring(roster: Roster, seat: Seat, from: Instant, until: Instant): Held[] {
  const changes = [...roster.tenures, ...roster.absences].flatMap((span) => [span.from, span.to]);
  const moments = [...new Set(changes.filter((at): at is Instant => at !== null && from < at && at < until))].sort();
  return [from, ...moments].reduce<Held[]>((found, at) => {
    const holder = holderOf(roster, seat, at);
    return JSON.stringify(found.at(-1)?.holder) === JSON.stringify(holder) ? found : [...found, { from: at, holder }];
  }, []);
}
