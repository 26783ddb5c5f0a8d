import { climbedTo, nextToldRung } from '../domain/escalation/dated-ladder.ts';
import type { Obligation } from '../domain/escalation/obligation.ts';
import type { Rung } from '../domain/escalation/policy.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { pageOf } from '../domain/case/page-of.ts';
import type { HazardClass } from '../domain/hazard/hazard-class.ts';
import { holderOf } from '../domain/people/roster.ts';
import { bureauWide, seatFor } from '../domain/people/seat.ts';
import type { PersonId, Post, Seat, ZoneCode } from '../domain/people/seat.ts';
import { publicReporter } from '../domain/tip-off/tip-off.ts';
import type { Moment } from '../domain/case/decision.ts';
import { isOnMakeupWorkday, workdaysBetween } from '../domain/time/days-between.ts';
import type { Instant } from '../domain/time/instant.ts';
import { deciders } from './deciders.ts';
import type { Known } from './moment.ts';

export type PersonRef = { id: PersonId; name: string };
/** Who does the work of a seat: null while it is vacant; `actingFor`: whom the organisation names for it, while another acts for him. */
type Seated = { person: PersonRef | null; actingFor: PersonRef | null };
/** A post with whoever would be told at this moment. */
export type Told = { post: Post } & Seated;

/** A case as lists show it; everyone is looked up at the moment of reading. */
export type CaseItem = {
  id: string;
  kind: CaseKind;
  /** The hazard that a request, a recheck or a supervision is about; null for a hazard itself. */
  partOf: string | null;
  /** The path of the page on which it is dealt with. */
  page: string;
  number: string;
  title: string;
  zone: { code: ZoneCode; name: string };
  class: HazardClass;
  stage: string;
  openedAt: Instant;
  owes: Owes | null;
  next: { at: Instant; onMakeupWorkday: boolean; nature: Rung['nature']; tells: Told[] } | null;
};

/** Who owes what by when. Workdays are counted from today to the deadline, or from the deadline to today. */
export type Owes = Told & {
  duty: Obligation['duty'];
  since: Instant;
  dueAt: Instant;
  dueOnMakeupWorkday: boolean;
  provisional: boolean;
  level: number;
  workdaysLeft: number | null;
  workdaysOverdue: number | null;
};

const namesByState = new WeakMap<Known, Names>();

/** How the codes of the ledger are called at that state of the organisation; gathered once for each. */
export function namesOf(known: Known): Names {
  const names = namesByState.get(known) ?? gatherNames(known);
  namesByState.set(known, names);
  return names;
}

function gatherNames({ roster, organisation }: Known) {
  const zones = new Map(organisation.zones.map(({ code, name }) => [code, name]));
  const grids = new Map(organisation.grids.map(({ code, name }) => [code, name]));
  const nameOf = (scope: string) => (scope === bureauWide ? organisation.bureau.name : (zones.get(scope) ?? grids.get(scope) ?? scope));
  return {
    person: (id: PersonId): PersonRef => ({ id, name: roster.people.get(id)?.name ?? (id === publicReporter ? '群众' : id) }),
    zone: (code: ZoneCode) => ({ code, name: nameOf(code) }),
    grid: (code: string) => ({ code, name: grids.get(code) ?? code }),
    scope: nameOf,
  };
}

export type Names = ReturnType<typeof gatherNames>;

/** Whoever would be told in the seat at this moment. */
export const personIn = (seat: Seat, moment: Moment, names: Names): PersonRef | null => seatedIn(seat, moment, names).person;

/** Likewise, and for whom he acts. */
export function seatedIn(seat: Seat, moment: Moment, names: Names): Seated {
  const holder = holderOf(moment.roster, seat, moment.now);
  return {
    person: holder.kind === 'vacant' ? null : names.person(holder.person),
    actingFor: holder.kind === 'acting' ? names.person(holder.copyTo) : null,
  };
}

export const toldBy = (tells: readonly Post[], zone: ZoneCode, moment: Moment, names: Names): Told[] =>
  tells.map((post) => ({ post, ...seatedIn(seatFor(post, zone), moment, names) }));

function owesOf({ obligation }: CaseCore, moment: Moment, names: Names): Owes | null {
  if (!obligation) return null;
  const { duty, owedBy, openedAt, due, level } = obligation;
  const isOverdue = due.at < moment.now;
  return {
    duty,
    post: owedBy.post,
    ...seatedIn(owedBy, moment, names),
    since: openedAt,
    dueAt: due.at,
    dueOnMakeupWorkday: isOnMakeupWorkday(due.at, moment.calendar),
    provisional: due.certainty === 'provisional',
    level,
    workdaysLeft: isOverdue ? null : workdaysBetween(moment.now, due.at, moment.calendar),
    workdaysOverdue: isOverdue ? workdaysBetween(due.at, moment.now, moment.calendar) : null,
  };
}

/** A case of whatever kind, as it is stored. */
export type StoredItem = { id: string; kind: CaseKind; partOf: string | null; openedAt: Instant; state: CaseCore };

export function itemOf({ id, kind, partOf, openedAt, state }: StoredItem, moment: Moment, names: Names): CaseItem {
  const { number, zone, stage, title, class: of } = deciders[kind].summaryOf(state);
  const next = state.obligation && nextToldRung(state.obligation, moment);
  return {
    id,
    kind,
    partOf,
    page: pageOf({ id, kind, number, partOf }),
    number,
    title,
    zone: names.zone(zone),
    class: of as HazardClass,
    stage,
    openedAt,
    owes: owesOf(state, moment, names),
    next: next && {
      at: next.at,
      onMakeupWorkday: isOnMakeupWorkday(next.at, moment.calendar),
      nature: next.rung.nature,
      tells: toldBy(next.rung.tells, zone, moment, names),
    },
  };
}

/** The seats that the case's escalations have told. */
export function seatsClimbedTo({ kind, state }: StoredItem, moment: Moment): Seat[] {
  const { zone } = deciders[kind].summaryOf(state);
  return state.obligation ? climbedTo(state.obligation, moment).map((post) => seatFor(post, zone)) : [];
}
