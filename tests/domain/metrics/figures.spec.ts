import { describe, expect, it } from 'vitest';
import { figureKeys, figureOf, figuresOf, sayShare } from '../../../domain/metrics/figures.ts';

describe('a figure', () => {
  it.each([
    ['天门 2016-12: closed 911 of 972', 'closureRate', { closedOfDue: 911, due: 972 }, '93.72%'],
    ['天门 2016-12: on time 737 of 972', 'onTimeClosureRate', { closedOnTime: 737, due: 972 }, '75.82%'],
    ['nothing was due', 'closureRate', { closedOfDue: 0 }, '—'],
    ['nothing was found', 'rectificationRateMajor', {}, '—'],
    ['all of one', 'firstPassRate', { passedFirst: 1, verified: 1 }, '100.00%'],
    ['none of three', 'reworkRate', { verified: 3 }, '0.00%'],
  ] as const)('%s', (_, key, marks, said) => expect(sayShare(figureOf(key, marks).rate)).toBe(said));

  it('shows what it is made of', () => {
    expect(figureOf('handlingNet', { netMinutes: 300, closed: 2 })).toEqual({
      key: 'handlingNet',
      of: 'mean',
      over: 'netMinutes',
      under: 'closed',
      numerator: 300,
      denominator: 2,
      rate: 150,
    });
    expect(figureOf('open', { open: 7 })).toMatchObject({ numerator: 7, denominator: null, rate: null });
  });

  it('is there for every key, also of nothing', () => expect(figuresOf({}).map(({ key }) => key)).toEqual(figureKeys));
});
