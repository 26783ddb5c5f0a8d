import { addDays, dateIn, instantAt, msOf, weekdayOf } from './instant.ts';
import type { Instant, LocalDate } from './instant.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Workdays after the date of `from` up to and including the date of `to`, Shanghai dates; 0 on the same day or when `to` is earlier. */
export function workdaysBetween(from: Instant, to: Instant, calendar: WorkCalendar): number {
  let count = 0;
  for (let on = addDays(dateIn(from), 1); on <= dateIn(to); on = addDays(on, 1)) if (calendar.isWorkday(on)) count += 1;
  return count;
}

/** Runs of days without work, longer than a plain weekend, that lie between two moments: what stretches a deadline visibly. */
export function holidaysBetween(from: Instant, to: Instant, calendar: WorkCalendar): { from: LocalDate; to: LocalDate }[] {
  const runs: { from: LocalDate; to: LocalDate; days: number }[] = [];
  for (let on = dateIn(from); on <= dateIn(to); on = addDays(on, 1)) {
    if (calendar.isWorkday(on)) continue;
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === on) Object.assign(last, { to: on, days: last.days + 1 });
    else runs.push({ from: on, to: on, days: 1 });
  }
  return runs.filter(({ days }) => days > 2).map((run) => ({ from: run.from, to: run.to }));
}

const isMakeupWorkday = (on: LocalDate, calendar: WorkCalendar) => weekdayOf(on) > 5 && calendar.isWorkday(on);

/** 调休上班: whether the moment lies on a weekend day on which people work. */
export const isOnMakeupWorkday = (at: Instant, calendar: WorkCalendar): boolean => isMakeupWorkday(dateIn(at), calendar);

/** Those of some moments that lie on such a day, for words about them. */
export type MakeupMarks = { onMakeupWorkdays?: readonly Instant[] };

export function makeupMarksOf(moments: readonly (Instant | null | undefined)[], calendar: WorkCalendar): MakeupMarks {
  const onMakeupWorkdays = moments.filter((at) => at != null).filter((at) => isOnMakeupWorkday(at, calendar));
  return onMakeupWorkdays.length > 0 ? { onMakeupWorkdays } : {};
}

/** The weekend days between two moments on which people work. */
export function makeupWorkdaysBetween(from: Instant, to: Instant, calendar: WorkCalendar): LocalDate[] {
  const found: LocalDate[] = [];
  for (let on = dateIn(from); on <= dateIn(to); on = addDays(on, 1)) if (isMakeupWorkday(on, calendar)) found.push(on);
  return found;
}

/** Calendar days from the date of one moment to that of another, Shanghai dates. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.round((msOf(instantAt(dateIn(to), 0)) - msOf(instantAt(dateIn(from), 0))) / 86_400_000);
}
