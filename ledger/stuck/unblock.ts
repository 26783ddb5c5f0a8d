import type pg from 'pg';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { holderOf } from '../../domain/people/roster.ts';
import type { PersonId, Seat } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { lookAtUnits } from '../dispatch/look-at-units.ts';
import type { Ledger } from '../ledger.ts';
import { lookAtSeats } from '../look-at-seats.ts';
import { putOrganisation } from '../register.ts';

/** Who puts it when. */
type By = { by: PersonId; at: Instant };

async function changeOrganisation(ledger: Ledger, { by, at }: By, change: (document: Organisation) => Organisation): Promise<number> {
  const { organisation, versions } = await ledger.register.newest(ledger.pool);
  const version = await putOrganisation(ledger.pool, change(organisation), { by, at, expected: versions.organisation });
  await lookAtSeats(ledger, at);
  await lookAtUnits(ledger, at);
  return version;
}

/** 指定责任人: the person holds the zone's seat from that moment on. Throws DocumentRefused when the seat is held or the person unknown. */
export const nameHolder = (ledger: Ledger, { post, scope }: Seat, person: PersonId, by: By): Promise<number> =>
  changeOrganisation(ledger, by, (document) => ({
    ...document,
    zones: document.zones.map((zone) =>
      zone.code === scope && (post === 'specific' || post === 'supervising')
        ? { ...zone, [post]: [...zone[post], { person, from: by.at, to: null }] }
        : zone,
    ),
  }));

/** 指定代理人: until whoever is away is back, `acting` does his work. Throws DocumentRefused when that person is unknown. */
export const nameActing = (ledger: Ledger, person: PersonId, acting: PersonId, by: By): Promise<number> =>
  changeOrganisation(ledger, by, (document) => ({
    ...document,
    absences: document.absences.map((absence) =>
      absence.person === person && absence.from <= by.at && by.at < absence.to ? { ...absence, acting } : absence,
    ),
  }));

/** 补发: what did not reach whoever owes is sent again, to the address that is known now. How many notices. */
export async function resendNotices(ledger: Ledger, caseId: string, now: Instant): Promise<number> {
  const { roster } = await ledger.register.newest(ledger.pool);
  const { rows } = await ledger.pool.query<{ owed_by: Seat | null }>(
    `select state->'obligation'->'owedBy' as owed_by from cases where id = $1 and not finished`,
    [caseId],
  );
  const seat = rows[0]?.owed_by;
  const holder = seat && holderOf(roster, seat, now);
  if (!holder || holder.kind === 'vacant') return 0;
  const { rowCount } = await ledger.pool.query(
    `update notice n set status = 'queued', delivery_id = null, earlier = array_append(n.earlier, n.delivery_id), given_up = 0, send_after = $3 from cases c
      where c.id = n.case_id and n.case_id = $1 and n.person = $2 and n.status = 'failed'
        and (n.facts->>'obligation')::int = (c.state->'obligation'->>'id')::int`,
    [caseId, holder.person, now],
  );
  return rowCount ?? 0;
}

/** 立即恢复计时: forgets what is believed of the case's clock and has Temporal told of it anew. False when the case has ended. */
export async function restartClock(pool: pg.Pool, caseId: string): Promise<boolean> {
  return (await restartClocks(pool, [caseId])) > 0;
}

/** The same for many: how many of them are open. */
export async function restartClocks(pool: pg.Pool, caseIds: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'restart-clocks',
    text: `with gone as (
        delete from clock k using cases c where c.id = any($1::uuid[]) and not c.finished
          and k.target = case c.kind when 'dispatch' then 'dispatch/' || substr(c.number, 4) else c.kind || '/' || c.id end
      )
      insert into wake (case_id, revision, moved, alarm_at, finished, send_after)
      select c.id, c.revision, e.receipt, c.alarm_at, false, now() from cases c join entry e on e.case_id = c.id and e.revision = c.revision
      where c.id = any($1::uuid[]) and not c.finished
      on conflict (case_id) do update set send_after = now(), leased_until = null`,
    values: [caseIds],
  });
  return rowCount ?? 0;
}
