import { publishedYears } from '../domain/time/published-years.ts';
import type { Instant } from '../domain/time/instant.ts';
import { yearToWatch } from '../domain/year-watch/year-watch.ts';
import { yearWatchDecider } from '../domain/year-watch/year-watch-decider.ts';
import { putYear } from './calendar.ts';
import { caseIdMadeOf } from './case-id.ts';
import type { Ledger } from './ledger.ts';
import type { Known } from './moment.ts';
import { transact } from './transact.ts';

const actor = { system: 'clock' } as const;

/**
 * Looked at with every ring of the bell. A year that came with a release is carried to the cases that were dated without it; for a next year
 * whose days off are not published a case of the office is opened, once.
 */
export async function watchYear(ledger: Ledger, now: Instant): Promise<void> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return;
  await adoptShippedYears(ledger, known, now);
  const year = yearToWatch(now, known.calendar);
  if (year === null) return;
  await transact(ledger, yearWatchDecider, {
    caseId: caseIdMadeOf('year-watch', String(year)),
    commandId: 'open',
    actor,
    at: now,
    command: { type: 'OpenYearWatch', year },
  });
}

/** Nobody puts a year that the product has: where open cases were dated before it had, and the office never put it, the clock does. */
async function adoptShippedYears({ pool }: Ledger, { adopted }: Known, now: Instant): Promise<void> {
  const { rows } = await pool.query<{ last: number | null }>({
    name: 'oldest-shipped-calendar',
    // The version of a shipped calendar names its last year: shipped-2026, or shipped-2026+3 with what the office adopted since.
    text: `select min(substring(state->'obligation'->'due'->>'calendar' from '^shipped-(\\d{4})')::int) as last from cases where not finished`,
  });
  const last = rows[0]?.last ?? Infinity;
  for (const year of publishedYears)
    if (year.year > last && !adopted.some((each) => each.year.year === year.year))
      await putYear(pool, year, { by: actor.system, at: now, expected: 0 }, actor);
}
