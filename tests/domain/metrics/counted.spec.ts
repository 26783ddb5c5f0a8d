import { describe, expect, it } from 'vitest';
import { countedIn, isCountedAs, sayCounted } from '../../../domain/metrics/counted.ts';
import type { Counted } from '../../../domain/metrics/counted.ts';
import type { Period } from '../../../domain/dispatch/period.ts';

const october = '2026-10' as Period;

describe('what a month counts, as it stands in an address', () => {
  it.each<[string, Counted]>([
    ['2026-10:due', { period: october, as: 'due', deputies: null }],
    ['2026-10:late:li', { period: october, as: 'late', deputies: ['li'] }],
    ['2026-10:overdue:li', { period: october, as: 'overdue', deputies: ['li'] }],
    ['2026-10:onTime:li,zhao', { period: october, as: 'onTime', deputies: ['li', 'zhao'] }],
    ['2026-10:due:a%3Ab%2Cc', { period: october, as: 'due', deputies: ['a:b,c'] }],
  ])('%s', (said, counted) => {
    expect(countedIn(said)).toEqual(counted);
    expect(sayCounted(counted)).toBe(said);
  });

  it.each(['', '2026-13:due', '2026-10', '2026-10:found', '2026-10:due:', '2026-10:due:li:zhao', '2026-10:due '])('not %j', (said) =>
    expect(countedIn(said)).toBeNull(),
  );

  it('takes what is no encoding as it stands', () => expect(countedIn('2026-10:due:%E4')?.deputies).toEqual(['%E4']));
});

describe('a hazard', () => {
  it.each([
    ['closed in time', { due: 1, closedOfDue: 1, closedOnTime: 1 }, ['due', 'onTime']],
    ['closed late', { due: 1, closedOfDue: 1 }, ['due', 'late']],
    ['not due', { active: 1, open: 1 }, []],
    ['that counts for nothing', {}, []],
  ] as const)('%s', (_, marks, counted) =>
    expect((['due', 'onTime', 'late'] as const).filter((as) => isCountedAs(as, marks))).toEqual(counted),
  );
});
