import type { CaseKind } from '../case/case-kind.ts';
import type { Seat } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { yearOf, dateIn } from '../time/instant.ts';
import type { StuckKind, StuckReason } from './why-stuck.ts';

/**
 * What unblocks a case, as it can be sent from the board: `given` is known already, `fill` is still to be said, `mayFill` may be. The first
 * one of a case is the one that has to come before the others.
 */
export type Unblock = {
  type: UnblockType;
  given: Record<string, string>;
  fill: string[];
  mayFill: string[];
};

export type UnblockType =
  /** 催办 */
  | 'ChaseCase'
  /** 已联系 */
  | 'RecordContact'
  /** 派单, 改派, 恢复 */
  | 'AssignHazard'
  | 'ReassignHazard'
  | 'ResumeHazard'
  | 'RequestSuspension'
  /** 指定责任人, 指定代理人 */
  | 'NameHolder'
  | 'NameActing'
  /** 补发通知 */
  | 'ResendNotices'
  /** 立即恢复计时 */
  | 'RestartClock'
  /** 录入节假日安排 */
  | 'PutCalendarYear';

type Stuck = { kind: CaseKind; stage: string; dueAt: Instant };

// Whoever is pressed has to be there, and to be reached, before pressing helps.
const removedFirst: readonly StuckKind[] = ['vacantSeat', 'absentWithoutActing', 'undelivered', 'unread'];
const removalRank = ({ kind }: StuckReason) => (removedFirst.includes(kind) ? removedFirst.indexOf(kind) : removedFirst.length);

/** Every way on, in the order in which the reasons want to be removed; whether the reader may go it is asked of the rules elsewhere. */
export function unblocksOf(stuck: Stuck, reasons: readonly StuckReason[]): Unblock[] {
  const inTurn = reasons.toSorted((a, b) => removalRank(a) - removalRank(b));
  const found = [...inTurn.flatMap((reason) => waysOutOf(reason, stuck)), chase, ...handOn(stuck), contact];
  return found.filter((each, i) => !found.slice(0, i).some(({ type }) => type === each.type));
}

function waysOutOf(reason: StuckReason, stuck: Stuck): Unblock[] {
  switch (reason.kind) {
    case 'vacantSeat':
      return [...nameHolder(reason.seat), ...handOn(stuck)];
    case 'absentWithoutActing':
      return [way('NameActing', { person: reason.person }, ['acting']), ...handOn(stuck)];
    case 'undelivered':
      return [contact, way('ResendNotices')];
    case 'unread':
      return [contact];
    case 'suspendedPastReview':
      return [way('ResumeHazard', {}, ['reason']), way('RequestSuspension', {}, ['review', 'reason'])];
    case 'topOfLadder':
    case 'overdue':
      return [chase, ...handOn(stuck)];
    case 'lostClock':
    case 'engineFault':
      return [way('RestartClock')];
    case 'provisionalDate':
      return [way('PutCalendarYear', { year: String(yearOf(dateIn(stuck.dueAt))) })];
  }
}

/** Seats of a zone are filled from the board; those of a unit or of the whole bureau stand in the organisation document. */
const nameHolder = ({ post, scope }: Seat): Unblock[] =>
  post === 'specific' || post === 'supervising' ? [way('NameHolder', { post, scope }, ['person'])] : [];

function handOn({ kind, stage }: Stuck): Unblock[] {
  if (kind !== 'hazard') return [];
  if (stage === 'reported') return [way('AssignHazard', {}, ['zone'])];
  return stage === 'rectifying' ? [way('ReassignHazard', {}, ['zone', 'reason'])] : [];
}

function way(type: UnblockType, given: Unblock['given'] = {}, fill: string[] = [], mayFill: string[] = []): Unblock {
  return { type, given, fill, mayFill };
}

const chase = way('ChaseCase', {}, [], ['words']);
const contact = way('RecordContact', {}, [], ['words']);
