import type pg from 'pg';
import { openingFault } from '../../domain/dispatch/may-open.ts';
import { monthsAfter, nextAfter, opensOn, periodOf } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Ledger } from '../ledger.ts';
import { momentNow } from '../moment.ts';
import { monthCaseId } from './month-case.ts';

/**
 * Asks for the dispatch of a period: from then on its process freezes the figures as of this moment and asks the units. Twice is once.
 * `by`: a person, or 'clock'. The figures begin where those of the dispatch before ended, or at the usual day of the month before.
 */
export async function askForMonth(
  ledger: Ledger,
  period: Period,
  by: string,
  now: Instant,
): Promise<{ refusal: Refusal } | { isNew: boolean }> {
  const { calendar, policy } = await momentNow(ledger, now);
  return inTransaction(ledger.pool, async (client) => {
    await client.query('lock table dispatch in share row exclusive mode');
    const opened = await openedMonths(client);
    const refusal = openingFault(period, periodOf(dateIn(now)), opened);
    if (refusal) return { refusal };
    if (opened.some((each) => each.period === period)) return { isNew: false };
    const before = opened.reduce<Instant | null>((last, { cutOff }) => (last && last > cutOff ? last : cutOff), null);
    const since = before ?? opensOn(monthsAfter(period, -1), policy.dispatch.opensOnDay, calendar);
    await client.query('insert into dispatch (period, case_id, asked_by, since, cut_off) values ($1, $2, $3, $4, $5)', [
      period,
      monthCaseId(period),
      by,
      since,
      now,
    ]);
    return { isNew: true };
  });
}

/** The month that opens next by itself, and when; a moment that has passed where its day has come and it is not asked for yet. */
export async function nextMonth(ledger: Ledger, now: Instant): Promise<{ period: Period; opensAt: Instant }> {
  const [{ calendar, policy }, { rows }] = await Promise.all([
    momentNow(ledger, now),
    ledger.pool.query<{ last: Period | null }>('select max(period) as last from dispatch'),
  ]);
  const period = nextAfter(rows[0]?.last ?? null, periodOf(dateIn(now)));
  return { period, opensAt: opensOn(period, policy.dispatch.opensOnDay, calendar) };
}

/** By itself: asks for the month whose day has come, unless it was asked for. Answers whether it did. */
export async function askForMonthDue(ledger: Ledger, now: Instant): Promise<boolean> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return false;
  const { calendar, policy } = await momentNow(ledger, now);
  const period = periodOf(dateIn(now));
  if (now < opensOn(period, policy.dispatch.opensOnDay, calendar)) return false;
  const asked = await askForMonth(ledger, period, 'clock', now);
  return 'isNew' in asked && asked.isNew;
}

async function openedMonths(client: pg.ClientBase) {
  const { rows } = await client.query<{ period: Period; cut_off: Date; is_locked: boolean }>(
    `select d.period, d.cut_off, coalesce(c.finished, false) as is_locked from dispatch d left join cases c on c.id = d.case_id`,
  );
  return rows.map(({ period, cut_off, is_locked }) => ({ period, isLocked: is_locked, cutOff: cut_off.toISOString() as Instant }));
}
