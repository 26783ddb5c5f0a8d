import { awayOf, belongs } from '../../domain/people/roster.ts';
import type { Absence, Person, Roster } from '../../domain/people/roster.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { namesOf } from '../case-item.ts';
import type { Names } from '../case-item.ts';
import type { Ledger } from '../ledger.ts';

/** Everybody of the organisation: unit, the seats that he holds or will hold, when he is away and who acts. `isReachable`: with addresses. */
export async function peopleAt(ledger: Ledger, now: Instant, isReachable: boolean) {
  const known = await ledger.register.newest(ledger.pool);
  const { roster, organisation, versions } = known;
  const names = namesOf(known);
  return {
    version: versions.organisation,
    units: organisation.grids.map(({ code, name }) => ({ code, name })),
    items: organisation.people.map((person) => ({
      ...shown(person, names),
      ...(isReachable ? contactsOf(person) : { email: null, phone: null, channels: null }),
      isMember: roster.officeMembers.has(person.id),
      isInspector: roster.inspectors.has(person.id),
      seats: seatsOf(person.id, roster, names, now),
      absences: absencesOf(person.id, roster, now).map(({ from, to, acting }) => ({
        from,
        to,
        acting: acting === null ? null : names.person(acting),
      })),
      hasLeft: !belongs(roster, person.id, now),
      isAway: awayOf(roster, person.id, now) !== null,
      actsFor: roster.absences
        .filter(({ acting, from, to }) => acting === person.id && from <= now && now < to)
        .map((absence) => names.person(absence.person)),
    })),
  };
}

const shown = ({ id, name, unit, title, language, until }: Person, names: Names) => ({
  id,
  name,
  unit: unit === null ? null : names.grid(unit),
  title: title ?? null,
  language,
  until: until ?? null,
});

const contactsOf = ({ email, phone, channels }: Person) => ({ email, phone, channels: channels ?? null });

const seatsOf = (person: PersonId, { tenures }: Roster, names: Names, now: Instant) =>
  tenures
    .filter((tenure) => tenure.person === person && (tenure.to === null || tenure.to > now))
    .map(({ seat, from, to }) => ({ ...seat, scopeName: names.scope(seat.scope), from, to }));

/** Those that are not over. */
const absencesOf = (person: PersonId, { absences }: Roster, now: Instant): Absence[] =>
  absences.filter((absence) => absence.person === person && absence.to > now).sort((a, b) => (a.from < b.from ? -1 : 1));
