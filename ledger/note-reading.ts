import type { PersonId } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Ledger } from './ledger.ts';

/**
 * 已读: the person opened the page of the case, and with it of its parts that are dealt with there: what was sent to him about it is read.
 * The first time counts; nobody reads for another.
 */
export async function noteReading({ pool }: Ledger, caseId: string, person: PersonId, now: Instant): Promise<void> {
  await pool.query({
    name: 'note-reading',
    text: `update notice set read_at = $3 where person = $2 and read_at is null and status in ('sending', 'sent', 'failed')
      and case_id in (select id from cases where (id = $1 or part_of = $1) and (id = $1 or kind <> 'unit-report'))`,
    values: [caseId, person, now],
  });
}
