import type { Moment } from '../case/decision.ts';
import { dateIn, instantAt, minuteOfDayIn } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';

/**
 * At most one ordinary message to a person and morning: once one was begun since `since`, what comes later in the morning waits `until` the
 * afternoon. Null in the afternoon, outside working hours, and where ordinary notices may go at any time.
 */
export function heldBackUntil({
  now,
  calendar,
  policy,
}: Pick<Moment, 'now' | 'calendar' | 'policy'>): { since: Instant; until: Instant } | null {
  const on = dateIn(now);
  const [morning, afternoon] = calendar.sessions;
  if (policy.ordinaryNotices === 'anyTime' || !morning || !afternoon || !calendar.isWorkday(on)) return null;
  const minute = minuteOfDayIn(now);
  if (minute < morning.opensAtMinute || minute >= morning.closesAtMinute) return null;
  return { since: instantAt(on, morning.opensAtMinute), until: instantAt(on, afternoon.opensAtMinute) };
}
