import { describe, expect, it } from 'vitest';
import { holidaysBetween, isOnMakeupWorkday, makeupWorkdaysBetween, workdaysBetween } from '../../../domain/time/days-between.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { shippedCalendar } from '../../../domain/time/work-calendar.ts';

describe('workdays between two moments', () => {
  it.each([
    ['the same day is none', '2026-10-12 08:30', '2026-10-12 17:30', 0],
    ['tomorrow is one', '2026-10-12 08:30', '2026-10-13 17:30', 1],
    ['a weekend is none', '2026-10-16 17:30', '2026-10-18 09:00', 0],
    ['a make-up Saturday is one (国办 2026: 10月10日上班)', '2026-10-09 15:20', '2026-10-10 17:30', 1],
    ['across 国庆: 30 September, 8, 9, 10 and 12 October', '2026-09-29 09:10', '2026-10-12 17:30', 5],
    ['backwards is none', '2026-10-13 08:30', '2026-10-12 17:30', 0],
  ])('%s', (_, from, to, days) => {
    expect(workdaysBetween(instantOf(from), instantOf(to), shippedCalendar)).toBe(days);
  });

  it('name the long holidays between them, not every weekend', () => {
    expect(holidaysBetween(instantOf('2026-09-20 09:00'), instantOf('2026-10-25 17:30'), shippedCalendar)).toEqual([
      { from: '2026-09-25', to: '2026-09-27' },
      { from: '2026-10-01', to: '2026-10-07' },
    ]);
  });
});

describe('make-up workdays', () => {
  it.each([
    ['国办发明电〔2023〕7号', 2024, ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12']],
    ['国办发明电〔2024〕12号', 2025, ['01-26', '02-08', '04-27', '09-28', '10-11']],
    ['国办发明电〔2025〕7号', 2026, ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']],
    ['a year without a notice has none', 2027, []],
  ])('are those of the notice, %s', (_, year, days) => {
    const all = makeupWorkdaysBetween(instantOf(`${year}-01-01 00:00`), instantOf(`${year}-12-31 23:59`), shippedCalendar);
    expect(all).toEqual(days.map((day) => `${year}-${day}`));
  });

  it.each([
    ['the Saturday on which people work for 国庆', '2026-10-10 17:30', true],
    ['its last minute in Shanghai', '2026-10-10 23:59', true],
    ['a minute later it is a Sunday', '2026-10-11 00:00', false],
    ['the Friday before it', '2026-10-09 17:30', false],
    ['any other Saturday', '2026-10-17 17:30', false],
    ['a day off', '2026-10-03 17:30', false],
  ])('hold a moment or not: %s', (_, at, isOne) => {
    expect(isOnMakeupWorkday(instantOf(at), shippedCalendar)).toBe(isOne);
  });
});
