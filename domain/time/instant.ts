/** A moment in UTC, always 24 characters ('2026-09-30T08:00:00.000Z'), so that < compares. */
export type Instant = string & { readonly __brand: 'Instant' };
/** A civil date in Asia/Shanghai, 'YYYY-MM-DD'. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };
/** Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const msPerMinute = 60_000;
const msPerDay = 24 * 60 * msPerMinute;
// China has kept UTC+8 without summer time since 1991, so civil time is plain arithmetic and the process's zone never matters.
const shanghaiOffsetMs = 8 * 60 * msPerMinute;

export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}

export function msOf(at: Instant): number {
  return Date.parse(at);
}

/** Reads an ISO date-time with its offset, or 'YYYY-MM-DD HH:mm' as Shanghai time. Throws RangeError naming the text. */
export function instantOf(text: string): Instant {
  const civil = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(text);
  if (civil) return instantAt(localDateOf(civil[1] ?? ''), Number(civil[2]) * 60 + Number(civil[3]));
  const ms = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not a moment: "${text}" (like 2026-09-30T16:00:00+08:00)`);
  return instantFromMs(ms);
}

/** Throws RangeError when the text is not a date that exists. */
export function localDateOf(text: string): LocalDate {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  if (!isDate) throw new RangeError(`not a date: "${text}" (like 2026-09-30)`);
  return text as LocalDate;
}

/** The Shanghai date of a moment. */
export function dateIn(at: Instant): LocalDate {
  return new Date(msOf(at) + shanghaiOffsetMs).toISOString().slice(0, 10) as LocalDate;
}

/** Minutes since Shanghai's midnight, fractions kept. */
export function minuteOfDayIn(at: Instant): number {
  return ((msOf(at) + shanghaiOffsetMs) % msPerDay) / msPerMinute;
}

/** `minuteOfDay` may be 1440: 24:00. */
export function instantAt(on: LocalDate, minuteOfDay: number): Instant {
  return instantFromMs(Date.parse(on) - shanghaiOffsetMs + minuteOfDay * msPerMinute);
}

export function addDays(on: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(on) + days * msPerDay).toISOString().slice(0, 10) as LocalDate;
}

export function weekdayOf(on: LocalDate): Weekday {
  return (((Date.parse(on) / msPerDay + 3) % 7) + 1) as Weekday;
}

export function yearOf(on: LocalDate): number {
  return Number(on.slice(0, 4));
}

export function plusMs(at: Instant, ms: number): Instant {
  return instantFromMs(msOf(at) + ms);
}

export function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** '2026-10-12 17:30' in Shanghai. */
export function showInShanghai(at: Instant): string {
  return new Date(msOf(at) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}
