import type { CaseKind } from '../case/decider.ts';
import type { Seat, ZoneCode } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { yearOf, dateIn } from '../time/instant.ts';
import type { StuckReason } from './why-stuck.ts';

/**
 * What unblocks a case, as it can be sent from the board: `given` is known already, `fill` is still to be said, `mayFill` may be. The first
 * one of a case is the one that removes its first reason.
 */
export type Unblock = {
  type: UnblockType;
  given: Record<string, string>;
  fill: string[];
  mayFill: string[];
};

export type UnblockType =
  /** 催办 */
  | 'ChaseHazard'
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

type Stuck = { kind: CaseKind; stage: string; zone: ZoneCode; owedBy: Seat; dueAt: Instant; person: PersonId | null };

/** Every way on, in the order in which the reasons want to be removed; whether the reader may go it is asked of the rules elsewhere. */
export function unblocksOf(stuck: Stuck, reasons: readonly StuckReason[]): Unblock[] {
  const found = [...reasons.flatMap((reason) => waysOutOf(reason, stuck)), ...general(stuck)];
  return found.filter((each, i) => !found.slice(0, i).some(({ type }) => type === each.type));
}

function waysOutOf(reason: StuckReason, stuck: Stuck): Unblock[] {
  switch (reason.kind) {
    case 'vacantSeat':
      return [way('NameHolder', { post: reason.seat.post, scope: reason.seat.scope }, ['person']), ...handOn(stuck)];
    case 'absentWithoutActing':
      return [way('NameActing', { person: reason.person }, ['acting']), ...handOn(stuck)];
    case 'undelivered':
      return [way('RecordContact', {}, [], ['words']), way('ResendNotices')];
    case 'unread':
      return [way('RecordContact', {}, [], ['words'])];
    case 'suspendedPastReview':
      return [way('ResumeHazard', {}, ['reason']), way('RequestSuspension', {}, ['review', 'reason'])];
    case 'topOfLadder':
    case 'overdue':
      return [chase(stuck), ...handOn(stuck)];
    case 'lostClock':
    case 'engineFault':
      return [way('RestartClock')];
    case 'provisionalDate':
      return [way('PutCalendarYear', { year: String(yearOf(dateIn(stuck.dueAt))) })];
  }
}

/** What helps with whatever holds it up. */
const general = (stuck: Stuck): Unblock[] => [chase(stuck), ...handOn(stuck), way('RecordContact', {}, [], ['words'])];

const chase = ({ kind }: Stuck): Unblock => way(kind === 'hazard' ? 'ChaseHazard' : 'ChaseCase', {}, [], ['words']);

function handOn({ kind, stage }: Stuck): Unblock[] {
  if (kind !== 'hazard') return [];
  if (stage === 'reported') return [way('AssignHazard', {}, ['zone'])];
  return stage === 'rectifying' ? [way('ReassignHazard', {}, ['zone', 'reason'])] : [];
}

const way = (type: UnblockType, given: Unblock['given'] = {}, fill: string[] = [], mayFill: string[] = []): Unblock => ({
  type,
  given,
  fill,
  mayFill,
});
