import type pg from 'pg';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { ClockFault } from '../../domain/stuck/why-stuck.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { targetOf } from '../outbox.ts';

const target = targetOf('c');

/** An open case and the id of the workflow that keeps its time. */
export type OpenCase = { id: string; kind: CaseKind; target: string };

/** The next open cases in the order of their ids of which Temporal has been told: none whose wake-up still waits in the outbox. */
export async function openCasesAfter(pool: pg.Pool, after: string | null, limit: number): Promise<OpenCase[]> {
  const { rows } = await pool.query<OpenCase>({
    name: 'open-cases-after',
    text: `select c.id, c.kind, ${target} as target from cases c
      where not c.finished and ($1::uuid is null or c.id > $1) and not exists (select from wake w where w.case_id = c.id)
      order by c.id limit $2`,
    values: [after, limit],
  });
  return rows;
}

/** How many open cases Temporal should have a running workflow for. */
export async function openCasesTold(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query({
    name: 'open-cases-told',
    text: 'select count(*)::int as told from cases c where not c.finished and not exists (select from wake w where w.case_id = c.id)',
  });
  return rows[0]?.told ?? 0;
}

/** Open cases whose alarm should have rung by then, the longest overdue first. */
export async function lateCases(pool: pg.Pool, before: Instant, limit: number): Promise<OpenCase[]> {
  const { rows } = await pool.query<OpenCase>({
    name: 'late-cases',
    text: `select c.id, c.kind, ${target} as target from cases c where not c.finished and c.alarm_at < $1 order by c.alarm_at limit $2`,
    values: [before, limit],
  });
  return rows;
}

/** Which of these workflow ids belong to cases of this ledger, and whether the case has ended and Temporal was told so. */
export async function casesOfTargets(pool: pg.Pool, targets: readonly string[]): Promise<{ id: string; target: string; ended: boolean }[]> {
  const months = targets.filter((each) => each.startsWith('dispatch/'));
  const ids = targets.flatMap((each) => /\/([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(each)?.[1] ?? []);
  const { rows } = await pool.query<{ id: string; target: string; ended: boolean }>({
    name: 'cases-of-targets',
    text: `select c.id, ${target} as target, c.finished and not exists (select from wake w where w.case_id = c.id) as ended
      from cases c where c.id = any($1::uuid[]) or c.number = any($2::text[])`,
    values: [ids, months.map((each) => `DD-${each.slice('dispatch/'.length)}`)],
  });
  return rows;
}

/** Writes down what ails the clocks now: a fault that goes on keeps its beginning, one that is healed is gone. */
export async function keepClockFaults(
  pool: pg.Pool,
  faults: readonly { caseId: string; cause: ClockFault }[],
  now: Instant,
): Promise<void> {
  await pool.query({
    name: 'keep-clock-faults',
    text: `with found as (select * from jsonb_to_recordset($1::jsonb) as f("caseId" uuid, cause text)),
      gone as (delete from clock_fault k where not exists (select from found f where f."caseId" = k.case_id and f.cause = k.cause))
      insert into clock_fault (case_id, cause, since) select "caseId", cause, $2 from found
      on conflict (case_id) do update set cause = excluded.cause, since = excluded.since where clock_fault.cause <> excluded.cause`,
    values: [JSON.stringify(faults), now],
  });
}

/** What a look at Temporal found and put right. */
export type EngineFound = {
  openCases: number;
  running: number | null;
  /** Clocks that were lost and armed again, workflows that had outlived their case and were ended. */
  rearmed: number;
  ended: number;
  /** Workflows named like a case that this ledger does not know: left alone. */
  unknown: number;
  failing: number;
  retrying: number;
  ms: number;
};

const looksKept = 2_000;

/** Keeps what a look found; the oldest of two thousand are forgotten. */
export async function keepLook(pool: pg.Pool, at: Instant, whole: boolean, found: EngineFound): Promise<void> {
  await pool.query(
    `with made as (insert into engine_look (at, whole, found) values ($1, $2, $3) returning id)
     delete from engine_look l using made where l.id <= made.id - ${looksKept}`,
    [at, whole, JSON.stringify(found)],
  );
}

/** When every open case was last held against Temporal; null when never. */
export async function lastWholeLook(pool: pg.Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Date }>('select at from engine_look where whole order by id desc limit 1');
  return (rows[0]?.at.toISOString() as Instant | undefined) ?? null;
}
