import type { DocumentFault, FaultCode } from '../document/fault.ts';
import { localDateOf, weekdayOf } from './instant.ts';
import type { LocalDate } from './instant.ts';
import { statutoryDays } from './statutory-days.ts';
import type { CalendarYear } from './calendar-year.ts';

/** A year's notice as NateScarlet/holiday-cn publishes it: every day off and every make-up workday by its holiday's name. */
export type HolidayCnYear = { year: number; papers: string[]; days: { name: string; date: string; isOffDay: boolean }[] };
/** The same as a plain table. Dates are YYYY-MM-DD. */
export type PlainYear = { source: string; daysOff: string[]; makeupWorkdays: string[] };

type WrittenDay = { path: string; date: string; isOff: boolean };

/**
 * Reads the notice of a year. Its faults, each with its place: a day of another year (the December before may be moved for 元旦), a day
 * named twice, a make-up workday that is no weekend day, a statutory day off on which people would work, no source. Throws RangeError for
 * a year whose statutory days are not known.
 */
export function readYear(year: number, written: HolidayCnYear | PlainYear): { read: CalendarYear; faults: DocumentFault[] } {
  const faults: DocumentFault[] = [];
  const fault = (path: string, code: FaultCode, value: string | number = '') => faults.push({ path, code, value: String(value) });
  const isHolidayCn = 'days' in written;
  if (isHolidayCn && written.year !== year) fault('year', 'NOT_THIS_YEAR', written.year);
  const source = isHolidayCn ? written.papers.join(' ') : written.source;
  if (source.trim() === '') fault(isHolidayCn ? 'papers' : 'source', 'NO_SOURCE');

  const named = new Map<LocalDate, boolean>();
  for (const { path, date, isOff } of daysOf(written)) {
    const on = dateOf(date);
    if (!on) fault(path, 'NOT_A_DATE', date);
    else if (!on.startsWith(`${year}-`) && !on.startsWith(`${year - 1}-12-`)) fault(path, 'NOT_IN_YEAR', date);
    else if (named.has(on)) fault(path, 'DUPLICATE', date);
    else if (!isOff && weekdayOf(on) < 6) fault(path, 'NOT_A_WEEKEND', date);
    if (on && !named.has(on)) named.set(on, isOff);
  }
  for (const on of statutoryDays(year))
    if (!(named.get(on) ?? weekdayOf(on) >= 6)) fault(isHolidayCn ? 'days' : 'daysOff', 'STATUTORY_DAY', on);

  const inOrder = (isOff: boolean) =>
    [...named]
      .filter(([, off]) => off === isOff)
      .map(([on]) => on)
      .sort();
  return { read: { year, status: 'published', source, daysOff: inOrder(true), makeupWorkdays: inOrder(false) }, faults };
}

function daysOf(written: HolidayCnYear | PlainYear): WrittenDay[] {
  if ('days' in written) return written.days.map(({ date, isOffDay }, i) => ({ path: `days[${i}].date`, date, isOff: isOffDay }));
  return [
    ...written.daysOff.map((date, i) => ({ path: `daysOff[${i}]`, date, isOff: true })),
    ...written.makeupWorkdays.map((date, i) => ({ path: `makeupWorkdays[${i}]`, date, isOff: false })),
  ];
}

function dateOf(text: string): LocalDate | null {
  try {
    return localDateOf(text);
  } catch {
    return null;
  }
}
