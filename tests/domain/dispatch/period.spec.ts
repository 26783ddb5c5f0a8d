import { describe, expect, it } from 'vitest';
import { monthsAfter, opensOn, periodIn } from '../../../domain/dispatch/period.ts';
import type { Period } from '../../../domain/dispatch/period.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { shippedCalendar } from '../../../domain/time/work-calendar.ts';

describe('a dispatch opens', () => {
  it.each([
    ['2026-11', 25, '2026-11-25 08:30', 'a Wednesday'],
    ['2026-10', 25, '2026-10-23 08:30', 'the 25th is a Sunday: the Friday before'],
    ['2026-04', 25, '2026-04-24 08:30', 'the 25th is a Saturday'],
    ['2026-02', 14, '2026-02-14 08:30', 'a make-up workday (调休上班)'],
    ['2026-02', 17, '2026-02-14 08:30', 'within 春节: the make-up workday before'],
    ['2026-02', 31, '2026-02-28 08:30', 'February has no 31st: its last day, a make-up workday'],
    ['2026-10', 7, '2026-09-30 08:30', 'within 国庆: the last workday before it'],
  ])('%s on day %i: %s, %s', (period, day, at) => expect(showInShanghai(opensOn(period as Period, day, shippedCalendar))).toBe(at));
});

describe('a period', () => {
  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-10', -12, '2025-10'],
    ['2026-10', 0, '2026-10'],
  ])('%s and %i months are %s', (period, months, then) => expect(monthsAfter(period as Period, months)).toBe(then));

  it.each(['2026-13', '2026-00', '2026-1', '202610', '1999-01', '2026-10-01', ''])('%s is none', (text) =>
    expect(periodIn(text)).toBeNull(),
  );
});
