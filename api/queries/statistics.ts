import { z } from 'zod';
import { statisticsDecider } from '../../domain/statistics/statistics.ts';
import { termIn } from '../../domain/statistics/term.ts';
import { monthsCounted, statisticsCaseId, statisticsShown, termsOwed } from '../../ledger/dispatch/statistics.ts';
import { commandAnswer } from '../answers.ts';
import { commandCase } from '../commands/command-case.ts';
import { statistics } from '../dispatch-answers.ts';
import { noSuchMonth } from '../period-of-path.ts';
import { route } from '../route.ts';

export const allTerms = route({
  method: 'get',
  path: '/api/statistics',
  summary: '统计 · the quarters and years whose statistics are owed or issued',
  access: 'statistics.read',
  answers: { 200: z.strictObject({ items: z.array(statistics.pick({ term: true, stage: true })) }) },
  async handle({ ledger }) {
    return { status: 200, body: { items: await termsOwed(ledger) } };
  },
});

export const oneTerm = route({
  method: 'get',
  path: '/api/statistics/{term}',
  summary: '统计 · the statistics of a quarter (2026-Q3) or a year (2026): owed by the office once it is over, frozen once they are issued',
  access: 'statistics.read',
  answers: { 200: statistics },
  async handle({ ledger, params, now }) {
    const term = termIn(params['term'] ?? '');
    const shown = term && (await statisticsShown(ledger, term, now));
    return shown ? { status: 200, body: shown } : noSuchMonth;
  },
});

export const issueStatistics = route({
  method: 'post',
  path: '/api/statistics/{term}/commands',
  summary: '上报统计 · issues the statistics of a term from its locked months, and freezes them',
  access: 'statistics.issue',
  isCommand: true,
  body: z.strictObject({ type: z.literal('IssueStatistics') }),
  answers: { 200: commandAnswer },
  async handle(given) {
    const term = termIn(given.params['term'] ?? '');
    if (!term) return noSuchMonth;
    const months = await monthsCounted(given.ledger, term);
    return commandCase(
      statisticsDecider,
      { ...given, params: { id: statisticsCaseId(term) } },
      { ...given.body, by: given.person, months },
    );
  },
});
