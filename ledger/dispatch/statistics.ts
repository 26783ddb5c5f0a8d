import type { Period } from '../../domain/dispatch/period.ts';
import { figuresOf } from '../../domain/metrics/figures.ts';
import { together } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import { overTerm, statisticsDecider } from '../../domain/statistics/statistics.ts';
import type { MonthCounted, Statistics } from '../../domain/statistics/statistics.ts';
import { monthsOf, termsEnded } from '../../domain/statistics/term.ts';
import type { Term } from '../../domain/statistics/term.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { caseIdMadeOf } from '../case-id.ts';
import { itemOf, namesOf } from '../case-item.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import { storedColumns, storedItem } from '../one-case.ts';
import { transact } from '../transact.ts';

/** The id of the case of a quarter's or a year's statistics. */
export const statisticsCaseId = (term: Term): string => caseIdMadeOf('statistics', term);

/** Opens the office's case for a quarter or a year that is over, if any of its months was dispatched; looked at with every ring of the bell. */
export async function watchStatistics(ledger: Ledger, now: Instant): Promise<void> {
  for (const term of termsEnded(dateIn(now))) {
    const { rowCount } = await ledger.pool.query(
      'select from dispatch where period = any($1) and not exists (select from cases where id = $2) limit 1',
      [monthsOf(term), statisticsCaseId(term)],
    );
    if (!rowCount) continue;
    const command = { type: 'OpenStatistics' as const, term };
    await transact(ledger, statisticsDecider, {
      caseId: statisticsCaseId(term),
      commandId: 'open',
      actor: { system: 'clock' },
      at: now,
      command,
    });
  }
}

/** The months of the term that were dispatched, with what was frozen of the whole bureau. */
export async function monthsCounted({ pool }: Ledger, term: Term): Promise<MonthCounted[]> {
  const { rows } = await pool.query<{ period: Period; is_locked: boolean; marks: Marks[] }>(
    `select d.period, coalesce(c.finished, false) as is_locked,
       (select coalesce(jsonb_agg(z.marks), '[]') from dispatch_zone z where z.period = d.period) as marks
     from dispatch d left join cases c on c.id = d.case_id where d.period = any($1) order by d.period`,
    [monthsOf(term)],
  );
  return rows.map(({ period, is_locked, marks }) => ({ period, isLocked: is_locked, marks: marks.reduce<Marks>(together, {}) }));
}

/** The terms whose statistics were owed, newest first. */
export async function termsOwed({ pool }: Ledger): Promise<{ term: string; stage: 'owed' | 'issued' }[]> {
  const { rows } = await pool.query(
    `select state->>'term' as term, stage from cases where kind = 'statistics' order by opened_at desc, number desc`,
  );
  return rows;
}

/** A term's statistics: what is owed by when, its figures as the months stand and, once issued, as they were frozen. Null when there are none. */
export async function statisticsShown(ledger: Ledger, term: Term, now: Instant) {
  const [known, row] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findUnique({ where: { id: statisticsCaseId(term) }, select: { ...storedColumns, revision: true } }),
  ]);
  if (!row) return null;
  const names = namesOf(known);
  const { issued } = row.state as unknown as Statistics;
  const months = await monthsCounted(ledger, term);
  const { marks, missing } = issued ?? overTerm(term, months);
  return {
    ...itemOf(storedItem(row), momentOf(known, now), names),
    revision: row.revision,
    term,
    months: months.map(({ period, isLocked }) => ({ period, isLocked })),
    missing,
    figures: figuresOf(marks),
    issued: issued && { by: names.person(issued.by), at: issued.at },
  };
}
