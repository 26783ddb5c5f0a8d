import type pg from 'pg';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/decider.ts';
import type { AdoptCalendar } from '../domain/escalation/adopt-calendar.ts';
import type { Due } from '../domain/time/due.ts';
import type { Instant, LocalDate } from '../domain/time/instant.ts';
import { firstDayOf, yearAsKnown } from '../domain/time/work-calendar.ts';
import type { CalendarYear } from '../domain/time/work-calendar.ts';
import { crashPoint } from './crash-point.ts';
import { deciders } from './deciders.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf, versionColumns, versionsIn } from './moment.ts';
import { draftOf, storedCaseIn, writeDecisions } from './write-decisions.ts';
import type { Draft } from './write-decisions.ts';

/** How far a version of the calendar was carried to the open cases. `failed`: cases whose rule threw, which keep the deadline they had. */
export type AdoptionProgress = { recomputed: number; moved: number; failed: number; finishedAt: Instant | null };

/**
 * Carries an adopted version to the next open cases, up to `limit` in one transaction, in the order of their ids; each gets the command
 * AdoptCalendar in the name of whoever put the year. What a batch did and how far it came are committed together, so that a process which
 * dies loses the batch that it was at and repeats none.
 */
export async function adoptBatch(ledger: Ledger, version: number, now: Instant, limit = 200): Promise<AdoptionProgress> {
  return inTransaction(ledger.pool, async (client) => {
    const { putBy, reached, command, ...progress } = await adoptionOf(client, version);
    if (progress.finishedAt) return progress;
    const { rows } = await client.query({
      name: 'cases-to-adopt',
      // The whole is locked before its parts, as every command does.
      text: `select id, kind, part_of, revision, state, head_hash, opened_at, ${versionColumns} from cases
        where id in (select id from cases where not finished and id > $1 order by id limit $2)
        order by coalesce(part_of, id), part_of nulls first for update`,
      values: [reached, limit],
    });
    const drafts: Draft<CaseCore>[] = [];
    for (const row of rows) {
      const moment = momentOf(await ledger.register.at(versionsIn(row), client), now);
      const before = storedCaseIn<CaseCore>(row);
      const decider = deciders[row.kind as CaseKind];
      try {
        const decision = decider.decide(before.state, command, moment);
        if (decision.kind !== 'accepted') continue;
        const { events } = decision;
        const act = { command, commandId: `calendar/${version}`, actor: { person: putBy }, events };
        drafts.push(draftOf(decider, before, act, moment));
        if (events.some(isMove)) progress.moved += 1;
      } catch {
        progress.failed += 1;
      }
    }
    progress.recomputed += drafts.length;
    if (drafts.length > 0) await writeDecisions(client, drafts);
    if (rows.length < limit) progress.finishedAt = now;
    await client.query({
      name: 'adoption-reached',
      text: `update calendar_adoption set reached = $2, recomputed = $3, moved = $4, failed = $5, finished_at = $6 where version = $1`,
      values: [
        version,
        rows.reduce((last, { id }) => (id > last ? id : last), reached),
        progress.recomputed,
        progress.moved,
        progress.failed,
        progress.finishedAt,
      ],
    });
    crashPoint('adopt:before-commit');
    return progress;
  });
}

type Move = { type: 'DeadlineMoved'; from: Due; to: Due };
/** Whether the event moved a deadline to another moment. */
export const isMove = (event: { type: string }): event is Move =>
  event.type === 'DeadlineMoved' && (event as Move).from.at !== (event as Move).to.at;

async function adoptionOf(client: pg.ClientBase, version: number) {
  const { rows } = await client.query(
    `select y.year, y.put_by, a.reached, a.recomputed, a.moved, a.failed, a.finished_at
      from calendar_adoption a join calendar_year y using (version) where version = $1 for update of a`,
    [version],
  );
  const row = rows[0];
  if (!row) throw new Error(`no version ${version} of the calendar was adopted`);
  return {
    putBy: row.put_by as string,
    reached: (row.reached ?? '00000000-0000-0000-0000-000000000000') as string,
    command: await adoptionCommand(client, row.year),
    recomputed: row.recomputed as number,
    moved: row.moved as number,
    failed: row.failed as number,
    finishedAt: (row.finished_at?.toISOString() ?? null) as Instant | null,
  };
}

/** The command that adopts the year in whatever version: what an earlier one said of a day may be said no more. */
export async function adoptionCommand(client: pg.ClientBase | pg.Pool, year: number, ...drafts: CalendarYear[]): Promise<AdoptCalendar> {
  const { rows } = await client.query<{ document: CalendarYear }>('select document from calendar_year where year = $1', [year]);
  const versions = [yearAsKnown(year, []), ...rows.map(({ document }) => document), ...drafts];
  const from = versions.map(firstDayOf).reduce<LocalDate>((first, on) => (on < first ? on : first), `${year}-01-01` as LocalDate);
  return { type: 'AdoptCalendar', year, from };
}
