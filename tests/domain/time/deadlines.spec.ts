import { describe, expect, it } from 'vitest';
import type { Allowance } from '../../../domain/time/allowance.ts';
import { dueAfter, instantBefore, nextWeekly, partWay } from '../../../domain/time/due.ts';
import { instantOf, showInShanghai } from '../../../domain/time/instant.ts';
import { shippedCalendar as calendar } from '../../../domain/time/work-calendar.ts';

const allowanceOf = (text: string): Allowance => {
  const [amount = '', unit = ''] = text.split(' ');
  if (unit === 'workdays') return { workdays: Number(amount) };
  if (unit === 'workHours') return { workHours: Number(amount) };
  if (unit === 'days') return { days: Number(amount) };
  return { elapsed: amount };
};

describe('a deadline', () => {
  it.each([
    // rule, opened, allowance, due, certainty (firm unless said)
    ['民法典 201: the first day is not counted', '2026-03-02 09:00', '1 workdays', '2026-03-03 17:30'],
    ['five workdays lead over a weekend', '2026-03-02 09:00', '5 workdays', '2026-03-09 17:30'],
    ['行政处罚法 85: seven days are workdays', '2026-03-02 09:00', '7 workdays', '2026-03-11 17:30'],
    ['行政处罚法 85: two days are workdays', '2026-03-06 09:00', '2 workdays', '2026-03-10 17:30'],
    ['opened on a Saturday, counting starts on Monday', '2026-03-07 11:00', '1 workdays', '2026-03-09 17:30'],
    ['opened a minute before midnight, it is still that day', '2026-03-02 23:59', '1 workdays', '2026-03-03 17:30'],
    ['opened a minute after midnight, it is the next day', '2026-03-03 00:01', '1 workdays', '2026-03-04 17:30'],
    ['国庆 2026: five workdays with the make-up Saturday 10-10', '2026-09-29 09:10', '5 workdays', '2026-10-12 17:30'],
    ['国庆 2026: the last workday before it', '2026-09-30 16:00', '1 workdays', '2026-10-08 17:30'],
    ['国庆 2026: 10-10 is a workday', '2026-09-30 16:00', '3 workdays', '2026-10-10 17:30'],
    ['国庆 2026: 10-11 is a Sunday', '2026-09-30 16:00', '4 workdays', '2026-10-12 17:30'],
    ['make-up Sunday 2026-01-04', '2026-01-02 10:00', '1 workdays', '2026-01-04 17:30'],
    ['元旦 2026 over the year end', '2025-12-31 10:00', '2 workdays', '2026-01-05 17:30'],
    ['make-up Saturday 2026-02-14', '2026-02-13 10:00', '1 workdays', '2026-02-14 17:30'],
    ['春节 2026 lasts to 02-23', '2026-02-13 10:00', '2 workdays', '2026-02-24 17:30'],
    ['make-up Saturday 2026-02-28', '2026-02-24 10:00', '4 workdays', '2026-02-28 17:30'],
    ['after the make-up Saturday comes Monday', '2026-02-24 10:00', '5 workdays', '2026-03-02 17:30'],
    ['清明 2026', '2026-04-03 10:00', '2 workdays', '2026-04-08 17:30'],
    ['劳动节 2026', '2026-04-30 10:00', '3 workdays', '2026-05-08 17:30'],
    ['make-up Saturday 2026-05-09', '2026-05-08 10:00', '1 workdays', '2026-05-09 17:30'],
    ['端午 2026', '2026-06-18 10:00', '1 workdays', '2026-06-22 17:30'],
    ['make-up Sunday 2026-09-20', '2026-09-18 10:00', '1 workdays', '2026-09-20 17:30'],
    ['中秋 2026', '2026-09-24 10:00', '1 workdays', '2026-09-28 17:30'],
    ['除夕 2024 was a workday', '2024-02-08 10:00', '1 workdays', '2024-02-09 17:30'],
    ['春节 2024 ends in a make-up Sunday', '2024-02-09 10:00', '1 workdays', '2024-02-18 17:30'],
    ['make-up Saturday 2024-09-14', '2024-09-13 10:00', '1 workdays', '2024-09-14 17:30'],
    ['make-up Sunday 2025-01-26', '2025-01-24 10:00', '1 workdays', '2025-01-26 17:30'],
    ['春节 2025', '2025-01-27 10:00', '1 workdays', '2025-02-05 17:30'],
    ['国庆 and 中秋 2025 in one', '2025-09-30 10:00', '2 workdays', '2025-10-10 17:30'],
    ['make-up Saturday 2025-10-11', '2025-10-10 10:00', '1 workdays', '2025-10-11 17:30'],
    ['zero workdays: the close of the same day', '2026-03-02 10:00', '0 workdays', '2026-03-02 17:30'],
    ['zero workdays after the close: the next workday', '2026-03-06 18:00', '0 workdays', '2026-03-09 17:30'],
    ['zero workdays on a Saturday', '2026-03-07 09:00', '0 workdays', '2026-03-09 17:30'],
    ['half a workday: noon of the next one', '2026-03-02 10:00', '0.5 workdays', '2026-03-03 12:00'],
    ['one and a half workdays', '2026-03-02 10:00', '1.5 workdays', '2026-03-04 12:00'],
    ['a quarter: half of the morning', '2026-03-02 10:00', '0.25 workdays', '2026-03-03 10:15'],
    ['working hours within a morning', '2026-03-02 09:00', '2 workHours', '2026-03-02 11:00'],
    ['working hours over noon', '2026-03-02 11:00', '4 workHours', '2026-03-02 16:30'],
    ['working hours over a weekend', '2026-03-06 16:00', '8 workHours', '2026-03-09 16:30'],
    ['working hours from outside hours', '2026-03-07 20:00', '1 workHours', '2026-03-09 09:30'],
    ['working hours that end with the session', '2026-03-02 08:30', '3.5 workHours', '2026-03-02 12:00'],
    ['zero working hours at noon', '2026-03-02 12:30', '0 workHours', '2026-03-02 13:30'],
    ['working hours over 国庆', '2026-09-30 17:00', '1 workHours', '2026-10-08 09:00'],
    ['calendar days', '2026-03-02 09:00', '10 days', '2026-03-12 17:30'],
    ['民法典 203: a last day on Saturday moves to Monday', '2026-03-02 09:00', '5 days', '2026-03-09 17:30'],
    ['民法典 203: a last day in 国庆 moves behind it', '2026-09-05 09:00', '30 days', '2026-10-08 17:30'],
    ['a last day on a make-up Saturday stays', '2026-10-05 09:00', '5 days', '2026-10-10 17:30'],
    ['calendar days in a leap year', '2024-02-28 09:00', '1 days', '2024-02-29 17:30'],
    ['zero days after the close', '2026-03-02 20:00', '0 days', '2026-03-03 17:30'],
    ['a duration knows no calendar', '2026-10-01 09:00', 'PT36H', '2026-10-02 21:00'],
    ['a duration over the year end stays firm', '2026-12-31 23:00', 'PT2H', '2027-01-01 01:00'],
    ['the last published day stays firm', '2026-12-30 10:00', '1 workdays', '2026-12-31 17:30'],
    ['2027 is not announced', '2026-12-30 10:00', '2 workdays', '2027-01-04 17:30', 'provisional'],
    ['2027: calendar days', '2026-12-30 10:00', '3 days', '2027-01-04 17:30', 'provisional'],
    ['2027: 除夕 and 春节 by law alone', '2027-02-04 10:00', '1 workdays', '2027-02-09 17:30', 'provisional'],
    ['2027: 国庆 by law alone', '2027-09-30 10:00', '1 workdays', '2027-10-04 17:30', 'provisional'],
  ])('%s', (_rule, opened, allowance, due, certainty = 'firm') => {
    const computed = dueAfter(instantOf(opened), allowanceOf(allowance), calendar);
    expect([showInShanghai(computed.at), computed.certainty]).toEqual([due, certainty]);
  });

  it('refuses an allowance below zero and a duration with months', () => {
    expect(() => dueAfter(instantOf('2026-03-02 09:00'), { workdays: -1 }, calendar)).toThrow(RangeError);
    expect(() => dueAfter(instantOf('2026-03-02 09:00'), { elapsed: 'P1M' }, calendar)).toThrow(RangeError);
  });

  it('names a year that it knows nothing of', () => {
    expect(() => dueAfter(instantOf('2040-03-02 09:00'), { workdays: 1 }, calendar)).toThrow(/2040/);
  });
});

describe('the rungs of the worked example (opened 2026-09-29 09:10, five workdays)', () => {
  const opened = instantOf('2026-09-29 09:10');
  const due = instantOf('2026-10-12 17:30');

  it('half-way is the afternoon of the third workday', () => {
    expect(showInShanghai(partWay(opened, { workdays: 5 }, due, 0.5, calendar))).toBe('2026-10-09 13:30');
  });

  it('one workday before is the make-up Saturday', () => {
    expect(showInShanghai(instantBefore(due, { workdays: 1 }, calendar))).toBe('2026-10-10 17:30');
  });

  it('weekly means the next Monday morning, or the workday after it', () => {
    expect(showInShanghai(nextWeekly(instantOf('2026-10-15 17:30'), 1, calendar))).toBe('2026-10-19 08:30');
    expect(showInShanghai(nextWeekly(instantOf('2026-02-12 17:30'), 1, calendar))).toBe('2026-02-24 08:30');
  });
});
