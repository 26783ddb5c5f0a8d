import type { CaseEvent, MoveCause } from '../case/case-events.ts';
import type { Moment } from '../case/decision.ts';
import { reachedBy } from '../escalation/climb.ts';
import { keyOf, nextToldRung } from '../escalation/dated-ladder.ts';
import { ladderOf } from '../escalation/obligation.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { DutyKey, Ladder, Rung } from '../escalation/policy.ts';
import { holderOf } from '../people/roster.ts';
import type { PersonId, Post, Seat, ZoneCode } from '../people/seat.ts';
import type { Due } from '../time/due.ts';
import { makeupMarksOf } from '../time/days-between.ts';
import type { MakeupMarks } from '../time/days-between.ts';
import { plusMs } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Ask } from '../request/request.ts';
import type { StuckKind } from '../stuck/why-stuck.ts';
import { nextWorkingInstant } from '../time/work-calendar.ts';

export type NoticeKind =
  | 'task'
  | 'rework'
  | 'toldOnOpening'
  | 'reminder'
  | 'escalation'
  | 'copy'
  /** Somebody asked, and the reader has to decide. */
  | 'decision'
  | 'granted'
  | 'notGranted'
  | 'moved'
  | 'suspended'
  | 'resumed'
  /** The office owes the assignment again. */
  | 'returned'
  /** To whoever need not do it any more. */
  | 'reassigned'
  /** Another class, and with it another limit. */
  | 'reclassified'
  /** A duplicate was merged into the case. */
  | 'merged'
  /** A recheck found that a closed hazard is none: to be reported anew. */
  | 'unsound'
  /** 挂牌督办: its paper was registered, it goes on until another day, it was lifted; and to the office, that it was not decided so. */
  | 'listed'
  | 'listingGoesOn'
  | 'lifted'
  | 'notListed'
  /** The hazard has ended, and the supervision of it is to be reviewed. */
  | 'reviewDue'
  | 'chase'
  /** To whoever owes the next step: what somebody else put on record. */
  | 'commented'
  /** 办理结果: to whoever reported it, once it has ended. */
  | 'ended'
  | 'inherited'
  /** 月报: to be handed in; or handed in again. */
  | 'reportDue'
  | 'reportReturned'
  /** To the office: its head has taken back what it was to receive. */
  | 'reportRecalled'
  /** A unit may say something before it is criticised. */
  | 'criticised'
  /** A unit came or went while the reports are collected. */
  | 'unitChanged'
  /** To whoever made a suggestion: what the office wrote. */
  | 'answered'
  /** The circular of the month. */
  | 'published'
  /** A zone lacks one of its responsible persons. */
  | 'vacancy'
  /** To whoever fills it, where he takes over no open case with it. */
  | 'appointed'
  /** 电话通知: nothing written reaches somebody, and the office has to phone him. */
  | 'call'
  /** 卡点: each morning, what is stuck. */
  | 'board'
  /** 每日存证: to the office, with the file that is to be kept outside of the system. */
  | 'anchored';

/** Notices that say that something is still owed: one that waits for working hours is not sent once it is done. */
export const asksForAct: readonly NoticeKind[] = [
  'task',
  'rework',
  'reminder',
  'escalation',
  'decision',
  'chase',
  'inherited',
  'vacancy',
  'call',
  'returned',
  'reclassified',
  'reportDue',
  'reportReturned',
  'reviewDue',
];

/** For information only: what a person may choose to be spared, as long as it is not urgent. Never an escalation, nor what he owes. */
export const isMutable: readonly NoticeKind[] = [
  'copy',
  'commented',
  'ended',
  'merged',
  'unitChanged',
  'reportRecalled',
  'listingGoesOn',
  'lifted',
  'notListed',
];

/** What somebody asked, decided or wrote, as far as a notice repeats it. `zone`: where the case went; `number`: of another case. */
export type Said = {
  ask: Ask['type'] | 'listing' | 'lifting' | null;
  by: PersonId | null;
  until: Instant | null;
  reason: string;
  zone?: ZoneCode;
  number?: string;
  /** How a hazard ended. */
  outcome?: 'closed' | 'void' | 'merged';
  /** What became of a unit, whose name stands in `number`, its former one in `reason`. */
  change?: 'added' | 'removed' | 'renamed';
};

/** Why a deadline moved, and from when. */
export type Moved = { cause: MoveCause; from: Instant };

/** Who is to be told what: a post as such (of another zone than the case's own), the posts of a rung that rang, the person who asked, or the one whom a `seat` was given. */
export type Telling = { kind: NoticeKind; level?: number; said?: Said; moved?: Moved } & (
  | { to: Post; of?: ZoneCode }
  | { rung: string }
  | { person: PersonId; seat?: Seat }
);

/** A deadline that falls on another moment is told to whoever owes; one that only became firm is nobody's news. */
export function tellingsOfMove({ cause, from, to }: { cause: MoveCause; from: Due; to: Due }, owing: Post): Telling[] {
  return from.at === to.at ? [] : [{ kind: 'moved', to: owing, moved: { cause, from: from.at } }];
}

