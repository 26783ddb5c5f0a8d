import type { PersonId } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import { spareCall } from './calls.ts';
import type { Ledger } from './ledger.ts';

/**
 * 已读: the person opened the page of the case, and with it of its parts that are dealt with there: what was sent to him about it is read.
 * The first time counts; nobody reads for another.
 */
export async function noteReading(ledger: Ledger, caseId: string, person: PersonId, now: Instant): Promise<void> {
  const { rows } = await ledger.pool.query<{ delivery: string | null }>({
    name: 'note-reading',
    text: `update notice set read_at = $3 where person = $2 and read_at is null and status in ('sending', 'sent', 'failed')
      and case_id in (select id from cases where (id = $1 or part_of = $1) and (id = $1 or kind <> 'unit-report'))
      returning case when status <> 'sent' then delivery_id end as delivery`,
    values: [caseId, person, now],
  });
  // Nobody need phone for what has been read.
  for (const delivery of new Set(rows.map((row) => row.delivery).filter((each) => each !== null))) {
    const left = await ledger.pool.query('select 1 from notice where delivery_id = $1 and read_at is null limit 1', [delivery]);
    if (left.rowCount === 0) await spareCall(ledger, delivery, now);
  }
}
