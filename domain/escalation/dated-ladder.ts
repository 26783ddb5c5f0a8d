import { dueOn, instantAfter, instantBefore, nextWeekly, partWay, shareOf } from '../time/due.ts';
import type { Due } from '../time/due.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import { nextWorkingInstant } from '../time/work-calendar.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { ladderOf } from './obligation.ts';
import type { Obligation, Terms } from './obligation.ts';
import type { Post } from '../people/seat.ts';
import type { Ladder, Rung } from './policy.ts';

/** A rung with its date. `key` tells repetitions apart: 'weekly', 'weekly#2', 'weekly#3' … */
export type DatedRung = { key: string; rung: Rung; at: Instant };

function firstAt(rung: Rung, ladder: Ladder, obligation: Obligation, calendar: WorkCalendar): Instant {
  const { when } = rung;
  if ('fraction' in when)
    return obligation.countsFrom
      ? nextWorkingInstant(calendar, shareOf(obligation.countsFrom, obligation.due.at, when.fraction))
      : partWay(obligation.openedAt, ladder.limit, obligation.due.at, when.fraction, calendar);
  if ('afterOpening' in when) return instantAfter(obligation.openedAt, when.afterOpening, calendar);
  if ('beforeDue' in when) return instantBefore(obligation.due.at, when.beforeDue, calendar);
  return instantAfter(obligation.due.at, when.afterDue, calendar);
}

/** Every date on which the rung rings, in order; endless for an escalation that repeats, so take what is needed. */
function* datesOf(rung: Rung, ladder: Ladder, obligation: Obligation, calendar: WorkCalendar): Generator<DatedRung> {
  const isTimely = (at: Instant) => rung.nature === 'escalation' || (at > obligation.openedAt && at < obligation.due.at);
  let at = firstAt(rung, ladder, obligation, calendar);
  for (let count = 1; ; count += 1) {
    if (!isTimely(at)) return;
    yield { key: count === 1 ? rung.key : `${rung.key}#${count}`, rung, at };
    if (!rung.repeat) return;
    at = 'weekly' in rung.repeat ? nextWeekly(at, rung.repeat.weekly, calendar) : instantAfter(at, rung.repeat, calendar);
  }
}

const holds = (rung: Rung, obligation: Obligation) => !(rung.unless === 'acknowledged' && obligation.acknowledged);
const inOrder = (a: DatedRung, b: DatedRung) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.rung.nature === 'reminder' ? -1 : 1);

/** The rung that rings next, or null when the ladder is climbed to its end. A reminder whose date had passed at the opening never rings. */
export function nextRung(obligation: Obligation, terms: Terms): DatedRung | null {
  const ladder = ladderOf(obligation, terms);
  const next = ladder.rungs
    .filter((rung) => holds(rung, obligation))
    .flatMap((rung) => {
      for (const dated of datesOf(rung, ladder, obligation, terms.calendar)) if (!obligation.fired.includes(dated.key)) return [dated];
      return [];
    });
  return next.sort(inOrder)[0] ?? null;
}

/** The next rung that tells somebody; one that only marks the board is passed over. Null at the end of the ladder. */
export function nextToldRung(obligation: Obligation, terms: Terms): DatedRung | null {
  let ahead = obligation;
  for (let next = nextRung(ahead, terms); next; next = nextRung(ahead, terms)) {
    if (next.rung.tells.length > 0) return next;
    ahead = { ...ahead, fired: [...ahead.fired, next.key] };
  }
  return null;
}

/**
 * The obligation with another deadline, given as a day and decided at `now`: every rung that falls after now rings at its new date, also one
 * that rang before; what lies behind stays rung. The level falls back only if the policy says so. A day that was asked for before another
 * calendar was adopted is read by the present one.
 */
export function withDeadline(obligation: Obligation, to: Due, now: Instant, terms: Terms): Obligation {
  const moved: Obligation = {
    ...obligation,
    due: to.calendar === terms.calendar.version ? to : dueOn(dateIn(to.at), terms.calendar),
    countsFrom: now,
    fired: [],
    level: terms.policy.extensions.levelFallsBack ? 0 : obligation.level,
  };
  return { ...moved, fired: rungsDue(moved, now, terms).map(({ key }) => key) };
}

/** The posts that the escalations which rang have told: to whom the case has climbed. */
export function climbedTo(obligation: Obligation, terms: Terms): Post[] {
  const rang = ladderOf(obligation, terms).rungs.filter(
    ({ key, nature }) => nature === 'escalation' && obligation.fired.some((fired) => keyOf(fired) === key),
  );
  return [...new Set(rang.flatMap(({ tells }) => tells))];
}

/** The rung's own key, without the number of its repetition. */
export const keyOf = (datedKey: string) => datedKey.replace(/#\d+$/, '');

/** The rungs that should have rung by `now` and have not, in order. */
export function rungsDue(obligation: Obligation, now: Instant, terms: Terms): DatedRung[] {
  const ladder = ladderOf(obligation, terms);
  const due: DatedRung[] = [];
  for (const rung of ladder.rungs) {
    if (!holds(rung, obligation)) continue;
    for (const dated of datesOf(rung, ladder, obligation, terms.calendar)) {
      if (dated.at > now) break;
      if (!obligation.fired.includes(dated.key)) due.push(dated);
    }
  }
  return due.sort(inOrder);
}

/** The whole ladder with its dates, as the clock will climb it if nobody acts; a repeating escalation shows its next repetition. */
export function preview(obligation: Obligation, terms: Terms): DatedRung[] {
  const ladder = ladderOf(obligation, terms);
  const dated: DatedRung[] = [];
  for (const rung of ladder.rungs) {
    if (!holds(rung, obligation) && !obligation.fired.includes(rung.key)) continue;
    for (const each of datesOf(rung, ladder, obligation, terms.calendar)) {
      dated.push(each);
      if (rung.nature === 'escalation' && !obligation.fired.includes(each.key)) break;
    }
  }
  return dated.sort(inOrder);
}
