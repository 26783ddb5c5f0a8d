import type pg from 'pg';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/decider.ts';
import type { Due } from '../domain/time/due.ts';
import type { Instant } from '../domain/time/instant.ts';
import { readYear } from '../domain/time/read-year.ts';
import type { HolidayCnYear, PlainYear } from '../domain/time/read-year.ts';
import { workCalendar, yearAsKnown, yearsWith } from '../domain/time/work-calendar.ts';
import type { CalendarYear } from '../domain/time/work-calendar.ts';
import { adoptionCommand, isMove } from './adopt-calendar.ts';
import type { AdoptionProgress } from './adopt-calendar.ts';
import { namesOf } from './case-item.ts';
import { deciders } from './deciders.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { DocumentMoved, refuseFaults } from './register.ts';
import type { Put } from './register.ts';

/** Reads what was put for a year. Throws DocumentRefused with every fault and its place, RangeError for a year that is not known. */
export function yearWritten(year: number, written: HolidayCnYear | PlainYear): CalendarYear {
  const { read, faults } = readYear(year, written);
  refuseFaults(faults);
  return read;
}

/**
 * Adopts a year as the next version of the calendar and answers with that; the same year again stays the version it is. The open cases
 * follow afterwards (`adoptBatch`). `expected` is the version of that year, 0 when it was never put. Throws DocumentMoved.
 */
export async function putYear(pool: pg.Pool, year: CalendarYear, { by, at, expected }: Put): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '10s'`);
    // Waits for every command that is being decided with the calendar before, and lets the next ones wait until the new version is there:
    // whatever case was not dated with it then stands in the ledger, where the adoption finds it.
    await client.query('lock table calendar_year in access exclusive mode');
    const { rows } = await client.query(
      `select (select max(version) from calendar_year) as newest, y.version, y.document = $2::jsonb as is_same
        from (select 1) one left join (select * from calendar_year where year = $1 order by version desc limit 1) y on true`,
      [year.year, JSON.stringify(year)],
    );
    const { newest, version: current, is_same: isSame } = rows[0] as { newest: number | null; version: number | null; is_same: boolean };
    if (current !== null && isSame) return current;
    if (expected !== undefined && expected !== (current ?? 0)) throw new DocumentMoved(current ?? 0);
    const version = (newest ?? 0) + 1;
    await client.query(
      `with put as (insert into calendar_year (version, year, document, put_by, put_at) values ($1, $2, $3::jsonb, $4, $5) returning version)
       insert into calendar_adoption (version) select version from put`,
      [version, year.year, JSON.stringify(year), by, at],
    );
    return version;
  });
}

/** A year as it counts now, with its version (0 when it was never put) and how far that was carried to the open cases. */
export async function yearShown(ledger: Ledger, year: number) {
  const { adopted } = await ledger.register.newest(ledger.pool);
  const version = adopted.find((each) => each.year.year === year)?.version ?? 0;
  const row = version > 0 ? await ledger.prisma.calendarAdoption.findUnique({ where: { version } }) : null;
  const shown = yearAsKnown(
    year,
    adopted.map((each) => each.year),
  );
  return { ...shown, version, adoption: row && progressOf(row) };
}

const progressOf = (row: { recomputed: number; moved: number; failed: number; finishedAt: Date | null }): AdoptionProgress => ({
  recomputed: row.recomputed,
  moved: row.moved,
  failed: row.failed,
  finishedAt: row.finishedAt && (row.finishedAt.toISOString() as Instant),
});

const previewBatch = 1_000;
const shownAtMost = 200;

type PreviewedMove = { id: string; kind: CaseKind; number: string; title: string; zone: string; from: Due; to: Due };

/** What adopting the year would do to the open cases at that moment; nothing is written. Shows the soonest deadlines that would move. */
export async function previewYear(ledger: Ledger, year: CalendarYear, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const names = namesOf(known);
  const published = yearsWith([...known.adopted.map((each) => each.year), year]);
  const moment = { ...momentOf(known, now), calendar: workCalendar({ version: 'preview', published }) };
  const command = await adoptionCommand(ledger.pool, year.year, year);
  const moves: PreviewedMove[] = [];
  let open = 0;
  let recomputed = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await ledger.pool.query({
      name: 'cases-to-preview',
      text: 'select id, kind, state from cases where not finished and id > $1 order by id limit $2',
      values: [after, previewBatch],
    });
    for (const { id, kind, state } of rows as { id: string; kind: CaseKind; state: CaseCore }[]) {
      const decider = deciders[kind];
      const decision = decider.decide(state, command, moment);
      if (decision.kind !== 'accepted') continue;
      recomputed += 1;
      const { number, title, zone } = decider.summaryOf(state);
      for (const event of decision.events) if (isMove(event)) moves.push({ id, kind, number, title, zone, from: event.from, to: event.to });
    }
    open += rows.length;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < previewBatch) break;
  }
  moves.sort((a, b) => (a.from.at < b.from.at ? -1 : 1));
  const shownDue = ({ at, certainty }: Due) => ({ at, provisional: certainty === 'provisional' });
  return {
    open,
    recomputed,
    moved: moves.length,
    moves: moves
      .slice(0, shownAtMost)
      .map(({ zone, from, to, ...each }) => ({ ...each, zone: names.zone(zone), from: shownDue(from), to: shownDue(to) })),
  };
}
