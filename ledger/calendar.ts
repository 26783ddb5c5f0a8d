import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { Instant } from '../domain/time/instant.ts';
import { readYear } from '../domain/time/read-year.ts';
import type { HolidayCnYear, PlainYear } from '../domain/time/read-year.ts';
import { workCalendar, yearAsKnown, yearsWith } from '../domain/time/work-calendar.ts';
import type { CalendarYear } from '../domain/time/calendar-year.ts';
import { allOpenCases, calendarCommand, progressOf } from './adopt-batch.ts';
import { writeAudit } from './audit.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import { previewAdoption } from './preview-adoption.ts';
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
 * follow afterwards (`adoptBatch`), in the name of `actor`. `expected` is the version of that year, 0 when it was never put. Throws DocumentMoved.
 */
export async function putYear(
  pool: pg.Pool,
  year: CalendarYear,
  { by, at, expected }: Put,
  actor: Actor = { person: by },
): Promise<number> {
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
      `with put as (insert into calendar_year (version, year, document, put_by, put_at) values ($1, $2, $3::jsonb, $4, $5))
       insert into adoption (id, calendar_version, actor, asked_at) values ('calendar/' || $2::int || '/' || $1::int, $1, $6::jsonb, $5)`,
      [version, year.year, JSON.stringify(year), by, at, JSON.stringify(actor)],
    );
    await writeAudit(client, { at, actor: by, action: 'calendarChanged', subject: String(year.year), detail: { version } });
    return version;
  });
}

/** A year as it counts now, with its version (0 when it was never put) and how far that was carried to the open cases. */
export async function yearShown(ledger: Ledger, year: number) {
  const { adopted } = await ledger.register.newest(ledger.pool);
  const version = adopted.find((each) => each.year.year === year)?.version ?? 0;
  const row = version > 0 ? await ledger.prisma.adoption.findUnique({ where: { calendarVersion: version } }) : null;
  const shown = yearAsKnown(
    year,
    adopted.map((each) => each.year),
  );
  return { ...shown, version, adoption: row && progressOf(row) };
}

/** What adopting the year would do to the open cases at that moment; nothing is written. Shows the soonest deadlines that would move. */
export async function previewYear(ledger: Ledger, year: CalendarYear, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const published = yearsWith([...known.adopted.map((each) => each.year), year]);
  const moment = { ...momentOf(known, now), calendar: workCalendar({ version: 'preview', published }) };
  const command = await calendarCommand(ledger.pool, year.year, year);
  const { escalated: _, ...shown } = await previewAdoption(ledger, command, { known, moment, filter: allOpenCases });
  return shown;
}
