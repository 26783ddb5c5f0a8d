import type { CalendarYear } from './calendar-year.ts';
import { addDays, dateIn, instantAt, minuteOfDayIn, weekdayOf, yearOf } from './instant.ts';
import type { Instant, LocalDate } from './instant.ts';
import { publishedYears } from './published-years.ts';
import { statutoryDays } from './statutory-days.ts';

/** Working hours of a day in minutes since midnight, Asia/Shanghai. */
export type WorkSession = { opensAtMinute: number; closesAtMinute: number };

/**
 * Days off, make-up workdays and hours. A year without a notice is provisional: Monday to Friday without the statutory days (DOMAIN §4).
 * `version` tells deadlines computed with different calendars apart.
 */
export type WorkCalendar = {
  version: string;
  sessions: readonly WorkSession[];
  isWorkday(on: LocalDate): boolean;
  isProvisional(on: LocalDate): boolean;
};

const defaultSessions: readonly WorkSession[] = [
  { opensAtMinute: 8 * 60 + 30, closesAtMinute: 12 * 60 },
  { opensAtMinute: 13 * 60 + 30, closesAtMinute: 17 * 60 + 30 },
];

/** Throws RangeError, when asked, for a year whose statutory days are not known. */
export function workCalendar(input: {
  version: string;
  published: readonly CalendarYear[];
  sessions?: readonly WorkSession[];
}): WorkCalendar {
  const sessions = input.sessions ?? defaultSessions;
  const published = new Set(input.published.map(({ year }) => year));
  const announced = announcedDays(input.published);
  const statutory = new Map<number, ReadonlySet<LocalDate>>();
  const statutoryOf = (year: number) => {
    const known = statutory.get(year) ?? statutoryDays(year);
    statutory.set(year, known);
    return known;
  };
  return {
    version: input.version,
    sessions,
    isProvisional: (on) => !published.has(yearOf(on)),
    isWorkday: (on) => announced.get(on) ?? (weekdayOf(on) < 6 && (published.has(yearOf(on)) || !statutoryOf(yearOf(on)).has(on))),
  };
}

/** Whether people work on the days that the notices name; where two name the same day, the later year's. */
function announcedDays(published: readonly CalendarYear[]): ReadonlyMap<LocalDate, boolean> {
  const days = new Map<LocalDate, boolean>();
  for (const { daysOff, makeupWorkdays } of [...published].sort((a, b) => a.year - b.year)) {
    for (const on of daysOff) days.set(on, false);
    for (const on of makeupWorkdays) days.set(on, true);
  }
  return days;
}

/** The calendar that the product ships with; its version names the last year that it has published. */
export const shippedCalendar: WorkCalendar = workCalendar({
  version: `shipped-${Math.max(...publishedYears.map(({ year }) => year))}`,
  published: publishedYears,
});

/** The same calendar, which remembers whether it was asked about one of these days. */
export function listened(calendar: WorkCalendar, isOneOf: (on: LocalDate) => boolean): { calendar: WorkCalendar; wasAsked: () => boolean } {
  let asked = false;
  const hear = (on: LocalDate) => {
    asked ||= isOneOf(on);
    return on;
  };
  return {
    calendar: {
      ...calendar,
      isWorkday: (on) => calendar.isWorkday(hear(on)),
      isProvisional: (on) => calendar.isProvisional(hear(on)),
    },
    wasAsked: () => asked,
  };
}

/** The shipped calendar with the years that the office adopted since; `version` counts its adoptions, 0 before the first one. */
export function calendarWith(adopted: readonly CalendarYear[], version: number): WorkCalendar {
  if (version === 0) return shippedCalendar;
  return workCalendar({ version: `${shippedCalendar.version}+${version}`, published: yearsWith(adopted) });
}

/** The published years: the shipped ones, each replaced by its adopted version where there is one. */
export function yearsWith(adopted: readonly CalendarYear[]): CalendarYear[] {
  const years = new Map([...publishedYears, ...adopted].map((year) => [year.year, year]));
  return [...years.values()];
}

/** The first day that the notice of the year speaks of: New Year's day, or one in the December before. */
export function firstDayOf({ year, daysOff, makeupWorkdays }: CalendarYear): LocalDate {
  return [...daysOff, ...makeupWorkdays].reduce((first, on) => (on < first ? on : first), `${year}-01-01` as LocalDate);
}

/** The year as its notice says it, or as the law alone does while there is none. Throws RangeError for a year that is not known at all. */
export function yearAsKnown(year: number, adopted: readonly CalendarYear[]): CalendarYear {
  return (
    yearsWith(adopted).find((each) => each.year === year) ?? {
      year,
      status: 'provisional',
      source: null,
      daysOff: [...statutoryDays(year)].sort(),
      makeupWorkdays: [],
    }
  );
}

/** The first workday strictly after (+1) or before (−1) the date. */
export function workdayBeside(calendar: WorkCalendar, on: LocalDate, step: 1 | -1): LocalDate {
  let day = addDays(on, step);
  while (!calendar.isWorkday(day)) day = addDays(day, step);
  return day;
}

/** The date itself when people work on it, else the next workday. */
export function onOrAfterWorkday(calendar: WorkCalendar, on: LocalDate): LocalDate {
  return calendar.isWorkday(on) ? on : workdayBeside(calendar, on, 1);
}

export function opensAtMinute(calendar: WorkCalendar): number {
  return calendar.sessions[0]?.opensAtMinute ?? 0;
}

/** Close of business; 24:00 where there are no business hours (民法典 203). */
export function closesAtMinute(calendar: WorkCalendar): number {
  return calendar.sessions.at(-1)?.closesAtMinute ?? 1440;
}

/** The moment itself when it lies in working hours, else the next opening; the end of a session already belongs to the next one. */
export function nextWorkingInstant(calendar: WorkCalendar, at: Instant): Instant {
  const on = dateIn(at);
  const minute = minuteOfDayIn(at);
  const session = calendar.isWorkday(on) ? calendar.sessions.find(({ closesAtMinute }) => minute < closesAtMinute) : undefined;
  if (session) return minute >= session.opensAtMinute ? at : instantAt(on, session.opensAtMinute);
  return instantAt(workdayBeside(calendar, on, 1), opensAtMinute(calendar));
}