/** Who is told because of what happens to every kind of case: `owing` is the post that owes. Nothing for an event of one kind's own. */
export function tellingsOfCase(event: { type: string }, owing: Post): Telling[] {
  const shared = event as CaseEvent;
  switch (shared.type) {
    case 'RungFired':
      return [{ kind: shared.nature, rung: shared.key, level: shared.level }];
    case 'DeadlineMoved':
      return tellingsOfMove(shared, owing);
    case 'CaseChased':
      return [{ kind: 'chase', to: owing, said: { ask: null, by: shared.by, until: null, reason: shared.words } }];
    case 'HolderChanged':
      return [{ kind: 'inherited', to: owing, said: { ask: null, by: shared.from, until: null, reason: '' } }];
    default:
      return [];
  }
}

/** What the wording is made of: codes, dates and the case's own words; names are looked up when the mail is written. */
export type NoticeFacts = MakeupMarks & {
  number: string;
  title: string;
  zone: ZoneCode;
  duty: DutyKey;
  /** The obligation that the notice speaks of: once it has ended, a notice that asks for it would not be true any more. */
  obligation: number;
  major: boolean;
  dueAt: Instant;
  provisional: boolean;
  /** Why the reader gets it: the post that was to be told, and in which part it reaches him. */
  post: Post;
  as: 'holder' | 'acting' | 'copy' | 'officeForVacant' | 'officeForAbsent' | 'author';
  /** Who owes the step at that moment; null while the seat is vacant. */
  owes: PersonId | null;
  level: number;
  /** How many reminders whoever owes has had. */
  reminded: number;
  /** What happens by itself if nobody acts, and when; null at the end of the ladder. */
  next: { at: Instant; tells: Post[]; nature: Rung['nature'] } | null;
  said?: Said;
  moved?: Moved;
  /** Of a morning's board: how many cases are stuck, in all and for each reason. */
  stuck?: Record<StuckKind | 'all', number>;
  /** Of an anchor: which chains it holds, and the hash over all of them. */
  anchor?: { day: LocalDate; cases: number; head: string };
};

export type Notice = { person: PersonId; kind: NoticeKind; urgent: boolean; sendAfter: Instant; facts: NoticeFacts };

/** What every case shows of itself to the notices; `settled`: what was owed last, where the end is to be told as well. */
type Subject = {
  number: string;
  title: string;
  zone: ZoneCode;
  class: 'general' | 'major';
  obligation: Obligation | null;
  settled?: Obligation | null;
};

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

/** The notices of a case; `subject` is its state after the events. Everyone is looked up at this moment; nobody is told the same twice. */
export function noticesFor(subject: Subject, tellings: readonly Telling[], moment: Moment): Notice[] {
  const obligation = subject.obligation ?? subject.settled;
  if (!obligation) return [];
  const ladder = ladderOf(obligation, moment);
  const urgent = ladder.urgent ?? false;
  const notices = tellings.flatMap((telling): Notice[] => {
    const { kind, level = 0, said, moved } = telling;
    const zone = ('of' in telling ? telling.of : undefined) ?? subject.zone;
    return reachedOf(telling, zone, ladder, obligation, moment).map(({ person, post, as }) => ({
      person,
      kind: as === 'copy' ? ('copy' as const) : kind,
      urgent,
      sendAfter: sendAfter(urgent, moment),
      facts: factsOf({ ...subject, zone }, obligation, { post, as, level, ...(said && { said }), ...(moved && { moved }) }, moment),
    }));
  });
  return notices.filter((notice, i) => !notices.slice(0, i).some(({ person, kind }) => person === notice.person && kind === notice.kind));
}

type Reached = Pick<NoticeFacts, 'post' | 'as'> & { person: PersonId };

/** Everybody whom the telling reaches at this moment, and in which part. */
function reachedOf(telling: Telling, zone: ZoneCode, { rungs }: Ladder, { owedBy }: Obligation, { roster, now }: Moment): Reached[] {
  if ('person' in telling) {
    const { person, seat } = telling;
    return [seat ? { person, post: seat.post, as: 'holder' } : { person, post: owedBy.post, as: 'author' }];
  }
  const posts = 'to' in telling ? [telling.to] : (rungs.find(({ key }) => key === keyOf(telling.rung))?.tells ?? []);
  return posts.flatMap((post) => reachedBy(post, zone, roster, now).map(({ person, as }) => ({ person, post, as })));
}

/** What a notice about the case says of it, to whoever gets it as `to`. */
export function factsOf(
  { number, title, zone, class: of, settled }: Subject,
  obligation: Obligation,
  to: Pick<NoticeFacts, 'post' | 'as' | 'level' | 'said' | 'moved'>,
  moment: Moment,
): NoticeFacts {
  const holder = holderOf(moment.roster, obligation.owedBy, moment.now);
  const reminders = ladderOf(obligation, moment).rungs.filter(({ nature, tells }) => nature === 'reminder' && tells.length > 0);
  const next = obligation === settled ? null : nextToldRung(obligation, moment);
  return {
    ...to,
    ...makeupMarksOf([obligation.due.at, next?.at, to.said?.until, to.moved?.from], moment.calendar),
    number,
    title,
    zone,
    duty: obligation.duty,
    obligation: obligation.id,
    major: of === 'major',
    dueAt: obligation.due.at,
    provisional: obligation.due.certainty === 'provisional',
    owes: holder.kind === 'vacant' ? null : holder.person,
    reminded: obligation.fired.filter((key) => reminders.some((rung) => rung.key === keyOf(key))).length,
    next: next && { at: next.at, tells: next.rung.tells, nature: next.rung.nature },
  };
}
