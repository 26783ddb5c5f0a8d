import type { Instant } from '../time/instant.ts';
import type { Channel } from './channel.ts';
import { isLocal, sameSeat, seatFor } from './seat.ts';
import type { GridCode, PersonId, Seat, ZoneCode } from './seat.ts';

/** Who holds a seat from when (inclusive) to when (exclusive, null = until further notice). At most one at any moment. */
export type Tenure = { seat: Seat; person: PersonId; from: Instant; to: Instant | null };

/** 请假: away from `from` (inclusive) to `to` (exclusive); `acting` 代理 does the work meanwhile. */
export type Absence = { person: PersonId; from: Instant; to: Instant; acting: PersonId | null };

export type Person = {
  id: PersonId;
  name: string;
  email: string | null;
  phone: string | null;
  unit: string | null;
  /** 职务, as placards print it. */
  title?: string | undefined;
  language: 'zh' | 'en';
  /** 通知渠道 in the order in which they are tried; mail alone where none are named. */
  channels?: Channel[] | undefined;
  /** 离任: from when on he belongs to the bureau no more; his name stays in what he did. */
  until?: Instant | undefined;
  /** 企业微信账号; where it is left out, 企业微信 finds the person by the telephone. */
  wecomUserId?: string | undefined;
};

/** By what the person is told, in the order in which they are tried; never nothing. */
const channelsOf = (person: Person | undefined): readonly [Channel, ...Channel[]] => {
  const [first = 'mail', ...others] = person?.channels ?? [];
  return [first, ...others];
};

/** The channel whose turn it is after so many were given up: the last one, where more were given up than the person has now. */
export function channelAfter(person: Person | undefined, givenUp: number): Channel {
  const channels = channelsOf(person);
  return channels[Math.min(givenUp, channels.length - 1)] ?? channels[0];
}

/** Whether the person has a further channel once one more is given up. */
export const hasChannelAfter = (person: Person | undefined, givenUp: number): boolean => givenUp + 1 < channelsOf(person).length;

/** Where the channel finds the person; null where it can't. */
export function addressBy(channel: Channel, person: Person | undefined): string | null {
  if (!person) return null;
  if (channel === 'mail') return person.email;
  return channel === 'wecom' ? (person.wecomUserId ?? person.phone) : person.phone;
}

/** Everything that rules may ask about people; `version` says which state of the organisation it was read from. */
export type Roster = {
  version: number;
  people: ReadonlyMap<PersonId, Person>;
  tenures: readonly Tenure[];
  absences: readonly Absence[];
  officeMembers: ReadonlySet<PersonId>;
  /** 检查员: report hazards and hold no seat by that. */
  inspectors: ReadonlySet<PersonId>;
  zones: ReadonlySet<ZoneCode>;
  /** 单位、科室 and the grids beneath them. */
  units: ReadonlySet<GridCode>;
  /** The zones of each grid and of every grid beneath it. */
  zonesOf: ReadonlyMap<GridCode, readonly ZoneCode[]>;
};

/** Before an organisation was put. */
export const emptyRoster: Roster = {
  version: 0,
  people: new Map(),
  tenures: [],
  absences: [],
  officeMembers: new Set(),
  inspectors: new Set(),
  zones: new Set(),
  units: new Set(),
  zonesOf: new Map(),
};

export type Holder =
  | { kind: 'held'; person: PersonId }
  | { kind: 'acting'; person: PersonId; copyTo: PersonId }
  | { kind: 'absent'; person: PersonId }
  | { kind: 'vacant' };

/** Whom the organisation names for the seat, also while another acts for him. */
export const namedBy = (holder: Holder): PersonId | null =>
  holder.kind === 'vacant' ? null : holder.kind === 'acting' ? holder.copyTo : holder.person;

const covers = (span: { from: Instant; to: Instant | null }, at: Instant) => span.from <= at && (span.to === null || at < span.to);

/** The person whom the organisation names for the seat at that moment, present or not; null when the seat is vacant. */
export function namedFor(roster: Roster, seat: Seat, at: Instant): PersonId | null {
  return roster.tenures.find((tenure) => sameSeat(tenure.seat, seat) && covers(tenure, at))?.person ?? null;
}

const byPerson = new WeakMap<readonly Absence[], ReadonlyMap<PersonId, readonly Absence[]>>();

