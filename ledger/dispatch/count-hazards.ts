import type pg from 'pg';
import type { HazardEntry } from '../../domain/metrics/hazard-record.ts';
import { recordOf } from '../../domain/metrics/hazard-record.ts';
import { marksOf, workdaysOverdue } from '../../domain/metrics/marks.ts';
import type { Span } from '../../domain/metrics/span.ts';
import type { Moment } from '../../domain/case/decision.ts';
import type { ZoneCode } from '../../domain/people/seat.ts';
import type { Instant } from '../../domain/time/instant.ts';

const chunk = 1_000;

/** An entry of a hazard, with when the one before it in its zone and category was found. */
export type EntryRow = { id: string; same_found_at: Date | null; at: Date; events: HazardEntry['events'] };

/**
 * Freezes what the next hazards of a zone count for in the period, up to a thousand of them after `after`; answers with the last one, null
 * when there are no more. The entries alone are read, up to the cut-off, so that what happens meanwhile changes nothing.
 */
export async function countHazards(
  client: pg.ClientBase,
  period: string,
  zone: ZoneCode,
  span: Span,
  after: string | null,
  moment: Moment,
): Promise<{ counted: number; last: string | null }> {
  const { rows } = await client.query<EntryRow>({
    name: 'hazards-to-count',
    text: `with near as (
        select id, opened_at, state->'facts'->>'category' as category from cases
        where kind = 'hazard' and zone = $1 and stage not in ('void', 'merged') and opened_at > $2::timestamptz - interval '31 days' and opened_at <= $3
      ), same as (
        select id, lag(opened_at) over (partition by category order by opened_at, id) as found_at from near where category is not null
      ), concerned as (
        select c.id from cases c
        where c.kind = 'hazard' and c.zone = $1 and c.opened_at <= $3 and c.id > $4
          and (not c.finished or exists (select 1 from entry e where e.case_id = c.id and e.revision = c.revision and e.at > $2))
        order by c.id limit ${chunk}
      )
      select c.id, same.found_at as same_found_at, e.at, e.events
      from concerned c join entry e on e.case_id = c.id left join same on same.id = c.id
      where e.at <= $3 order by c.id, e.revision`,
    values: [zone, span.from, span.to, after ?? '00000000-0000-0000-0000-000000000000'],
  });
  const hazards = [...byHazard(rows)];
  const frozen = hazards.flatMap(([id, { sameFoundAt, entries }]) => {
    const record = recordOf({ id, sameFoundAt, entries }, span.to);
    const marks = record ? marksOf(record, span, moment) : {};
    if (!record || Object.keys(marks).length === 0) return [];
    const { number, title, project } = record;
    return [
      {
        case_id: id,
        number,
        title,
        zone: record.zone,
        class: record.class,
        project,
        marks,
        workdays_overdue: workdaysOverdue(record, span, moment),
      },
    ];
  });
  await client.query({
    name: 'freeze-marks',
    text: `insert into dispatch_mark (period, case_id, number, title, zone, class, project, marks, workdays_overdue)
      select $1, * from jsonb_to_recordset($2::jsonb) as m(case_id uuid, number text, title text, zone text, class text, project text, marks jsonb,
        workdays_overdue int)
      on conflict do nothing`,
    values: [period, JSON.stringify(frozen)],
  });
  return { counted: hazards.length, last: hazards.length < chunk ? null : (rows.at(-1)?.id ?? null) };
}

const momentIn = (at: Date) => at.toISOString() as Instant;

/** The entries of each hazard, in their order. */
export function byHazard(rows: readonly EntryRow[]): Map<string, { sameFoundAt: Instant | null; entries: HazardEntry[] }> {
  const hazards = new Map<string, { sameFoundAt: Instant | null; entries: HazardEntry[] }>();
  for (const { id, same_found_at, at, events } of rows) {
    const hazard = hazards.get(id) ?? { sameFoundAt: same_found_at && momentIn(same_found_at), entries: [] };
    hazard.entries.push({ at: momentIn(at), events });
    hazards.set(id, hazard);
  }
  return hazards;
}
