import type { Period } from '../../domain/dispatch/period.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { noteReading } from '../note-reading.ts';
import { monthCaseId } from './month-case.ts';

/** To whom the circular went; a copy for information as well. */
export async function toldOfCircular({ pool }: Ledger, period: Period): Promise<PersonId[]> {
  const { rows } = await pool.query<{ person: PersonId }>(
    `select distinct n.person from notice n join notice p on p.case_id = n.case_id and p.revision = n.revision and p.kind = 'published'
     where n.case_id = $1 and n.kind in ('published', 'copy') order by n.person`,
    [monthCaseId(period)],
  );
  return rows.map(({ person }) => person);
}

/** The newest month whose circular is published, unless the person has noted that he read it. */
export async function circularToNote({ pool }: Ledger, person: PersonId): Promise<Period | null> {
  const { rows } = await pool.query<{ period: Period }>({
    name: 'circular-to-note',
    text: `with newest as (
        select d.period from dispatch d join cases c on c.id = d.case_id where c.stage = 'published' order by d.period desc limit 1
      ) select period from newest n where not exists (select from dispatch_read r where r.period = n.period and r.person = $1)`,
    values: [person],
  });
  return rows[0]?.period ?? null;
}

/** Notes that the person has read the circular; the first time counts. Null when the month is not published. */
export async function readCircular(ledger: Ledger, period: Period, person: PersonId, now: Instant): Promise<{ readAt: Instant } | null> {
  const { rows } = await ledger.pool.query<{ read_at: Date }>(
    `with noted as (
       insert into dispatch_read (period, person, read_at) select $1, $2, $3 from cases where id = $4 and stage = 'published'
       on conflict do nothing returning read_at
     ) select read_at from noted union all select read_at from dispatch_read where period = $1 and person = $2`,
    [period, person, now, monthCaseId(period)],
  );
  if (rows[0]) await noteReading(ledger, monthCaseId(period), person, now);
  return rows[0] ? { readAt: rows[0].read_at.toISOString() as Instant } : null;
}
