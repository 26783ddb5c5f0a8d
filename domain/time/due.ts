import { amountOf, elapsedMs } from './allowance.ts';
import type { Allowance } from './allowance.ts';
import { addDays, dateIn, instantAt, instantFromMs, minuteOfDayIn, msOf, plusMs, weekdayOf, yearOf } from './instant.ts';
import type { Instant, LocalDate, Weekday } from './instant.ts';
import { closesAtMinute, nextWorkingInstant, onOrAfterWorkday, opensAtMinute, workdayBeside } from './work-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A deadline; provisional while it rests on a year whose holidays are not announced. `calendar` is the version it was computed with. */
export type Due = { at: Instant; certainty: 'firm' | 'provisional'; calendar: string };

/** Sets the deadline of something opened at that moment, by the counting rules of DOMAIN §3–4. Throws RangeError on a negative allowance. */
export function dueAfter(openedAt: Instant, allowance: Allowance, calendar: WorkCalendar): Due {
  const at = instantAfter(openedAt, allowance, calendar);
  return { at, certainty: isProvisional(openedAt, at, allowance, calendar) ? 'provisional' : 'firm', calendar: calendar.version };
}

function isProvisional(from: Instant, to: Instant, allowance: Allowance, calendar: WorkCalendar): boolean {
  if ('elapsed' in allowance) return false;
  for (let on = dateIn(from); yearOf(on) <= yearOf(dateIn(to)); on = `${yearOf(on) + 1}-01-01` as LocalDate)
    if (calendar.isProvisional(on)) return true;
  return false;
}

/** The moment when the allowance has run out. */
export function instantAfter(at: Instant, allowance: Allowance, calendar: WorkCalendar): Instant {
  if ('elapsed' in allowance) return plusMs(at, elapsedMs(allowance.elapsed));
  if ('workHours' in allowance) return afterWorkMinutes(at, amountOf('workHours', allowance.workHours) * 60, calendar);
  if ('workdays' in allowance) return afterWorkdays(at, amountOf('workdays', allowance.workdays), calendar);
  // 民法典 201: the first day is not counted; 203: a last day that is a day off moves to the next workday, and ends with business hours.
  const days = amountOf('days', allowance.days);
  if (days === 0) return afterWorkdays(at, 0, calendar);
  return instantAt(onOrAfterWorkday(calendar, addDays(dateIn(at), days)), closesAtMinute(calendar));
}

/** The first day is not counted; half a workday is a session, the way offices count. Zero means the close of this workday. */
function afterWorkdays(at: Instant, workdays: number, calendar: WorkCalendar): Instant {
  const whole = Math.floor(workdays);
  let on = dateIn(at);
  if (workdays === 0) {
    const isOver = !calendar.isWorkday(on) || minuteOfDayIn(at) >= closesAtMinute(calendar);
    return instantAt(isOver ? workdayBeside(calendar, on, 1) : on, closesAtMinute(calendar));
  }
  for (let counted = 0; counted < whole; counted += 1) on = workdayBeside(calendar, on, 1);
  const part = workdays - whole;
  return part === 0 ? instantAt(on, closesAtMinute(calendar)) : instantAt(workdayBeside(calendar, on, 1), minuteAtShare(part, calendar));
}

/** The minute at which that share of a workday is over, each session being an equal share. */
function minuteAtShare(share: number, calendar: WorkCalendar): number {
  const sessions = calendar.sessions.length > 0 ? calendar.sessions : [{ opensAtMinute: 0, closesAtMinute: 1440 }];
  const passed = share * sessions.length;
  const index = Math.ceil(passed) - 1;
  const session = sessions[index] ?? { opensAtMinute: 0, closesAtMinute: 1440 };
  return session.opensAtMinute + (passed - index) * (session.closesAtMinute - session.opensAtMinute);
}

function afterWorkMinutes(at: Instant, minutes: number, calendar: WorkCalendar): Instant {
  let left = minutes;
  let from = nextWorkingInstant(calendar, at);
  for (;;) {
    const minute = minuteOfDayIn(from);
    const closes = calendar.sessions.find((session) => minute < session.closesAtMinute)?.closesAtMinute ?? 1440;
    if (left <= closes - minute) return instantAt(dateIn(from), minute + left);
    left -= closes - minute;
    from = nextWorkingInstant(calendar, instantAt(dateIn(from), closes));
  }
}

/** That much before: n workdays earlier at the same time of day, working hours backwards, days and durations plainly. */
export function instantBefore(at: Instant, allowance: Allowance, calendar: WorkCalendar): Instant {
  if ('elapsed' in allowance) return plusMs(at, -elapsedMs(allowance.elapsed));
  if ('days' in allowance) return instantAt(addDays(dateIn(at), -amountOf('days', allowance.days)), minuteOfDayIn(at));
  if ('workHours' in allowance) return beforeWorkMinutes(at, amountOf('workHours', allowance.workHours) * 60, calendar);
  const workdays = amountOf('workdays', allowance.workdays);
  let on = dateIn(at);
  for (let counted = 0; counted < Math.ceil(workdays); counted += 1) on = workdayBeside(calendar, on, -1);
  return instantAt(on, minuteOfDayIn(at));
}

function beforeWorkMinutes(at: Instant, minutes: number, calendar: WorkCalendar): Instant {
  let left = minutes;
  let on = dateIn(at);
  let until = minuteOfDayIn(at);
  for (;;) {
    if (calendar.isWorkday(on)) {
      for (const { opensAtMinute, closesAtMinute } of [...calendar.sessions].reverse()) {
        const end = Math.min(until, closesAtMinute);
        if (end <= opensAtMinute) continue;
        if (left <= end - opensAtMinute) return instantAt(on, end - left);
        left -= end - opensAtMinute;
      }
    }
    on = addDays(on, -1);
    until = 1440;
  }
}

/** The moment when that fraction of the limit is gone; a reminder that falls on the end of a session waits for the next opening. */
export function partWay(openedAt: Instant, limit: Allowance, dueAt: Instant, fraction: number, calendar: WorkCalendar): Instant {
  const share = scaled(limit, fraction);
  const counted = share && nextWorkingInstant(calendar, instantAfter(openedAt, share, calendar));
  if (counted && counted > openedAt && counted < dueAt) return counted;
  return shareOf(openedAt, dueAt, fraction);
}

/** The moment that divides the time between two moments in that proportion, whatever the calendar says. */
export const shareOf = (from: Instant, to: Instant, fraction: number): Instant =>
  instantFromMs(msOf(from) + Math.floor((msOf(to) - msOf(from)) * fraction));

/** The deadline at the close of business of that day, or of the next workday. */
export function dueOn(on: LocalDate, calendar: WorkCalendar): Due {
  const day = onOrAfterWorkday(calendar, on);
  return {
    at: instantAt(day, closesAtMinute(calendar)),
    certainty: calendar.isProvisional(day) ? 'provisional' : 'firm',
    calendar: calendar.version,
  };
}

const scaled = (limit: Allowance, fraction: number): Allowance | null => {
  if ('workdays' in limit) return { workdays: limit.workdays * fraction };
  if ('workHours' in limit) return { workHours: limit.workHours * fraction };
  return null;
};

/** Opening of business on the next such weekday strictly after; when that is a day off, on the next workday. */
export function nextWeekly(after: Instant, weekday: Weekday, calendar: WorkCalendar): Instant {
  let on = addDays(dateIn(after), 1);
  while (weekdayOf(on) !== weekday) on = addDays(on, 1);
  return instantAt(onOrAfterWorkday(calendar, on), opensAtMinute(calendar));
}
