import { belongs, isOffice, seatsOpenTo } from '../people/roster.ts';
import type { Roster } from '../people/roster.ts';
import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Actor } from './actor.ts';

/**
 * In what somebody asks: rights are given to these, never to persons. `staff` is everybody of the organisation, `unitStaff` whoever belongs
 * to a unit; the posts are those of `Post`, acting included; `publicReporter` is whoever has not signed in.
 */
export const capacities = [
  'publicReporter',
  'staff',
  'inspector',
  'unitStaff',
  'specific',
  'unitHead',
  'supervising',
  'first',
  'office',
  'officeDirector',
  'auditor',
  'administrator',
] as const;
export type Capacity = (typeof capacities)[number];

/** Of a `Moment`, what says who holds what. */
export type At = { now: Instant; roster: Roster };

/**
 * The person for whom the actor may do anything about a case; '' where there is nobody. An auditor and an administrator act for nobody, also
 * where their account names a person who holds posts.
 */
export const actingPerson = (actor: Actor | null): PersonId => (actor?.role === 'staff' ? (actor.person ?? '') : '');

/** In whose name something that is no case is written down: the person, or the account of whoever acts for nobody. */
export const signedBy = (actor: Actor | null): string => actingPerson(actor) || (actor?.username ?? '');

/** Everything that the actor is at that moment. An account whose person has left the organisation is nothing. */
export function capacitiesOf(actor: Actor | null, { roster, now }: At): ReadonlySet<Capacity> {
  if (actor === null) return new Set(['publicReporter']);
  if (actor.role !== 'staff') return new Set([actor.role]);
  const entry = roster.people.get(actingPerson(actor));
  if (!entry || !belongs(roster, entry.id, now)) return new Set();
  const held = seatsOpenTo(roster, entry.id, now).map(({ post }) => post);
  return new Set<Capacity>([
    'staff',
    ...(roster.inspectors.has(entry.id) ? ['inspector' as const] : []),
    ...(entry.unit !== null && roster.units.has(entry.unit) ? ['unitStaff' as const] : []),
    ...(isOffice(roster, entry.id, now) ? ['office' as const] : []),
    ...held,
  ]);
}
