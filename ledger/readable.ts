import type { CaseKind } from '../domain/case/case-kind.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { covers } from '../domain/rights/scope.ts';
import type { Scope, Subject } from '../domain/rights/scope.ts';
import type { Ledger } from './ledger.ts';

/**
 * The cases, of whatever kind but the months and their reports, that the person `$1` reported or suggested, or was told of, or of a part of which: whoever
 * owes or owed a case was told of it. Parts are read with their whole.
 */
export const ownCases = `select coalesce(c.part_of, c.id) as id from (select distinct case_id from notice where person = $1) n
      join cases c on c.id = n.case_id and c.kind <> 'unit-report'
    union select id from cases where kind = 'hazard' and state->>'reportedBy' = $1
    union select id from cases where kind = 'suggestion' and state->>'madeBy' = $1`;

/** The case as its reading is decided for that person; null when there is none. */
export async function subjectOf({ pool }: Pick<Ledger, 'pool'>, id: string, person: PersonId): Promise<Subject | null> {
  const { rows } = await pool.query<{ kind: CaseKind; zone: string; is_own: boolean }>({
    name: 'subject-of',
    text: `select c.kind, c.zone, exists (
        select from cases r where (r.id = w.id or r.part_of = w.id) and (
          (r.kind = 'hazard' and r.state->>'reportedBy' = $2) or (r.kind = 'suggestion' and r.state->>'madeBy' = $2)
          or exists (select from notice n where n.person = $2 and n.case_id = r.id))
      ) as is_own
      from cases c cross join lateral (select case when c.kind = 'unit-report' then c.id else coalesce(c.part_of, c.id) end as id) w
      where c.id = $1`,
    values: [id, person],
  });
  const [row] = rows;
  return row ? { kind: row.kind, zone: row.zone, isOwn: row.is_own } : null;
}

/** Whether there is such a case in the scope. Whoever reads all is not asked about. */
export async function isReadable(ledger: Pick<Ledger, 'pool'>, id: string, scope: Scope): Promise<boolean> {
  if (scope.reads !== 'some') return scope.reads === 'all';
  const subject = await subjectOf(ledger, id, scope.own);
  return subject !== null && covers(scope, subject);
}

/** Of these cases those in the scope, as a set of their ids. */
export async function readableAmong(
  { pool }: Pick<Ledger, 'pool'>,
  ids: readonly string[],
  scope: Scope,
): Promise<(id: string) => boolean> {
  if (scope.reads !== 'some' || ids.length === 0) return () => scope.reads === 'all';
  const { rows } = await pool.query<{ id: string }>({
    name: 'readable-among',
    text: `with own as materialized (${ownCases})
      select c.id from cases c where c.id = any($2::uuid[]) and (c.zone = any($3) or c.id in (select id from own))`,
    values: [scope.own, ids, [...scope.zones]],
  });
  const found = new Set(rows.map(({ id }) => id));
  return (id) => found.has(id);
}
