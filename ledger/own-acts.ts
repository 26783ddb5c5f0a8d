import { asking, fulfils, handling, wasOwedBy } from '../domain/case/own-acts.ts';
import type { Asking, Handling } from '../domain/case/own-acts.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Moment } from '../domain/case/decision.ts';
import type { Obligation } from '../domain/escalation/obligation.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { Scope } from '../domain/rights/scope.ts';
import { workdaysBetween } from '../domain/time/days-between.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { itemOf, namesOf } from './case-item.ts';
import type { CaseItem } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { storedItem } from './one-case.ts';
import { readableAmong } from './readable.ts';

/** 我发起的: a case in which the person asked others for something, when he did first, and how it stands. */
export type StartedItem = CaseItem & { by: Asking; at: Instant };

/** 已办: what the person did and when; where that is what he owed, since when (workdays) and until when; and what has become of the case since. */
export type DoneItem = CaseItem & {
  revision: number;
  did: Handling;
  at: Instant;
  owed: { since: Instant; dueAt: Instant; workdays: number; isLate: boolean } | null;
};

/** `withheld`: how many of this page are no longer the reader's to see. */
export type OwnPage<Item> = { items: Item[]; withheld: number; total: number; page: number; pageSize: number };

type Asked = { person: PersonId; scope: Scope; page: number; pageSize: number };
type CaseRow = { id: string; kind: CaseKind; partOf: string | null; openedAt: Date; state: unknown };
const caseColumns = `c.id, c.kind, c.part_of as "partOf", c.opened_at as "openedAt", c.state`;

/** What the person asked of others: first what is still owed, by deadline, then what has ended, the newest first. */
export async function startedBy(ledger: Ledger, asked: Asked, now: Instant): Promise<OwnPage<StartedItem>> {
  const { rows } = await ledger.pool.query<CaseRow & { total: number; command: Asking; at: Date }>({
    name: 'started-by',
    text: `with mine as materialized (
        select case_id, min(at) as at, (array_agg(command order by at))[1] as command from entry
        where actor ? 'person' and actor->>'person' = $1 and command = any($2) group by case_id
      ), page as (
        select m.* from mine m join cases c on c.id = m.case_id
        order by c.finished, case when c.finished then null else c.due_at end, m.at desc, m.case_id limit $3 offset $4
      )
      select t.total, p.command, p.at, ${caseColumns}
      from (select count(*)::int as total from mine) t left join page p on true left join cases c on c.id = p.case_id
      order by c.finished, case when c.finished then null else c.due_at end, p.at desc, p.case_id`,
    values: [asked.person, asking, asked.pageSize, (asked.page - 1) * asked.pageSize],
  });
  return shownTo(ledger, asked, rows, now, ({ command, at }) => ({ by: command, at: instantFromMs(at.getTime()) }));
}

/** An act, with what was owed last before it. */
type DoneRow = CaseRow & { revision: number; command: Handling; at: Date } & Owed;
type Owed = { obligation: Pick<Obligation, 'duty' | 'owedBy'> | null; since: Date | null; due: Instant | null };

/** What the person did, the newest first. What was owed before it, and since when, stands in the entries before. */
export async function doneBy(ledger: Ledger, asked: Asked, now: Instant): Promise<OwnPage<DoneItem>> {
  const { rows } = await ledger.pool.query<DoneRow & { total: number }>({
    name: 'done-by',
    text: `with page as (
        select case_id, revision, command, at from entry
        where actor ? 'person' and actor->>'person' = $1 and command = any($2) order by at desc, case_id, revision desc limit $3 offset $4
      )
      select t.total, p.revision, p.command, p.at, before.receipt->>'dueAt' as due, opened.at as since, opened.obligation, ${caseColumns}
      from (select count(*)::int as total from entry where actor ? 'person' and actor->>'person' = $1 and command = any($2)) t
        left join page p on true left join cases c on c.id = p.case_id
        left join entry before on before.case_id = p.case_id and before.revision = p.revision - 1
        left join lateral (
          select o.at, jsonb_path_query_array(o.events, '$[*] ? (@.type == "ObligationOpened").obligation')->-1 as obligation from entry o
          where o.case_id = p.case_id and o.revision < p.revision and o.events @> '[{"type": "ObligationOpened"}]'
          order by o.revision desc limit 1
        ) opened on true
      order by p.at desc, p.case_id, p.revision desc`,
    values: [asked.person, handling, asked.pageSize, (asked.page - 1) * asked.pageSize],
  });
  return shownTo(ledger, asked, rows, now, (row, moment) => ({
    revision: row.revision,
    did: row.command,
    at: instantFromMs(row.at.getTime()),
    owed: owedFor(row, asked.person, moment),
  }));
}

/** What the act fulfilled, as it was owed by the person himself; null where he did something else meanwhile, or what had climbed to him. */
function owedFor({ command, at, obligation, since, due }: DoneRow, person: PersonId, { roster, calendar }: Moment): DoneItem['owed'] {
  if (!obligation || !since || !due || !fulfils(command, obligation.duty)) return null;
  const doneAt = instantFromMs(at.getTime());
  if (!wasOwedBy(roster, obligation.owedBy, person, doneAt)) return null;
  const openedAt = instantFromMs(since.getTime());
  return { since: openedAt, dueAt: due, workdays: workdaysBetween(openedAt, doneAt, calendar), isLate: doneAt > due };
}

/** The page as the reader may see it now: whoever has left a post may have left the cases behind. */
async function shownTo<Row extends CaseRow & { total: number }, More>(
  ledger: Ledger,
  { scope, page, pageSize }: Asked,
  found: readonly (Row | { total: number; id: null })[],
  now: Instant,
  more: (row: Row, moment: Moment) => More,
): Promise<OwnPage<CaseItem & More>> {
  const known = await ledger.register.newest(ledger.pool);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  // A page beyond the last is one row that only counts.
  const rows = found.flatMap((row) => (row.id === null ? [] : [row as Row]));
  const isReadable = await readableAmong(ledger, rows.map(wholeOf), scope);
  // Everybody of the bureau reads the month on a page of its own.
  const items = rows.filter((row) => row.kind === 'dispatch' || isReadable(wholeOf(row)));
  return {
    items: items.map((row) => ({ ...itemOf(storedItem(row), moment, names), ...more(row, moment) })),
    withheld: rows.length - items.length,
    total: found[0]?.total ?? 0,
    page,
    pageSize,
  };
}

/** Parts are read with their whole; a unit's report for itself. */
const wholeOf = ({ id, kind, partOf }: CaseRow): string => (kind === 'unit-report' ? id : (partOf ?? id));
