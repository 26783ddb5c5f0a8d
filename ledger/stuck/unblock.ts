import { holderOf } from '../../domain/people/roster.ts';
import type { PersonId, Seat } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';

// Of a notice and its case: what it is about is still owed.
const isStillOwed = `(n.facts->>'obligation')::int = (c.state->'obligation'->>'id')::int`;
const failedAndOwed = `n.status = 'failed' and ${isStillOwed}`;

/** Of these notices, those that 补发 would send again at that moment. */
export async function resendable({ register, pool }: Ledger, ids: readonly bigint[], now: Instant): Promise<ReadonlySet<bigint>> {
  if (ids.length === 0) return new Set();
  const [{ roster }, { rows }] = await Promise.all([
    register.newest(pool),
    pool.query<{ id: string; person: PersonId; owed_by: Seat }>(
      `select n.id, n.person, c.state->'obligation'->'owedBy' as owed_by from notice n join cases c on c.id = n.case_id
        where n.id = any($1::bigint[]) and not c.finished and ${failedAndOwed}`,
      [ids.map(String)],
    ),
  ]);
  const isHolders = ({ person, owed_by: seat }: (typeof rows)[number]) => {
    const holder = holderOf(roster, seat, now);
    return holder.kind !== 'vacant' && holder.person === person;
  };
  return new Set(rows.filter(isHolders).map(({ id }) => BigInt(id)));
}

/** Which notices: of that person, of that case, with that result; of whatever is left out all. */
type Sought = {
  to?: string | undefined;
  case?: string | undefined;
  status?: string | undefined;
  kind?: string | undefined;
  unread?: boolean | undefined;
};

const stillOwed = `from notice n join cases c on c.id = n.case_id
  where not c.finished and ${isStillOwed} and n.person = coalesce($1, n.person) and c.id = coalesce($2, c.id) and n.status = coalesce($3, n.status)
    and n.kind = coalesce($4, n.kind) and ($5::boolean is not true or (n.status = 'sent' and n.read_at is null))`;
const soughtBy = ({ to, case: caseId, status, kind, unread }: Sought) => [
  to ?? null,
  caseId ?? null,
  status ?? null,
  kind ?? null,
  unread ?? null,
];

/** How many notices are about what is still owed. */
export async function countStillOwed({ pool }: Ledger, sought: Sought): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int ${stillOwed}`, soughtBy(sought));
  return rows[0]?.count ?? 0;
}

/** A page of those, the newest first. */
export async function idsStillOwed({ pool }: Ledger, sought: Sought, { take, skip }: { take: number; skip: number }): Promise<bigint[]> {
  const { rows } = await pool.query<{ id: string }>(`select n.id ${stillOwed} order by n.id desc limit $6 offset $7`, [
    ...soughtBy(sought),
    take,
    skip,
  ]);
  return rows.map(({ id }) => BigInt(id));
}

/** 补发: what did not reach whoever owes is sent again, to the address that is known now. How many notices; null when there is no such open case. */
export async function resendNotices(ledger: Ledger, caseId: string, now: Instant): Promise<number | null> {
  const { roster } = await ledger.register.newest(ledger.pool);
  const { rows } = await ledger.pool.query<{ owed_by: Seat | null }>(
    `select state->'obligation'->'owedBy' as owed_by from cases where id = $1 and not finished`,
    [caseId],
  );
  if (!rows[0]) return null;
  const seat = rows[0].owed_by;
  const holder = seat && holderOf(roster, seat, now);
  if (!holder || holder.kind === 'vacant') return 0;
  const { rowCount } = await ledger.pool.query(
    `update notice n set status = 'queued', delivery_id = null, earlier = array_append(n.earlier, n.delivery_id), given_up = 0, send_after = $3 from cases c
      where c.id = n.case_id and n.case_id = $1 and n.person = $2
        and ${failedAndOwed}`,
    [caseId, holder.person, now],
  );
  return rowCount ?? 0;
}
