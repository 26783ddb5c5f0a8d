import type { CaseKind } from '../case/case-kind.ts';
import type { Moment } from '../case/decision.ts';
import { ladderOf } from '../escalation/obligation.ts';
import type { Obligation, Terms } from '../escalation/obligation.ts';
import { awayOf, holderOf } from '../people/roster.ts';
import type { PersonId, Seat, ZoneCode } from '../people/seat.ts';
import { workdaysBetween } from '../time/days-between.ts';
import { msOf, plusMs } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Why an open case does not move by itself, the worst first: nobody above is left to be told, nobody was reached, nobody can act, nobody
 * acted, the engine, the calendar. What is on top no one moves any more.
 */
export const stuckKinds = [
  'topOfLadder',
  'undelivered',
  'vacantSeat',
  'absentWithoutActing',
  'overdue',
  'suspendedPastReview',
  'unread',
  'engineFault',
  'lostClock',
  'provisionalDate',
] as const;
export type StuckKind = (typeof stuckKinds)[number];

/** What ails the clock of one case: its workflow's task or activity keeps failing, it does not run, or an alarm has passed and nothing happened. */
export type ClockFault = 'workflowTaskFailing' | 'activityRetrying' | 'notRunning' | 'late';

/** What the board knows of an open case besides its state: from the notices, the seats and the engine's last look. */
export type StuckFacts = {
  kind: CaseKind;
  stage: string;
  zone: ZoneCode;
  obligation: Obligation;
  /** When the next alarm rings or should have rung; null at the end of the ladder. */
  alarmAt: Instant | null;
  /** Of a vacancy's own case: the seat that nobody holds, and how many tasks the office holds for it meanwhile. */
  vacancy: { seat: Seat; waiting: number } | null;
  /** Since when the seat that owes has been vacant, where that is known. */
  vacantSince: Instant | null;
  /** Notices to whoever owes that did not get through, and what was answered last. */
  undelivered: { person: PersonId; times: number; answer: string; at: Instant } | null;
  /** An urgent notice to whoever owes that was delivered and not opened. */
  unread: { person: PersonId; sentAt: Instant } | null;
  fault: { cause: ClockFault; since: Instant } | null;
};

export type StuckReason =
  | { kind: 'vacantSeat'; seat: Seat; since: Instant; waiting: number | null }
  | { kind: 'absentWithoutActing'; person: PersonId; until: Instant; since: Instant }
  | { kind: 'undelivered'; person: PersonId; times: number; answer: string; since: Instant }
  | { kind: 'unread'; person: PersonId; since: Instant }
  | { kind: 'topOfLadder'; workdays: number; since: Instant }
  | { kind: 'suspendedPastReview'; workdays: number; since: Instant }
  | { kind: 'overdue'; workdays: number; since: Instant }
  | { kind: 'lostClock'; since: Instant }
  | { kind: 'engineFault'; cause: Exclude<ClockFault, 'notRunning'>; minutes: number; since: Instant }
  | { kind: 'provisionalDate'; since: Instant };

/** An urgent notice that nobody opened for so long is worth a call. */
export const unreadAfterMs = 4 * 60 * 60_000;
/** The bell rings every minute: an alarm that has passed by more than two says that neither clock nor bell runs. */
export const lateAfterMs = 2 * 60_000;

/** Every reason for which the case is stuck at that moment, the worst in front; none when it is on its way. */
export function whyStuck(facts: StuckFacts, moment: Moment): StuckReason[] {
  const found = [
    ...ofPeople(facts, moment),
    ...ofNotices(facts, moment.now),
    ...ofTime(facts, moment),
    ...ofEngine(facts, moment.now),
    ...(facts.obligation.due.certainty === 'provisional' ? [{ kind: 'provisionalDate' as const, since: facts.obligation.openedAt }] : []),
  ];
  return found.sort((a, b) => stuckKinds.indexOf(a.kind) - stuckKinds.indexOf(b.kind));
}

function ofPeople({ obligation, vacancy, vacantSince }: StuckFacts, { roster, now }: Moment): StuckReason[] {
  if (vacancy) return [{ kind: 'vacantSeat', since: obligation.openedAt, ...vacancy }];
  const seat = obligation.owedBy;
  const holder = holderOf(roster, seat, now);
  if (holder.kind === 'vacant') return [{ kind: 'vacantSeat', seat, since: vacantSince ?? obligation.openedAt, waiting: null }];
  if (holder.kind !== 'absent') return [];
  const away = awayOf(roster, holder.person, now);
  // Whoever is back before the deadline can still keep it.
  return away && obligation.due.at <= away.until ? [{ kind: 'absentWithoutActing', person: holder.person, ...away }] : [];
}

function ofNotices({ obligation, undelivered, unread }: StuckFacts, now: Instant): StuckReason[] {
  const reached = obligation.contactedAt;
  const isOpen = (at: Instant) => reached === undefined || reached < at;
  return [
    ...(undelivered && isOpen(undelivered.at) ? [{ kind: 'undelivered' as const, ...undelivered, since: undelivered.at }] : []),
    ...(unread && isOpen(unread.sentAt) && plusMs(unread.sentAt, unreadAfterMs) <= now
      ? [{ kind: 'unread' as const, person: unread.person, since: unread.sentAt }]
      : []),
  ];
}

function ofTime({ stage, obligation }: StuckFacts, moment: Moment): StuckReason[] {
  const { due } = obligation;
  if (due.at >= moment.now) return [];
  const late = { workdays: workdaysBetween(due.at, moment.now, moment.calendar), since: due.at };
  if (stage === 'suspended') return [{ kind: 'suspendedPastReview', ...late }];
  return [...(isAtTop(obligation, moment) ? [{ kind: 'topOfLadder' as const, ...late }] : []), { kind: 'overdue', ...late }];
}

/** The highest level of the ladder that the obligation follows; 0 when nothing in it escalates. */
export const topLevelOf = (obligation: Obligation, terms: Terms): number =>
  Math.max(0, ...ladderOf(obligation, terms).rungs.map(({ level }) => level ?? 0));

/** Whoever is at the top was told: what follows, if anything, only repeats it. */
function isAtTop(obligation: Obligation, terms: Terms): boolean {
  const top = topLevelOf(obligation, terms);
  return top > 0 && obligation.level >= top;
}

function ofEngine({ fault, alarmAt }: StuckFacts, now: Instant): StuckReason[] {
  const isLate = alarmAt !== null && plusMs(alarmAt, lateAfterMs) < now;
  const lost: StuckReason[] = fault?.cause === 'notRunning' ? [{ kind: 'lostClock', since: fault.since }] : [];
  if (fault && fault.cause !== 'notRunning') return [engineFault(fault.cause, fault.since, now)];
  return isLate ? [...lost, engineFault('late', alarmAt, now)] : lost;
}

const engineFault = (cause: Exclude<ClockFault, 'notRunning'>, since: Instant, now: Instant): StuckReason => ({
  kind: 'engineFault',
  cause,
  since,
  minutes: Math.max(0, Math.floor((msOf(now) - msOf(since)) / 60_000)),
});
