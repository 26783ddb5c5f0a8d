import { describe, expect, it } from 'vitest';
import { holidaysBetween, workdaysBetween } from '../../../domain/time/days-between.ts';
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
