import type pg from 'pg';
import { namedFor } from '../../domain/people/roster.ts';
import type { Roster } from '../../domain/people/roster.ts';
import { sameSeat } from '../../domain/people/seat.ts';
import type { Seat } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Appointment } from '../../domain/vacancy/vacancy.ts';

/** Who put the term in which the seat of a zone is held at that moment into the organisation, and with which reason. */
export async function appointmentOf(pool: pg.Pool, roster: Roster, seat: Seat, now: Instant): Promise<Appointment> {
  const person = namedFor(roster, seat, now);
  const term = roster.tenures.findLast((each) => sameSeat(each.seat, seat) && each.person === person && each.from <= now);
  if (!term) return {};
  const { rows } = await pool.query<{ by: string; basis: string | null }>(
    `with named as (
       select version, put_by, exists (
         select from jsonb_array_elements(document->'zones') z, jsonb_array_elements(z->$2) t
         where z->>'code' = $1 and t->>'person' = $3 and t->>'from' = $4) as has
       from organisation)
     select n.put_by as by, (
       select detail->>'reason' from audit where action = 'organisationChanged' and subject = n.version::text order by id desc limit 1) as basis
     from (select *, lag(has, 1, false) over (order by version) as had from named) n
     where has and not had order by version desc limit 1`,
    [seat.scope, seat.post, term.person, term.from],
  );
  const [found] = rows;
  return found ? { by: found.by, ...(found.basis && { basis: found.basis }) } : {};
}
