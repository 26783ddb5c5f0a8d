import { changesAfter } from '../people/held-during.ts';
import { holderOf, isZoneSeat, seatsIn } from '../people/roster.ts';
import type { Roster, Tenure } from '../people/roster.ts';
import type { PersonId, Seat, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { rosterOf } from './organisation.ts';
import type { Organisation } from './organisation.ts';
import { placardsOf } from './placard.ts';

/** 移交: from that moment on somebody else holds the seat, or acts in it; null: nobody. */
export type Handover = { seat: Seat; at: Instant; from: PersonId | null; to: PersonId | null };
type SeatAt = { seat: Seat; at: Instant };

/** 影响: what a changed organisation does, by itself and at which moment; what happens anyway is not in it. */
export type Effects = {
  handovers: Handover[];
  /** What was planned and does not happen any more, a vacancy as well. */
  dropped: Handover[];
  /** Seats of zones that fall vacant, which is work for the office, and those that are filled. */
  vacated: SeatAt[];
  filled: SeatAt[];
  /** Zones whose placard will say something else than is printed on it. */
  placards: ZoneCode[];
  /** Zones that are there no more. */
  gone: ZoneCode[];
};

/** Compares who holds what, from now on, by the document as it is and as it would be. */
export function effectsOf(before: Organisation, after: Organisation, now: Instant): Effects {
  const [was, will] = [rosterOf(before, 0), rosterOf(after, 0)];
  const moments = momentsOf([was, will], now);
  const [seenBefore, seenAfter] = [seatBySeat(was), seatBySeat(will)];
  const effects: Effects = {
    handovers: [],
    dropped: [],
    vacated: [],
    filled: [],
    placards: placardsToReplace(before, after, [was, will], now),
    gone: [...was.zones].filter((code) => !will.zones.has(code)),
  };
  for (const seat of seatsIn(will)) {
    const [planned, coming] = [seenBefore(seat), seenAfter(seat)];
    const holder = planned.at(now);
    const [old, all] = [planned.handovers(moments, holder), coming.handovers(moments, holder)];
    const fresh = all.filter((each) => !old.some((one) => isSame(one, each)));
    effects.handovers.push(...fresh);
    effects.dropped.push(...old.filter(({ at, to }) => coming.at(at) !== to));
    if (!isZoneSeat(seat, will)) continue;
    if (!was.zones.has(seat.scope) && coming.at(now) === null) effects.vacated.push({ seat, at: now });
    effects.vacated.push(...fresh.flatMap(({ to, at }) => (to === null ? [{ seat, at }] : [])));
    if (was.zones.has(seat.scope)) effects.filled.push(...fresh.flatMap(({ from, at }) => (from === null ? [{ seat, at }] : [])));
  }
  return effects;
}

const isSame = (a: Handover, b: Handover) => a.at === b.at && a.from === b.from && a.to === b.to;

const momentsOf = (rosters: readonly Roster[], now: Instant): Instant[] => [now, ...changesAfter(rosters, now)];

const keyOf = ({ post, scope }: Seat) => `${post}/${scope}`;

/** Asks of one seat without looking through the terms of all others. */
function seatBySeat(roster: Roster) {
  const tenures = new Map<string, Tenure[]>();
  for (const tenure of roster.tenures) tenures.set(keyOf(tenure.seat), [...(tenures.get(keyOf(tenure.seat)) ?? []), tenure]);
  return (seat: Seat) => {
    const ofSeat = { ...roster, tenures: tenures.get(keyOf(seat)) ?? [] };
    const at = (moment: Instant): PersonId | null => {
      const holder = holderOf(ofSeat, seat, moment);
      return holder.kind === 'vacant' ? null : holder.person;
    };
    /** Who follows whom at these moments; `from` held it before the first of them. */
    const handovers = (moments: readonly Instant[], from: PersonId | null): Handover[] => {
      const holders = moments.map(at);
      return moments.flatMap((moment, i): Handover[] => {
        const [held = null, to = null] = [i === 0 ? from : holders[i - 1], holders[i]];
        return held === to ? [] : [{ seat, at: moment, from: held, to }];
      });
    };
    return { at, handovers };
  };
}

/** Absences change no placard: it names who holds the seat, present or not. */
function placardsToReplace(before: Organisation, after: Organisation, [was, will]: readonly [Roster, Roster], now: Instant): ZoneCode[] {
  const terms = [was, will].map((roster) => ({ ...roster, absences: [] }));
  const toReplace = new Set<ZoneCode>();
  for (const at of momentsOf(terms, now)) {
    const printed = new Map(placardsOf(before, was, at).map((placard) => [placard.code, JSON.stringify(placard)]));
    for (const placard of placardsOf(after, will, at))
      if (printed.get(placard.code) !== JSON.stringify(placard)) toReplace.add(placard.code);
  }
  return [...toReplace];
}
