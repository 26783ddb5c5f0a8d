import type { Moment } from '../case/decision.ts';
import { reachedBy } from '../escalation/climb.ts';
import { keyOf, nextToldRung } from '../escalation/dated-ladder.ts';
import { ladderOf } from '../escalation/obligation.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { DutyKey, Rung } from '../escalation/policy.ts';
import type { Hazard, HazardEvent } from '../hazard/hazard.ts';
import { holderOf } from '../people/roster.ts';
import type { PersonId, Post, ZoneCode } from '../people/seat.ts';
import { plusMs } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import { nextWorkingInstant } from '../time/work-calendar.ts';

export type NoticeKind = 'task' | 'rework' | 'toldOnOpening' | 'reminder' | 'escalation' | 'copy';

/** What the wording is made of: codes, dates and the case's own title; names are looked up when the mail is written. */
export type NoticeFacts = {
  number: string;
  title: string;
  zone: ZoneCode;
  duty: DutyKey;
  major: boolean;
  dueAt: Instant;
  provisional: boolean;
  /** Why the reader gets it: the post that was to be told, and in which part it reaches him. */
  post: Post;
  as: 'holder' | 'acting' | 'copy' | 'officeForVacant' | 'officeForAbsent';
  /** Who owes the step at that moment; null while the seat is vacant. */
  owes: PersonId | null;
  level: number;
  /** How many reminders whoever owes has had. */
  reminded: number;
  /** What happens by itself if nobody acts, and when; null at the end of the ladder. */
  next: { at: Instant; tells: Post[]; nature: Rung['nature'] } | null;
};

export type Notice = { person: PersonId; kind: NoticeKind; urgent: boolean; sendAfter: Instant; facts: NoticeFacts };

// Deadlines end with business hours: what the clock records at the close must still go out, not wait until the morning.
const closingGraceMs = 30 * 60_000;

/** When a notice may go out: urgent ones at once, ordinary ones in working hours (DOMAIN §8). */
function sendAfter(urgent: boolean, moment: Moment): Instant {
  if (urgent || moment.policy.ordinaryNotices === 'anyTime') return moment.now;
  const shortlyBefore = plusMs(moment.now, -closingGraceMs);
  return nextWorkingInstant(moment.calendar, shortlyBefore) === shortlyBefore
    ? moment.now
    : nextWorkingInstant(moment.calendar, moment.now);
}

/** Who is told what because of these events; `hazard` is the state after them. Everyone is looked up at this moment. */
export function noticesFor(hazard: Hazard, events: readonly HazardEvent[], moment: Moment): Notice[] {
  const { obligation } = hazard;
  if (!obligation) return [];
  const urgent = ladderOf(obligation, moment).urgent ?? false;
  const toPost = (kind: NoticeKind, post: Post, level: number): Notice[] =>
    reachedBy(post, hazard.zone, moment.roster, moment.now).map(({ person, as }) => ({
      person,
      kind: as === 'copy' ? 'copy' : kind,
      urgent,
      sendAfter: sendAfter(urgent, moment),
      facts: factsOf(hazard, obligation, { post, as, level }, moment),
    }));
  const isRework = events.some(({ type }) => type === 'VerificationFailed');
  const notices = events.flatMap((event): Notice[] => {
    if (event.type === 'ObligationOpened') {
      const told = ladderOf(event.obligation, moment).tellsOnOpening ?? [];
      return [
        ...toPost(isRework ? 'rework' : 'task', event.obligation.owedBy.post, 0),
        ...told.flatMap((post) => toPost('toldOnOpening', post, 0)),
      ];
    }
    if (event.type === 'RungFired') {
      const rung = ladderOf(obligation, moment).rungs.find(({ key }) => key === keyOf(event.key));
      return (rung?.tells ?? []).flatMap((post) => toPost(event.nature, post, event.level));
    }
    return [];
  });
  return notices.filter((notice, i) => !notices.slice(0, i).some(({ person, kind }) => person === notice.person && kind === notice.kind));
}

function factsOf(hazard: Hazard, obligation: Obligation, to: Pick<NoticeFacts, 'post' | 'as' | 'level'>, moment: Moment): NoticeFacts {
  const holder = holderOf(moment.roster, obligation.owedBy, moment.now);
  const reminders = ladderOf(obligation, moment).rungs.filter(({ nature, tells }) => nature === 'reminder' && tells.length > 0);
  const next = nextToldRung(obligation, moment);
  return {
    ...to,
    number: hazard.number,
    title: hazard.facts.title,
    zone: hazard.zone,
    duty: obligation.duty,
    major: hazard.facts.class === 'major',
    dueAt: obligation.due.at,
    provisional: obligation.due.certainty === 'provisional',
    owes: holder.kind === 'vacant' ? null : holder.person,
    reminded: obligation.fired.filter((key) => reminders.some((rung) => rung.key === keyOf(key))).length,
    next: next && { at: next.at, tells: next.rung.tells, nature: next.rung.nature },
  };
}
