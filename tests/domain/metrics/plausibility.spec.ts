import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plausibilityOf } from '../../../domain/metrics/plausibility.ts';
import type { Closing } from '../../../domain/metrics/plausibility.ts';
import { instantOf, localDateOf } from '../../../domain/time/instant.ts';

const typed = (n: number, dueOn: string | null, closedOn: string | null): Closing => ({
  id: String(n),
  number: `AQ-${n}`,
  typedIn: true,
  dueOn: dueOn === null ? null : localDateOf(dueOn),
  closedOn: closedOn === null ? null : localDateOf(closedOn),
});
const clocked = (n: number, due: string, closed: string): Closing => ({
  id: String(n),
  number: `AQ-${n}`,
  typedIn: false,
  dueAt: instantOf(due),
  closedAt: instantOf(closed),
});

describe('dates that were typed in afterwards', () => {
  it('are implausible when most lie exactly on the due date: 110 of 126 (DOMAIN §6)', () => {
    const closings = Array.from({ length: 126 }, (_, n) => typed(n, '2025-06-30', n < 110 ? '2025-06-30' : '2025-06-27'));
    const { typedIn, isImplausible } = plausibilityOf(closings);
    expect([typedIn.met, typedIn.of, isImplausible]).toEqual([110, 126, true]);
    expect(typedIn.cases).toHaveLength(110);
  });

  it('are not judged by a handful, nor counted where the paper names no date', () => {
    const closings = [...Array.from({ length: 5 }, (_, n) => typed(n, '2025-06-30', '2025-06-30')), typed(6, null, '2025-06-30')];
    expect(plausibilityOf(closings)).toMatchObject({ typedIn: { met: 5, of: 5 }, isImplausible: false });
  });

  it('are counted apart from what the engine’s clock saw', () => {
    const { typedIn, byClock } = plausibilityOf([
      typed(1, '2025-06-30', '2025-06-30'),
      clocked(2, '2026-10-12 17:30', '2026-10-12 09:00'),
      clocked(3, '2026-10-12 17:30', '2026-10-09 09:00'),
    ]);
    expect([typedIn.rate, byClock.rate]).toEqual([1, 0.5]);
  });

  it('give no rate where there is nothing to divide by, and never more met than there are', () => {
    expect(plausibilityOf([]).typedIn.rate).toBeNull();
    const day = fc.integer({ min: 1, max: 3 }).map((n) => `2025-06-0${n}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day)), (pairs) => {
        const { met, of } = plausibilityOf(pairs.map(([due, closed], n) => typed(n, due, closed))).typedIn;
        return met <= of;
      }),
    );
  });
});
