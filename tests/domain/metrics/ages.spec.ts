import { describe, expect, it } from 'vitest';
import { ageOf, ages, reportedWithin } from '../../../domain/metrics/ages.ts';
import { addDays, localDateOf } from '../../../domain/time/instant.ts';

const today = localDateOf('2026-10-19');

describe('the age of what is open', () => {
  it.each([
    [0, 'upTo7'],
    [7, 'upTo7'],
    [8, 'upTo15'],
    [15, 'upTo15'],
    [16, 'upTo30'],
    [30, 'upTo30'],
    [31, 'upTo60'],
    [60, 'upTo60'],
    [61, 'over60'],
    [4000, 'over60'],
  ] as const)('after %i days: %s', (days, age) => expect(ageOf(days)).toBe(age));

  it('is that of the days between which it was reported, each day in one of them', () => {
    for (let days = 0; days < 100; days += 1) {
      const on = addDays(today, -days);
      const holding = ages.filter(({ age }) => {
        const { from, to } = reportedWithin(age, today);
        return on <= to && (from === null || on >= from);
      });
      expect(holding.map(({ age }) => age)).toEqual([ageOf(days)]);
    }
  });
});
