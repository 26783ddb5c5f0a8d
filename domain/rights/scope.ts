import type { CaseKind } from '../case/case-kind.ts';
import { holderOf, namedBy, seatsOpenTo } from '../people/roster.ts';
import type { Roster } from '../people/roster.ts';
import { bureauWide } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import type { Actor } from './actor.ts';
import { actingPerson, capacitiesOf } from './capacity.ts';
import type { At } from './capacity.ts';
import { whoReadsAll } from './rules.ts';

/** What the actor may read of the cases. `own`: he reads of the others what he reported, owes, owed or was told of. */
export type Scope = { reads: 'all' } | { reads: 'some'; zones: ReadonlySet<string>; own: PersonId } | { reads: 'nothing' };

/**
 * The cases that the actor may read: the office, the first responsible person and the auditor all; a deputy the zones and units that he
 * supervises, the head and the staff of a unit its zones and its reports, a specific responsible person his zone, and everybody what is his
 * own; an administrator none.
 */
export function scopeOf(actor: Actor | null, at: At): Scope {
  const { roster, now } = at;
  const held = capacitiesOf(actor, at);
  if (whoReadsAll.some((each) => held.has(each))) return { reads: 'all' };
  if (!held.has('staff')) return { reads: 'nothing' };
  const person = actingPerson(actor);
  const scopes = seatsOpenTo(roster, person, now).map(({ scope }) => scope);
  const unit = held.has('unitStaff') ? [roster.people.get(person)?.unit ?? ''] : [];
  return { reads: 'some', zones: withZonesBeneath([...scopes, ...unit], roster), own: person };
}

const withZonesBeneath = (scopes: readonly string[], { zonesOf }: Roster): ReadonlySet<string> =>
  new Set(scopes.filter((scope) => scope !== bureauWide).flatMap((scope) => [scope, ...(zonesOf.get(scope) ?? [])]));

/** 我责任区: the zones in which the person holds, or acts in, a seat, and those of his units. */
export function zonesHeldBy(person: PersonId, { roster, now }: At): readonly string[] {
  return [
    ...withZonesBeneath(
      seatsOpenTo(roster, person, now).map(({ scope }) => scope),
      roster,
    ),
  ];
}

/** The deputies in whose seats the person may act: himself, and those for whom he stands in. */
export function deputiesFor(person: PersonId, { roster, now }: At): readonly PersonId[] {
  const seats = seatsOpenTo(roster, person, now).filter(({ post }) => post === 'supervising');
  const named = seats.map((seat) => namedBy(holderOf(roster, seat, now)));
  return [...new Set(named.flatMap((each) => (each === null ? [] : [each])))];
}

/** 卡点 are for whoever can move them: all for the office, the first responsible person and the auditor, his field for a deputy; null for all. */
export function fieldOf(actor: Actor | null, at: At): readonly string[] | null {
  if (scopeOf(actor, at).reads === 'all') return null;
  const supervised = seatsOpenTo(at.roster, actingPerson(actor), at.now).filter(({ post }) => post === 'supervising');
  return [
    ...withZonesBeneath(
      supervised.map(({ scope }) => scope),
      at.roster,
    ),
  ];
}

/** A case as its reading is decided. `isOwn`: the reader reported it, owes or owed it, or was told of it or of a part of it. */
export type Subject = { kind: CaseKind; zone: string; isOwn: boolean };

/**
 * Whether a case lies in the scope. What the bureau's month and a unit's report are about, their own pages show as far as it may be seen: the
 * month as a case, with every draft of criticism in its history, is for whoever reads all.
 */
export function covers(scope: Scope, { kind, zone, isOwn }: Subject): boolean {
  if (scope.reads === 'all') return true;
  if (scope.reads === 'nothing' || kind === 'dispatch') return false;
  return isOwn || scope.zones.has(zone);
}

/** Who reads: for whom he may act, and what lies in his scope. */
export type Reader = { person: PersonId; scope: Scope };
