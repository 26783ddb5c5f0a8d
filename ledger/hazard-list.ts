import type { Instant } from '../domain/time/instant.ts';
import { storedColumns, storedItem } from './one-case.ts';
import { itemOf, namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

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

/** One page of the ledger with the number of all that match. */
export async function listHazards(ledger: Ledger, filter: HazardFilter, now: Instant) {
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
  const [known, rows, total] = await Promise.all([
    ledger.register.newest(ledger.pool),
    ledger.prisma.case.findMany({
      where,
      select: storedColumns,
      orderBy: [...orders[order]],
      take: pageSize,
      skip: (page - 1) * pageSize,
    }),
    ledger.prisma.case.count({ where }),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  return { items: rows.map((row) => itemOf(storedItem(row), moment, names)), total, page, pageSize };
}

const containing = (text: string) => ({ contains: text, mode: 'insensitive' as const });
