import { describe, expect, it } from 'vitest';
import type { Period } from '../../../domain/dispatch/period.ts';
import { figureOf } from '../../../domain/metrics/figures.ts';
import { statisticsDecider } from '../../../domain/statistics/statistics.ts';
import type { MonthCounted, Statistics, StatisticsCommand } from '../../../domain/statistics/statistics.ts';
import { monthsOf, termDueOn, termIn, termsEnded } from '../../../domain/statistics/term.ts';
import type { Term } from '../../../domain/statistics/term.ts';
import { localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment } from '../../support/given.ts';

describe('a term', () => {
  it.each([
    ['2026-Q1', '2026-01 2026-02 2026-03', '2026-04-15'],
    ['2026-Q4', '2026-10 2026-11 2026-12', '2027-01-15'],
    ['2026', '2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12', '2027-01-31'],
  ])('%s has the months %s and is due on %s (16号令: the 15th of the next quarter, 31 January)', (term, months, due) => {
    expect([monthsOf(term as Term).join(' '), termDueOn(term as Term)]).toEqual([months, due]);
  });

  it.each([
    ['2026-10-01', ['2026-Q3']],
    ['2026-12-31', ['2026-Q3']],
    ['2027-01-01', ['2026-Q4', '2026']],
    ['2027-04-01', ['2027-Q1']],
  ])('that is over on %s: %j', (today, terms) => expect(termsEnded(localDateOf(today))).toEqual(terms));

  it.each(['2026-Q5', '2026-Q0', '26', '2026-07', ''])('%s is none', (text) => expect(termIn(text)).toBeNull());
});

const month = (period: string, changes: Partial<MonthCounted> = {}): MonthCounted => ({
  period: period as Period,
  isLocked: true,
  marks: { due: 10, closedOnTime: 8, open: 4 },
  ...changes,
});
const opens: [string, StatisticsCommand] = ['2026-10-01 08:30', { type: 'OpenStatistics', term: '2026-Q3' as Term }];
const issues = (months: MonthCounted[], by = 'zhao'): [string, StatisticsCommand] => [
  '2026-10-12 10:00',
  { type: 'IssueStatistics', by, months },
];

function story(...steps: [string, StatisticsCommand][]) {
  let state: Statistics | null = null;
  for (const [at, command] of steps.slice(0, -1)) {
    const decision = statisticsDecider.decide(state, command, aMoment(at));
    if (decision.kind === 'accepted')
      state = decision.events.reduce<Statistics | null>((folded, event) => statisticsDecider.evolve(folded, event), state);
  }
  const [at, command] = steps.at(-1) ?? opens;
  const decision = statisticsDecider.decide(state, command, aMoment(at));
  const after =
    decision.kind === 'accepted'
      ? decision.events.reduce<Statistics | null>((folded, event) => statisticsDecider.evolve(folded, event), state)
      : state;
  return { decision, after: after as Statistics | null };
}

describe('the statistics of a quarter', () => {
  it('are owed by the office until the 15th', () => {
    const { after } = story(opens);
    expect(after).toMatchObject({ stage: 'owed', obligation: { duty: 'statistics.issue', owedBy: { post: 'office' } } });
    expect(after?.obligation && showInShanghai(after.obligation.due.at)).toBe('2026-10-15 17:30');
  });

  it('add up the flows of its locked months, stand as the last one left them, and name the month that is missing', () => {
    const { after } = story(opens, issues([month('2026-07'), month('2026-09', { marks: { due: 5, closedOnTime: 5, open: 1 } })]));
    expect(after).toMatchObject({
      stage: 'issued',
      obligation: null,
      issued: { missing: ['2026-08'], marks: { due: 15, closedOnTime: 13, open: 1 } },
    });
    expect(figureOf('onTimeClosureRate', after?.issued?.marks ?? {}).rate).toBeCloseTo(13 / 15);
  });

  it.each<[string, [string, StatisticsCommand][], string]>([
    ['while a month is not signed', [opens, issues([month('2026-07'), month('2026-08', { isLocked: false })])], 'MONTH_NOT_LOCKED'],
    ['by no member of the office', [opens, issues([month('2026-07')], 'li')], 'OFFICE_ONLY'],
    ['twice', [opens, issues([month('2026-07')]), issues([month('2026-07')])], 'WRONG_STAGE'],
    ['before the term is over', [issues([month('2026-07')])], 'CASE_UNKNOWN'],
  ])('issued %s are refused', (_, steps, code) => expect(story(...steps).decision).toMatchObject({ kind: 'refused', refusal: { code } }));
});
