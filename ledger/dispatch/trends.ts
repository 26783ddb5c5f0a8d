import { monthsAfter } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { figuresOf } from '../../domain/metrics/figures.ts';
import { together } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import type { GridCode } from '../../domain/people/seat.ts';
import { covers } from '../../domain/rights/scope.ts';
import type { Scope } from '../../domain/rights/scope.ts';
import { namesOf } from '../case-item.ts';
import type { Ledger } from '../ledger.ts';

const monthsInAll = 12;

type Counted = { period: Period; unit: GridCode | null; is_locked: boolean; marks: Marks[] };

/**
 * 走势: the figures of the last twelve months, up to the newest one that was dispatched, of the bureau or of one of its units, made of the
 * marks that each month froze; null for a month in which there was nothing to count. Of the units those whose reports lie in the scope; null
 * when the one that is asked for does not.
 */
export async function trendsShown(ledger: Ledger, scope: Scope, unit: GridCode | null) {
  const [known, counted] = await Promise.all([ledger.register.newest(ledger.pool), countedMonths(ledger)]);
  const names = namesOf(known);
  const isSeen = (code: GridCode) => covers(scope, { kind: 'unit-report', zone: code, isOwn: false });
  const codes = [...new Set(counted.flatMap((each) => each.unit ?? []))].filter(isSeen).sort();
  if (unit !== null && !codes.includes(unit)) return null;
  const named = (code: GridCode) => ({ code, name: names.scope(code) });
  const newest = counted.at(-1)?.period;
  return {
    of: unit === null ? null : named(unit),
    units: codes.map(named),
    months: newest ? Array.from({ length: monthsInAll }, (_, i) => monthOf(monthsAfter(newest, i + 1 - monthsInAll), counted, unit)) : [],
  };
}

function monthOf(period: Period, counted: readonly Counted[], unit: GridCode | null) {
  const found = counted.filter((each) => each.period === period && (unit === null || each.unit === unit));
  const marks = found.flatMap((each) => each.marks).reduce<Marks>(together, {});
  return {
    period,
    isLocked: found.some(({ is_locked }) => is_locked),
    figures: found.length > 0 ? figuresOf(marks) : null,
  };
}

/** What the newest months froze, by unit, oldest first; a month that is still being frozen is left out. */
async function countedMonths({ pool }: Ledger): Promise<Counted[]> {
  const { rows } = await pool.query<Counted>(
    `with frozen as (
       select z.period, z.unit, z.marks, coalesce(c.finished, false) as is_locked
       from dispatch_zone z left join dispatch d using (period) left join cases c on c.id = d.case_id
       where d.period is null or d.opened_at is not null
     ), newest as (select distinct period from frozen order by period desc limit ${monthsInAll})
     select period, unit, is_locked, jsonb_agg(marks) as marks from frozen join newest using (period)
     group by period, unit, is_locked order by period`,
  );
  return rows;
}
