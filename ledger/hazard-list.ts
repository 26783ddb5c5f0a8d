import type { Scope } from '../domain/rights/scope.ts';
import type { Instant } from '../domain/time/instant.ts';
import { storedColumns, storedItem } from './one-case.ts';
import { itemOf, namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { ownCases } from './readable.ts';

export type HazardFilter = {
  stage?: string | undefined;
  zone?: string | undefined;
  class?: string | undefined;
  /** Whether somebody still owes something. */
  open?: boolean | undefined;
  overdue?: boolean | undefined;
  /** Part of the number or the title. */
  q?: string | undefined;
  /** Newest first, by deadline, or by what climbs next. */
  order: 'opened' | 'due' | 'next';
  page: number;
  pageSize: number;
};

const orders = {
  opened: [{ openedAt: 'desc' }, { id: 'asc' }],
  due: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  next: [{ alarmAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
} as const;

/** One page of the ledger with the number of all that match, of the hazards in the scope. */
export async function listHazards(ledger: Ledger, filter: HazardFilter, scope: Scope, now: Instant) {
  const { page, pageSize } = filter;
  const [known, { rows, total }] = await Promise.all([
    ledger.register.newest(ledger.pool),
    scope.reads === 'all' ? foundAmongAll(ledger, filter, now) : foundWithin(ledger, filter, scope, now),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  return { items: rows.map((row) => itemOf(storedItem(row), moment, names)), total, page, pageSize };
}

async function foundAmongAll({ prisma }: Ledger, filter: HazardFilter, now: Instant) {
  const { stage, zone, open, overdue, q, order, page, pageSize } = filter;
  const late = { finished: false, dueAt: { lt: now } };
  const where = {
    kind: 'hazard',
    ...(stage === undefined ? {} : { stage }),
    ...(zone === undefined ? {} : { zone }),
    ...(filter.class === undefined ? {} : { class: filter.class }),
    ...(open === undefined ? {} : { finished: !open }),
    ...(overdue === undefined ? {} : overdue ? late : { NOT: late }),
    ...(q === undefined ? {} : { OR: [{ number: containing(q) }, { title: containing(q) }] }),
  };
  const [rows, total] = await Promise.all([
    prisma.case.findMany({
      where,
      select: storedColumns,
      orderBy: [...orders[order]],
      take: pageSize,
      skip: (page - 1) * pageSize,
    }),
    prisma.case.count({ where }),
  ]);
  return { rows, total };
}

const containing = (text: string) => ({ contains: text, mode: 'insensitive' as const });

const orderedBy = { opened: 'm.opened_at desc, m.id', due: 'm.due_at nulls last, m.id', next: 'm.alarm_at nulls last, m.id' } as const;

const isAsked = `c.kind = 'hazard' and ($3::text is null or c.stage = $3) and ($4::text is null or c.zone = $4)
  and ($5::text is null or c.class = $5) and ($6::boolean is null or c.finished <> $6)
  and ($7::boolean is null or $7 = coalesce(not c.finished and c.due_at < $8, false))
  and ($9::text is null or c.number ilike $9 or c.title ilike $9)`;

type Found = { id: string; kind: string; partOf: string | null; openedAt: Date; state: unknown };

/**
 * The same of a scope: the zones by their index, what is the reader's own by its ids, so that nothing else is looked at. Counted and sorted by
 * the narrow columns; only the page's cases are read whole.
 */
async function foundWithin({ pool }: Ledger, filter: HazardFilter, scope: Exclude<Scope, { reads: 'all' }>, now: Instant) {
  if (scope.reads === 'nothing') return { rows: [], total: 0 };
  const { stage, zone, class: of, open, overdue, q, order, page, pageSize } = filter;
  const { rows } = await pool.query<Found & { total: number; id: string | null }>({
    name: `hazards-within-${order}`,
    text: `with own as materialized (${ownCases}), matching as materialized (
        select c.id, c.opened_at, c.due_at, c.alarm_at from cases c where c.zone = any($2) and ${isAsked}
        union all select c.id, c.opened_at, c.due_at, c.alarm_at from own join cases c using (id) where c.zone <> all($2) and ${isAsked}
      ), page as (select * from matching m order by ${orderedBy[order]} limit $10 offset $11)
      select t.total, c.id, c.kind, c.part_of as "partOf", c.opened_at as "openedAt", c.state
      from (select count(*)::int as total from matching) t left join page m on true left join cases c on c.id = m.id
      order by ${orderedBy[order]}`,
    values: [
      scope.own,
      [...scope.zones],
      stage ?? null,
      zone ?? null,
      of ?? null,
      open ?? null,
      overdue ?? null,
      now,
      q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`,
      pageSize,
      (page - 1) * pageSize,
    ],
  });
  return { rows: rows.filter((row) => row.id !== null), total: rows[0]?.total ?? 0 };
}
