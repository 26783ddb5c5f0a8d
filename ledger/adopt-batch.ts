import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { AdoptCalendar } from '../domain/escalation/adopt-calendar.ts';
import type { AdoptPolicy } from '../domain/escalation/adopt-policy.ts';
import type { DutyKey } from '../domain/escalation/policy.ts';
import type { HazardClass } from '../domain/hazard/hazard-class.ts';
import type { ZoneCode } from '../domain/people/seat.ts';
import type { Due } from '../domain/time/due.ts';
import type { Instant, LocalDate } from '../domain/time/instant.ts';
import { firstDayOf, yearAsKnown } from '../domain/time/work-calendar.ts';
import type { CalendarYear } from '../domain/time/calendar-year.ts';
import { crashPoint } from './crash-point.ts';
import { deciders } from './deciders.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf, versionColumns, versionsIn } from './moment.ts';
import { draftsOf } from './transact.ts';
import { storedCaseIn, writeDecisions } from './write-decisions.ts';
import type { Draft } from './write-decisions.ts';

/** Which open cases an adoption is carried to; null: whatever the zone, the class, the duty. */
export type AdoptionFilter = { zone: ZoneCode | null; class: HazardClass | null; duty: DutyKey | null };
export const allOpenCases: AdoptionFilter = { zone: null, class: null, duty: null };

/** The open cases of a filter after a given one, in the order of their ids: $1 the case before, $2 how many, $3 to $5 zone, class, duty. */
export const openCasesAfter = `not finished and id > $1 and ($3::text is null or zone = $3) and ($4::text is null or class = $4)
  and ($5::text is null or duty = $5) order by id limit $2`;
export const beforeAllCases = '00000000-0000-0000-0000-000000000000';

/** How far an adoption was carried to the open cases. `failed`: cases whose rule threw, which keep the deadline they had. */
export type AdoptionProgress = { recomputed: number; moved: number; failed: number; finishedAt: Instant | null };

export const progressOf = (row: { recomputed: number; moved: number; failed: number; finishedAt: Date | null }): AdoptionProgress => ({
  recomputed: row.recomputed,
  moved: row.moved,
  failed: row.failed,
  finishedAt: row.finishedAt && (row.finishedAt.toISOString() as Instant),
});

/**
 * Carries an adoption to the next open cases, up to `limit` in one transaction, in the order of their ids; each gets its command in the name
 * of whoever asked. What a batch did and how far it came are committed together, so that a process which dies loses the batch that it was
 * at and repeats none.
 */
export async function adoptBatch(ledger: Ledger, id: string, now: Instant, limit = 200): Promise<AdoptionProgress> {
  return inTransaction(ledger.pool, async (client) => {
    const { actor, filter, reached, command, ...progress } = await adoptionOf(client, id);
    if (progress.finishedAt) return progress;
    const { rows } = await client.query({
      name: 'cases-to-adopt',
      // The whole is locked before its parts, as every command does.
      text: `select id, kind, part_of, revision, state, head_hash, opened_at, zone, class, duty, ${versionColumns} from cases
        where id in (select id from cases where ${openCasesAfter}) order by coalesce(part_of, id), part_of nulls first for update`,
      values: [reached, limit, filter.zone, filter.class, filter.duty],
    });
    const drafts: Draft<CaseCore>[] = [];
    for (const row of rows) {
      // Somebody may have moved it on before it was locked.
      if (!fits(row, filter)) continue;
      const moment = momentOf(await ledger.register.at(versionsIn(row), client), now);
      const before = storedCaseIn<CaseCore>(row);
      const decider = deciders[row.kind as CaseKind];
      try {
        const decision = decider.decide(before.state, command, moment);
        if (decision.kind !== 'accepted') continue;
        const act = { command, commandId: id, actor };
        const { draft, others } = await draftsOf(ledger, client, { decider, before, decision, act, moment });
        drafts.push(draft, ...others);
        progress.recomputed += 1;
        if (decision.events.some(isMove)) progress.moved += 1;
      } catch {
        progress.failed += 1;
      }
    }
    if (drafts.length > 0) await writeDecisions(client, drafts);
    if (rows.length < limit) progress.finishedAt = now;
    await client.query({
      name: 'adoption-reached',
      text: `update adoption set reached = $2, recomputed = $3, moved = $4, failed = $5, finished_at = $6 where id = $1`,
      values: [
        id,
        rows.reduce((last, row) => (row.id > last ? row.id : last), reached),
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

const fits = (row: Record<keyof AdoptionFilter, string | null>, filter: AdoptionFilter) =>
  (['zone', 'class', 'duty'] as const).every((column) => filter[column] === null || filter[column] === row[column]);

type Move = { type: 'DeadlineMoved'; from: Due; to: Due };
/** Whether the event moved a deadline to another moment. */
export const isMove = (event: { type: string }): event is Move =>
  event.type === 'DeadlineMoved' && (event as Move).from.at !== (event as Move).to.at;

async function adoptionOf(client: pg.ClientBase, id: string) {
  const { rows } = await client.query(
    `select a.*, y.year from adoption a left join calendar_year y on y.version = a.calendar_version where a.id = $1 for update of a`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new Error(`there is no adoption ${id}`);
  const { zone, recomputed, moved, failed } = row;
  const command: AdoptCalendar | AdoptPolicy =
    row.year === null ? { type: 'AdoptPolicy', version: row.policy_version } : await calendarCommand(client, row.year);
  return {
    actor: row.actor as Actor,
    filter: { zone, class: row.class, duty: row.duty } as AdoptionFilter,
    reached: (row.reached ?? beforeAllCases) as string,
    command,
    ...progressOf({ recomputed, moved, failed, finishedAt: row.finished_at }),
  };
}

/** The command that adopts the year in whatever version: what an earlier one said of a day may be said no more. */
export async function calendarCommand(client: pg.ClientBase | pg.Pool, year: number, ...drafts: CalendarYear[]): Promise<AdoptCalendar> {
  const { rows } = await client.query<{ document: CalendarYear }>('select document from calendar_year where year = $1', [year]);
  const versions = [yearAsKnown(year, []), ...rows.map(({ document }) => document), ...drafts];
  const from = versions.map(firstDayOf).reduce<LocalDate>((first, on) => (on < first ? on : first), `${year}-01-01` as LocalDate);
  return { type: 'AdoptCalendar', year, from };
}

/** The adoption of a version of the calendar. Throws when that was never put. */
export async function adoptionOfCalendar({ prisma }: Pick<Ledger, 'prisma'>, version: number): Promise<string> {
  return (await prisma.adoption.findUniqueOrThrow({ where: { calendarVersion: version }, select: { id: true } })).id;
}
