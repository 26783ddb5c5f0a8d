import { monthsAfter, opensOn, periodOf } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { isCountedAs, isStoodAs } from '../../domain/metrics/counted.ts';
import type { Counted, StoodAs } from '../../domain/metrics/counted.ts';
import { recordOf } from '../../domain/metrics/hazard-record.ts';
import { marksOf } from '../../domain/metrics/marks.ts';
import type { Marks } from '../../domain/metrics/marks.ts';
import type { Moment } from '../../domain/case/decision.ts';
import { holderOf, namedBy } from '../../domain/people/roster.ts';
import { seatFor } from '../../domain/people/seat.ts';
import type { PersonId, ZoneCode } from '../../domain/people/seat.ts';
import { dateIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import { byHazard } from './count-hazards.ts';
import type { EntryRow } from './count-hazards.ts';

/** What hazards were due, and closed on time, in the field of a deputy (null: nobody supervised the zone). */
export type CountedOf = { deputy: PersonId | null; due: number; onTime: number };
/** `running`: not frozen yet, counted from the ledger as it stands. */
export type CountedMonth = { period: Period; basis: 'signed' | 'frozen' | 'running'; of: CountedOf[] };

/** The months from `since` on whose figures are frozen, oldest first, as they were frozen; of these deputies' fields, or of all. */
export async function frozenMonths({ pool }: Ledger, since: Period, deputies: readonly PersonId[] | null): Promise<CountedMonth[]> {
  const { rows } = await pool.query<{ period: Period; is_signed: boolean; of: CountedOf[] }>({
    name: 'frozen-months',
    text: `select d.period, coalesce(c.finished, false) as is_signed, (
        select coalesce(jsonb_agg(s), '[]') from (
          select supervising as deputy, sum(coalesce((marks->>'due')::int, 0)) as due, sum(coalesce((marks->>'closedOnTime')::int, 0)) as "onTime"
          from dispatch_zone z where z.period = d.period and ($2::text[] is null or supervising = any($2)) group by supervising
        ) s) as of
      from dispatch d left join cases c on c.id = d.case_id where d.opened_at is not null and d.period >= $1 order by d.period`,
    values: [since, deputies],
  });
  return rows.map(({ period, is_signed, of }) => ({ period, basis: is_signed ? 'signed' : 'frozen', of }));
}

/** The hazards that a month counts so, by their ids: as they were frozen, or, of the month that runs, as the ledger stands. */
export async function idsCounted(ledger: Ledger, { period, as, deputies }: Counted, moment: Moment): Promise<string[]> {
  if (isStoodAs(as)) return idsStanding(ledger, period, as, deputies);
  const running = await runningMonth(ledger, moment);
  if (running?.period === period)
    return running.hazards.flatMap(({ id, deputy, marks }) => {
      const isAsked = deputies === null || (deputy !== null && deputies.includes(deputy));
      return isAsked && isCountedAs(as, marks) ? [id] : [];
    });
  const { rows } = await ledger.pool.query<{ id: string; marks: Marks }>({
    name: 'ids-counted',
    text: `select m.case_id as id, m.marks from dispatch d join dispatch_mark m using (period) where d.period = $1 and d.opened_at is not null
      and m.marks ? 'due' and ($2::text[] is null or m.zone in (select z.zone from dispatch_zone z where z.period = $1 and z.supervising = any($2)))`,
    values: [period, deputies],
  });
  return rows.flatMap(({ id, marks }) => (isCountedAs(as, marks) ? [id] : []));
}

/** What was open, major or overdue at the cut-off. */
async function idsStanding({ pool }: Ledger, period: Period, as: StoodAs, deputies: readonly PersonId[] | null): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'ids-standing',
    text: `select m.case_id as id from dispatch d join dispatch_mark m using (period) where d.period = $1 and d.opened_at is not null
      and m.marks ? 'open' and ($3 = 'open' or ($3 = 'major' and m.class = 'major') or ($3 = 'overdue' and m.workdays_overdue > 0))
      and ($2::text[] is null or m.zone in (select z.zone from dispatch_zone z where z.period = $1 and z.supervising = any($2)))`,
    values: [period, deputies, as],
  });
  return rows.map(({ id }) => id);
}

/** The hazards that count in a month which is not frozen yet. */
type Running = { period: Period; hazards: { id: string; deputy: PersonId | null; marks: Marks }[] };

// Of more than that the history is not read for a page: the month's dispatch counts them.
const readAtMost = 2_000;

/**
 * What was due so far, since the cut-off of the month before, by the rule of the month's figures (`marksOf`). Null once the month is being
 * dispatched, or when too much has happened in it.
 */
export async function runningMonth(ledger: Ledger, moment: Moment): Promise<Running | null> {
  const { now, calendar, policy } = moment;
  const period = periodOf(dateIn(now));
  const { rows: asked } = await ledger.pool.query<{ is_dispatched: boolean; since: Date | null }>(
    'select coalesce(bool_or(period >= $1), false) as is_dispatched, max(cut_off) as since from dispatch',
    [period],
  );
  if (asked[0]?.is_dispatched) return null;
  const since = asked[0]?.since?.toISOString() as Instant | undefined;
  const span = { from: since ?? opensOn(monthsAfter(period, -1), policy.dispatch.opensOnDay, calendar), to: now };
  const late = await ledger.pool.query<{ id: string; zone: ZoneCode }>({
    name: 'due-and-not-rectified',
    text: `select id, zone from cases where kind = 'hazard' and not finished and duty like 'hazard.rectify.%' and due_at > $1 and due_at <= $2`,
    values: [span.from, span.to],
  });
  const entries = await entriesToRead(ledger, span.from);
  if (entries === null) return null;
  const deputyOf = deputiesOfZones(moment);
  const read = [...byHazard(entries)].flatMap(([id, hazard]) => {
    const record = recordOf({ id, ...hazard }, now);
    return record ? [{ id, deputy: deputyOf(record.zone), marks: marksOf(record, span, moment) }] : [];
  });
  return { period, hazards: [...read, ...late.rows.map(({ id, zone }) => ({ id, deputy: deputyOf(zone), marks: { due: 1 } }))] };
}

function deputiesOfZones({ roster, now }: Moment): (zone: ZoneCode) => PersonId | null {
  const known = new Map<ZoneCode, PersonId | null>();
  return (zone) => {
    const deputy = known.get(zone) ?? namedBy(holderOf(roster, seatFor('supervising', zone), now));
    known.set(zone, deputy);
    return deputy;
  };
}

/** The entries of the hazards of which the case alone does not say when they were due: closed since then, or repaired and not closed. */
async function entriesToRead({ pool }: Ledger, since: Instant): Promise<EntryRow[] | null> {
  const { rows: ids } = await pool.query<{ id: string }>({
    name: 'due-by-their-entries',
    text: `select id from cases where kind = 'hazard' and not finished
        and (stage = 'verifying' or (stage = 'reported' and (state->>'obligationsOpened')::int > 1))
      union select c.id from entry e join cases c on c.id = e.case_id
        where e.at > $1 and e.events @> '[{"type": "HazardClosed"}]' and c.stage = 'closed'
      limit ${readAtMost + 1}`,
    values: [since],
  });
  if (ids.length > readAtMost) return null;
  const { rows } = await pool.query<EntryRow>({
    name: 'entries-of',
    text: 'select case_id as id, null as same_found_at, at, events from entry where case_id = any($1) order by case_id, revision',
    values: [ids.map(({ id }) => id)],
  });
  return rows;
}