/** Sorted once for each list: it is asked of every seat at every moment. */
function absencesOf({ absences }: Roster, person: PersonId): readonly Absence[] {
  const sorted = byPerson.get(absences) ?? sortedByPerson(absences);
  byPerson.set(absences, sorted);
  return sorted.get(person) ?? [];
}

function sortedByPerson(absences: readonly Absence[]): ReadonlyMap<PersonId, readonly Absence[]> {
  const sorted = new Map<PersonId, Absence[]>(absences.map(({ person }) => [person, []]));
  for (const absence of absences) sorted.get(absence.person)?.push(absence);
  return sorted;
}

/**
 * Who does the work of somebody at that moment: himself, or whoever acts for him. An acting person who is away hands on to his own acting
 * person; a circle, or a chain that ends with nobody, leaves it undone: null.
 */
function presentFor(roster: Roster, named: PersonId, at: Instant): PersonId | null {
  const asked = new Set([named]);
  let person = named;
  for (;;) {
    const absences = absencesOf(roster, person).filter((absence) => covers(absence, at));
    if (absences.length === 0) return person;
    const acting = absences.find((absence) => absence.acting !== null && !asked.has(absence.acting))?.acting ?? null;
    if (acting === null) return null;
    asked.add(acting);
    person = acting;
  }
}

/** From when until when the person is away at that moment; null when he is not. */
export function awayOf(roster: Roster, person: PersonId, now: Instant): { since: Instant; until: Instant } | null {
  const present = absencesOf(roster, person).filter((absence) => covers(absence, now));
  const [first] = present;
  if (!first) return null;
  return {
    since: present.reduce((since, { from }) => (from < since ? from : since), first.from),
    until: present.reduce((until, { to }) => (to > until ? to : until), first.to),
  };
}

/** Who acts in the seat at that moment; where nobody does, it stays with the absent holder (`absent`), never with a stranger. */
export function holderOf(roster: Roster, seat: Seat, at: Instant): Holder {
  const named = namedFor(roster, seat, at);
  if (named === null) return { kind: 'vacant' };
  const person = presentFor(roster, named, at);
  if (person === null) return { kind: 'absent', person: named };
  return person === named ? { kind: 'held', person } : { kind: 'acting', person, copyTo: named };
}

/** Every seat that somebody holds, held or will hold, and the two of each zone. */
export function seatsIn({ tenures, zones }: Roster): Seat[] {
  const seats = new Map(tenures.map(({ seat }) => [`${seat.post}/${seat.scope}`, seat]));
  for (const code of zones) for (const post of ['specific', 'supervising'] as const) seats.set(`${post}/${code}`, seatFor(post, code));
  return [...seats.values()];
}

/** A unit has a supervising seat as well, which need not be held: its zones' are. */
export const isZoneSeat = ({ post, scope }: Seat, { zones }: Roster): boolean => isLocal(post) && zones.has(scope);

/** Whether the person may act in the seat: its holder (also when away and back early) or whoever acts for him at that moment. */
export function mayActIn(roster: Roster, seat: Seat, person: PersonId, at: Instant): boolean {
  const named = namedFor(roster, seat, at);
  return named !== null && actsFor(roster, named, person, at);
}

const actsFor = (roster: Roster, named: PersonId, person: PersonId, at: Instant) =>
  named === person || presentFor(roster, named, at) === person;

/** Every seat in which the person may act at that moment (`mayActIn`), asked of all of them at once. */
export function seatsOpenTo(roster: Roster, person: PersonId, at: Instant): Seat[] {
  const answers = new Map<PersonId, boolean>();
  const mayActFor = (named: PersonId) => {
    const known = answers.get(named) ?? actsFor(roster, named, person, at);
    answers.set(named, known);
    return known;
  };
  return roster.tenures.filter((tenure) => covers(tenure, at) && mayActFor(tenure.person)).map(({ seat }) => seat);
}

/** Whether the person belongs to the bureau at that moment. */
export function belongs({ people }: Roster, person: PersonId, at: Instant): boolean {
  const entry = people.get(person);
  return entry !== undefined && (entry.until === undefined || at < entry.until);
}

/** Members of the leading group's office run the grid work for the whole bureau (scheme S6). */
export function isOffice(roster: Roster, person: PersonId, at: Instant): boolean {
  return (
    (roster.officeMembers.has(person) && belongs(roster, person, at)) ||
    mayActIn(roster, { post: 'office', scope: 'bureau' }, person, at) ||
    mayActIn(roster, { post: 'officeDirector', scope: 'bureau' }, person, at)
  );
}
