import { addDays, instantAt, localDateOf } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import { opensAtMinute, workdayBeside } from '../time/work-calendar.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';

/** The month of a dispatch, 'YYYY-MM'. */
export type Period = string & { readonly __brand: 'Period' };

/** Null when the text is no month. */
export const periodIn = (text: string): Period | null => (/^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? (text as Period) : null);

export const periodOf = (on: LocalDate): Period => on.slice(0, 7) as Period;

/** So many months later, or before. */
export function monthsAfter(period: Period, months: number): Period {
  const count = Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}` as Period;
}

/** The month that opens next by itself, given the last one that was asked for: this one, or the one after that. */
export const nextAfter = (last: Period | null, thisMonth: Period): Period =>
  last !== null && last >= thisMonth ? monthsAfter(last, 1) : thisMonth;

/** 调度 opens by itself on that day of the month, or on the last workday before it, when business opens (DOMAIN §1 S9). */
export function opensOn(period: Period, dayOfMonth: number, calendar: WorkCalendar): Instant {
  const last = addDays(localDateOf(`${monthsAfter(period, 1)}-01`), -1);
  const named = `${period}-${String(dayOfMonth).padStart(2, '0')}` as LocalDate;
  const day = named > last ? last : named;
  return instantAt(calendar.isWorkday(day) ? day : workdayBeside(calendar, day, -1), opensAtMinute(calendar));
}
