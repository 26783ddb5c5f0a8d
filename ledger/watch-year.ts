import type { Instant } from '../domain/time/instant.ts';
import { yearToWatch } from '../domain/year-watch/year-watch.ts';
import { yearWatchDecider } from '../domain/year-watch/year-watch-decider.ts';
import { caseIdMadeOf } from './case-id.ts';
import type { Ledger } from './ledger.ts';
import { transact } from './transact.ts';

/** Opens the office's case for a next year whose days off are not published; looked at with every ring of the bell, opened once. */
export async function watchYear(ledger: Ledger, now: Instant): Promise<void> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  const year = known && yearToWatch(now, known.calendar);
  if (year === null) return;
  await transact(ledger, yearWatchDecider, {
    caseId: caseIdMadeOf('year-watch', String(year)),
    commandId: 'open',
    actor: { system: 'clock' },
    at: now,
    command: { type: 'OpenYearWatch', year },
  });
}
