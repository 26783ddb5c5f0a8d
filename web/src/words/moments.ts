import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import type { Owes } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import type { Language } from './language.ts';

dayjs.extend(utc);

// China keeps UTC+8 all year; the reader's machine may be set to anything.
const shanghaiMinutes = 8 * 60;
const hourMs = 3_600_000;
/** In a format of dayjs. */
const makeupMark = { zh: '，[调休上班]', en: ' [(make-up workday)]' };

export const inShanghai = (at: string | number) => dayjs(at).utcOffset(shanghaiMinutes);

export const isToday = (at: string) => inShanghai(at).isSame(inShanghai(serverNowMs()), 'day');

/** Whether the moment lies in the week, Monday to Sunday, of today. */
export function isThisWeek(at: string): boolean {
  const weekOf = (moment: string | number) => {
    const on = inShanghai(moment).startOf('day');
    return on.subtract((on.day() + 6) % 7, 'day').valueOf();
  };
  return weekOf(at) === weekOf(serverNowMs());
}

/** 17:30; where the whole matter lasts less than an hour, 17:30:08. */
export const sayTime = (at: string | number, isPrecise = false) => inShanghai(at).format(isPrecise ? 'HH:mm:ss' : 'HH:mm');

/** The first whole minute at which it is so: within its own minute it is not yet. */
export const sayFromTime = (at: string): string => sayTime(Math.ceil(Date.parse(at) / 60_000) * 60_000);

/** 10月12日(周一)17:30, with the year when it is not this one; 10月10日(周六，调休上班)17:30, of a weekend day on which people work. */
export function sayMoment(at: string | number, language: Language, isPrecise = false, isMakeup = false): string {
  const moment = inShanghai(at).locale(language === 'en' ? 'en' : 'zh-cn');
  const isThisYear = moment.year() === inShanghai(serverNowMs()).year();
  const time = isPrecise ? 'HH:mm:ss' : 'HH:mm';
  const mark = isMakeup ? makeupMark[language] : '';
  if (language === 'en') return moment.format(isThisYear ? `ddd D MMM${mark}, ${time}` : `ddd D MMM YYYY${mark}, ${time}`);
  return moment.format(isThisYear ? `M月D日(ddd${mark})${time}` : `YYYY年M月D日(ddd${mark})${time}`);
}

/** 2026年10月, of a month 'YYYY-MM'. */
export const sayPeriod = (period: string, language: Language): string =>
  dayjs(`${period}-01`)
    .locale(language === 'en' ? 'en' : 'zh-cn')
    .format(language === 'en' ? 'MMMM YYYY' : 'YYYY年M月');

/** 10月, of a month 'YYYY-MM' whose year stands elsewhere. */
export const sayMonth = (period: string, language: Language): string =>
  dayjs(`${period}-01`)
    .locale(language === 'en' ? 'en' : 'zh-cn')
    .format(language === 'en' ? 'MMM' : 'M月');

/** 2026年第3季度 or 2026年, of 2026-Q3 or 2026. */
export function sayTerm(term: string, language: Language): string {
  const [year, quarter] = term.split('-Q');
  if (quarter === undefined) return language === 'en' ? term : `${year}年`;
  return language === 'en' ? `Q${quarter} ${year}` : `${year}年第${quarter}季度`;
}

/** 10月1日(周四), of a civil date, with the year when it is not this one. */
export function sayDate(on: string, language: Language): string {
  const date = dayjs(on).locale(language === 'en' ? 'en' : 'zh-cn');
  const isThisYear = date.year() === inShanghai(serverNowMs()).year();
  if (language === 'en') return date.format(isThisYear ? 'ddd D MMM' : 'ddd D MMM YYYY');
  return date.format(isThisYear ? 'M月D日(ddd)' : 'YYYY年M月D日(ddd)');
}

/** 10月1日(周四)09:05, of what a camera wrote: a civil time without a zone, '2026-10-01 09:05:00'. */
export const sayWritten = (at: string, language: Language): string =>
  [sayDate(at.slice(0, 10), language), at.slice(11, 16)].join(language === 'en' ? ', ' : '');

/** 10月1日, the day of a moment, where the weekday stands elsewhere. */
export function sayDay(at: string, language: Language): string {
  const day = inShanghai(at).locale(language === 'en' ? 'en' : 'zh-cn');
  const isThisYear = day.year() === inShanghai(serverNowMs()).year();
  if (language === 'en') return day.format(isThisYear ? 'D MMM' : 'D MMM YYYY');
  return day.format(isThisYear ? 'M月D日' : 'YYYY年M月D日');
}

/** A time limit of less than an hour is told to the second. */
export const isInSeconds = (owes: Pick<Owes, 'since' | 'dueAt'>) => Date.parse(owes.dueAt) - Date.parse(owes.since) < hourMs;

const isMidnight = (at: string) => inShanghai(at).format('HH:mm:ss') === '00:00:00';
const writtenDay = (at: string, daysBack = 0) => inShanghai(at).subtract(daysBack, 'day').format('YYYY-MM-DD');

/** When something begins: its day alone, where that is from its first moment on. */
export const sayFrom = (at: string, language: Language): string =>
  isMidnight(at) ? sayDate(writtenDay(at), language) : sayMoment(at, language);

/** Until when something lasts: its last day, where it lasts to the end of that. */
export const sayLast = (at: string, language: Language): string =>
  isMidnight(at) ? sayDate(writtenDay(at, 1), language) : sayMoment(at, language);

export type Lateness = { kind: 'left' | 'soon' | 'today' | 'overdue' | 'paused'; workdays: number };

/** How a deadline stands: near when a workday or less, or less than half of the limit is left. A review is waited for with the clock paused. */
export function latenessOf(owes: Owes): Lateness {
  const now = serverNowMs();
  const due = Date.parse(owes.dueAt);
  if (owes.workdaysOverdue !== null || due < now) return { kind: 'overdue', workdays: owes.workdaysOverdue ?? 0 };
  if (isToday(owes.dueAt)) return { kind: 'today', workdays: 0 };
  const workdays = owes.workdaysLeft ?? 0;
  if (owes.duty === 'hazard.review' && workdays > 1) return { kind: 'paused', workdays };
  const isHalfGone = now - Date.parse(owes.since) > due - now;
  return { kind: workdays <= 1 || isHalfGone ? 'soon' : 'left', workdays };
}
