import type { Moment } from '../domain/case/decision.ts';
import type { Counted } from '../domain/metrics/counted.ts';
import { isZoneSeat } from '../domain/people/roster.ts';
import { deputiesFor } from '../domain/rights/scope.ts';
import type { Scope } from '../domain/rights/scope.ts';
import { addDays, instantAt } from '../domain/time/instant.ts';
import type { Instant, LocalDate } from '../domain/time/instant.ts';
import { storedColumns, storedItem } from './one-case.ts';
import { itemOf, namesOf } from './case-item.ts';
import { idsCounted } from './dispatch/counted.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import type { Known } from './moment.ts';
import { ownCases, readableAmong } from './readable.ts';

export type HazardFilter = {
  stage?: string | undefined;
  zone?: string | undefined;
  class?: string | undefined;
  /** Whether somebody still owes something. */
  open?: boolean | undefined;
  overdue?: boolean | undefined;
  /** Part of the number, the title, the zone’s name or the name of one of its two responsible persons now; full-width signs are as good as others. */
  q?: string | undefined;
  /** Only these zones. */
  zones?: readonly string[] | undefined;
  /** Reported from this day to that one, both included, Shanghai dates. */
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  /** Only what a month's figures count so. */
  counted?: Counted | undefined;
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

/** The filter, and the zones whose name, or whose responsible persons' names, hold what is searched for. */
type Sought = HazardFilter & { named: string[] };

function soughtIn<Filter extends Asked>({ organisation, roster }: Known, filter: Filter, now: Instant): Filter & Pick<Sought, 'named'> {
  if (filter.q === undefined) return { ...filter, named: [] };
  const q = filter.q.normalize('NFKC').trim();
  const holds = (name: string | undefined) => name?.toLowerCase().includes(q.toLowerCase()) ?? false;
  const held = roster.tenures.filter(
    ({ seat, person, from, to }) =>
      isZoneSeat(seat, roster) && from <= now && (to === null || now < to) && holds(roster.people.get(person)?.name),
  );
  const called = organisation.zones.filter(({ name }) => holds(name)).map(({ code }) => code);
  return { ...filter, q, named: [...new Set([...called, ...held.map(({ seat }) => seat.scope)])] };
}

/** One page of the ledger with the number of all that match, of the hazards in the scope. */
export async function listHazards(ledger: Ledger, filter: HazardFilter, scope: Scope, now: Instant) {
  const { page, pageSize } = filter;
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const sought = soughtIn(known, filter, now);
  const { rows, total, withheld } =
    scope.reads === 'all' && !filter.counted ? await foundAmongAll(ledger, sought, now) : await foundWithin(ledger, sought, scope, moment);
  const names = namesOf(known);
  return { items: rows.map((row) => itemOf(storedItem(row), moment, names)), total, page, pageSize, withheld };
}

/** The ids of all that match, of the hazards in the scope, newest first. */
export async function hazardIds(ledger: Ledger, filter: Asked, scope: Scope, now: Instant) {
  if (scope.reads === 'nothing') return [];
  const known = await ledger.register.newest(ledger.pool);
  const sought = soughtIn(known, filter, now);
  if (scope.reads === 'all' && !filter.counted)
    return (await ledger.prisma.case.findMany({ where: whereOf(sought, now), select: { id: true }, orderBy: [...orders.opened] })).map(
      ({ id }) => id,
    );
  const { kind, matching, values } = await matchingWithin(ledger, sought, scope, momentOf(known, now));
  const { rows } = await ledger.pool.query<{ id: string }>({
    name: `hazard-ids-${kind}`,
    text: `with ${matching} select m.id from matching m order by ${orderedBy.opened}`,
    values,
  });
  return rows.map(({ id }) => id);
}

type Asked = Omit<HazardFilter, 'order' | 'page' | 'pageSize'>;
type Wanted = Asked & Pick<Sought, 'named'>;
const firstMoment = (on: LocalDate | undefined) => (on === undefined ? undefined : instantAt(on, 0));
const afterwards = (on: LocalDate | undefined) => (on === undefined ? undefined : instantAt(addDays(on, 1), 0));

function whereOf({ stage, zone, zones, open, overdue, q, from, to, named, ...asked }: Wanted, now: Instant) {
  const late = { finished: false, dueAt: { lt: now } };
  const since = firstMoment(from);
  const until = afterwards(to);
  return {
    kind: 'hazard',
    ...(stage === undefined ? {} : { stage }),
    ...(zone === undefined && zones === undefined
      ? {}
      : { zone: { ...(zone !== undefined && { equals: zone }), ...(zones && { in: [...zones] }) } }),
    ...(asked.class === undefined ? {} : { class: asked.class }),
    ...(open === undefined ? {} : { finished: !open }),
    ...(overdue === undefined ? {} : overdue ? late : { NOT: late }),
    ...(q === undefined ? {} : { OR: [{ number: containing(q) }, { title: containing(q) }, { zone: { in: named } }] }),
    ...(since || until ? { openedAt: { ...(since && { gte: since }), ...(until && { lt: until }) } } : {}),
  };
}

async function foundAmongAll({ prisma }: Ledger, filter: Sought, now: Instant) {
  const { order, page, pageSize } = filter;
  const where = whereOf(filter, now);
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
  return { rows, total, withheld: 0 };
}

const containing = (text: string) => ({ contains: text, mode: 'insensitive' as const });

const orderedBy = { opened: 'm.opened_at desc, m.id', due: 'm.due_at nulls last, m.id', next: 'm.alarm_at nulls last, m.id' } as const;

const isAsked = `c.kind = 'hazard' and ($3::text is null or c.stage = $3) and ($4::text is null or c.zone = $4)
  and ($5::text is null or c.class = $5) and ($6::boolean is null or c.finished <> $6)
  and ($7::boolean is null or $7 = coalesce(not c.finished and c.due_at < $8, false))
  and ($9::text is null or c.number ilike $9 or c.title ilike $9 or c.zone = any($13)) and ($10::text[] is null or c.zone = any($10))
  and ($11::timestamptz is null or c.opened_at >= $11) and ($12::timestamptz is null or c.opened_at < $12)`;

const inScope = `own as materialized (${ownCases}), matching as materialized (
        select c.id, c.opened_at, c.due_at, c.alarm_at from cases c where c.zone = any($2) and ${isAsked}
        union all select c.id, c.opened_at, c.due_at, c.alarm_at from own join cases c using (id) where c.zone <> all($2) and ${isAsked}
      )`;
/** `$2` null: whatever the zone. */
const amongCounted = `own as materialized (${ownCases}), matching as materialized (
        select c.id, c.opened_at, c.due_at, c.alarm_at from unnest($14::uuid[]) as counted (id) join cases c using (id)
        where ($2::text[] is null or c.zone = any($2) or c.id in (select id from own)) and ${isAsked}
      )`;

/** What matches, of a scope or of what a month counted, as a common table expression with its values. */
async function matchingWithin(ledger: Ledger, filter: Wanted, scope: Readable, moment: Moment) {
  const values = valuesWithin(filter, scope, moment.now);
  if (!filter.counted) return { kind: 'within', matching: inScope, values, counted: [] };
  const counted = await idsCounted(ledger, filter.counted, moment);
  return { kind: 'counted', matching: amongCounted, values: [...values, counted], counted };
}

/** Whether the figure is one that the home page shows the reader: of the zones that he, or whoever he stands in for, supervised then. */
function isOwnFigure(counted: Counted | undefined, scope: Readable, moment: Moment): boolean {
  if (!counted?.deputies || scope.reads === 'all') return false;
  const own = deputiesFor(scope.own, moment);
  return counted.deputies.every((each) => own.includes(each));
}

/** Of what a month counted for him, how many the reader may not see any more. Whatever else is asked for: else one could feel for what he may not see. */
async function withheldOf(ledger: Ledger, counted: readonly string[], scope: Readable): Promise<number> {
  const isReadable = await readableAmong(ledger, counted, scope);
  return counted.filter((id) => !isReadable(id)).length;
}

function valuesWithin(
  { stage, zone, zones, open, overdue, q, from, to, named, ...asked }: Wanted,
  scope: Readable,
  now: Instant,
): unknown[] {
  return [
    scope.reads === 'all' ? '' : scope.own,
    scope.reads === 'all' ? null : [...scope.zones],
    stage ?? null,
    zone ?? null,
    asked.class ?? null,
    open ?? null,
    overdue ?? null,
    now,
    q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`,
    zones ?? null,
    firstMoment(from) ?? null,
    afterwards(to) ?? null,
    named,
  ];
}
type Readable = Exclude<Scope, { reads: 'nothing' }>;

type Found = { id: string; kind: string; partOf: string | null; openedAt: Date; state: unknown };

/**
 * The same of a scope: the zones by their index, what is the reader's own by its ids, so that nothing else is looked at. Counted and sorted by
 * the narrow columns; only the page's cases are read whole.
 */
async function foundWithin(ledger: Ledger, filter: Sought, scope: Scope, moment: Moment) {
  if (scope.reads === 'nothing') return { rows: [], total: 0, withheld: 0 };
  const { order, page, pageSize } = filter;
  const { kind, matching, values, counted } = await matchingWithin(ledger, filter, scope, moment);
  const [limit, offset] = [values.length + 1, values.length + 2];
  const { rows } = await ledger.pool.query<Found & { total: number; id: string | null }>({
    name: `hazards-${kind}-${order}`,
    text: `with ${matching}, page as (select * from matching m order by ${orderedBy[order]} limit $${limit} offset $${offset})
      select t.total, c.id, c.kind, c.part_of as "partOf", c.opened_at as "openedAt", c.state
      from (select count(*)::int as total from matching) t left join page m on true left join cases c on c.id = m.id
      order by ${orderedBy[order]}`,
    values: [...values, pageSize, (page - 1) * pageSize],
  });
  const withheld = isOwnFigure(filter.counted, scope, moment) ? await withheldOf(ledger, counted, scope) : 0;
  return { rows: rows.filter((row) => row.id !== null), total: rows[0]?.total ?? 0, withheld };
}
