import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '../../web/src/parts/charts/apart.ts';

const plotPx = 220;
const gapPx = 18;
const placed = (ends: readonly (number | null)[]) => {
  const moved = apart(ends, plotPx, gapPx);
  return ends.flatMap((share, line) => (share === null ? [] : [share * plotPx + (moved[line] ?? 0)]));
};

describe('the names at the ends of lines', () => {
  it('stay where their lines end, where there is room', () => {
    expect(apart([0.1, 0.9, null, 0.5], plotPx, gapPx)).toEqual([0, 0, 0, 0]);
  });

  it('stand above one another where all lines end at the bottom', () => {
    expect(apart([1, 1, 1], plotPx, gapPx)).toEqual([-36, -18, 0]);
  });

  it('never stand on each other, nor below the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 6 }), (ends) => {
        const sorted = placed(ends).sort((a, b) => a - b);
        expect(sorted.every((at, i) => i === 0 || at - (sorted[i - 1] ?? 0) >= gapPx - 1)).toBe(true);
        expect(sorted.every((at) => at <= plotPx + 1)).toBe(true);
      }),
    );
  });
});
