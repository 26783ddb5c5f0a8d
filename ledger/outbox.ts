import type pg from 'pg';
import type { Standing } from '../domain/case/standing.ts';
import { crashPoint } from './crash-point.ts';

/** The workflow of a row of `cases`, in SQL: what `caseTarget` says of it in workflows/contract.ts. */
export const targetOf = (row: string): string =>
  `case ${row}.kind when 'dispatch' then 'dispatch/' || substr(${row}.number, 4) else ${row}.kind || '/' || ${row}.id end`;

/** A wake-up: what Temporal has to be told of a case; at least once, in any order, the highest revision counts. */
export type WakeUp = { target: string; kind: string; moved: Standing };

const leaseSeconds = 30;

// The revision of a mailbox's row in `clock`: a mailbox has no revisions of its own.
const beingTold = 0;
const told = 1;

/**
 * Leases wake-ups for sending, dropping those that need none: of a finished case whose clock never started, and those that neither change
 * the stage nor bring an alarm forward that is still to come. No row stays locked while Temporal is called.
 */
export async function leaseWakeUps(pool: pg.Pool, limit: number): Promise<{ leased: WakeUp[]; dropped: number }> {
  const { rows } = await pool.query({
    name: 'lease-wakes',
    text: `with due as (
        select case_id from wake where send_after <= now() and coalesce(leased_until, '-infinity') < now()
        order by send_after limit $1 for update skip locked
      ), leased as (
        update wake w set leased_until = now() + make_interval(secs => ${leaseSeconds}) from due where w.case_id = due.case_id returning w.*
      )
      select l.case_id, l.revision, l.moved, c.kind, t.target,
        case when l.finished then k.target is null
          else coalesce(k.stage = l.moved->>'stage' and k.armed_at > now() and coalesce(l.alarm_at, 'infinity') >= k.armed_at, false)
        end as spared
      from leased l join cases c on c.id = l.case_id
        cross join lateral (select ${targetOf('c')}) t(target)
        left join clock k on k.target = t.target`,
    values: [limit],
  });
  const spared = rows.filter((row) => row.spared);
  if (spared.length > 0)
    await forget(
      pool,
      spared.map((row) => ({ caseId: row.case_id, revision: row.revision })),
    );
  const leased = rows.filter((row) => !row.spared).map((row): WakeUp => ({ target: row.target, kind: row.kind, moved: row.moved }));
  if (leased.length > 0) {
    crashPoint('relay:before-expect');
    // Before the call, so that an answer that never comes leaves a clock whose state is unknown instead of none.
    await pool.query({
      name: 'expect-clocks',
      text: `insert into clock (target, revision) select t, 0 from unnest($1::text[]) t on conflict (target) do nothing`,
      values: [leased.map(({ target }) => target)],
    });
  }
  return { leased, dropped: spared.length };
}

/** Done with these wake-ups; news that came meanwhile is free to be sent at once. */
async function forget(pool: pg.Pool, wakes: { caseId: string; revision: number }[]): Promise<void> {
  const values = [wakes.map(({ caseId }) => caseId), wakes.map(({ revision }) => revision)];
  const { rowCount } = await pool.query({
    name: 'forget-wakes',
    text: `delete from wake w using unnest($1::uuid[], $2::int[]) as d(case_id, revision) where w.case_id = d.case_id and w.revision = d.revision`,
    values,
  });
  if (rowCount === wakes.length) return;
  await pool.query({
    name: 'release-news',
    text: `update wake w set leased_until = null from unnest($1::uuid[], $2::int[]) as d(case_id, revision)
      where w.case_id = d.case_id and w.revision > d.revision`,
    values,
  });
}

/** Temporal knows how the case stands, having been told or having rung: the clock's row says what it now knows; a newer revision that came meanwhile stays in the outbox. */
export async function settleWakeUp(pool: pg.Pool, { target, moved }: Pick<WakeUp, 'target' | 'moved'>): Promise<void> {
  const { caseId, revision, stage, nextAlarm, finished } = moved;
  if (finished) await pool.query({ name: 'end-clock', text: 'delete from clock where target = $1', values: [target] });
  else
    await pool.query({
      name: 'settle-clock',
      text: 'update clock set revision = $2, stage = $3, armed_at = $4, sent_at = now() where target = $1 and revision <= $2',
      values: [target, revision, stage, nextAlarm?.at ?? null],
    });
  crashPoint('relay:half-settled');
  await forget(pool, [{ caseId, revision }]);
}

/**
 * Persons for whom a notice waits, or a mail was begun and not settled, and whose mailbox does not know of it. One that was told and still
 * leaves due mail lying is told again, but not oftener than every five minutes: it may just be waiting for the mail server. One whose
 * teller died over it is told ten seconds later.
 */
export async function mailboxesToWake(pool: pg.Pool): Promise<{ person: string; at: string }[]> {
  const { rows } = await pool.query({
    name: 'mailboxes-to-wake',
    text: `select n.person, n.at from (
        select person, min(at) as at from (
          select person, send_after as at from notice where status = 'queued'
          union all select person, created_at from delivery where status = 'sending'
        ) waiting group by person
      ) n left join clock k on k.target = 'mailbox/' || n.person
      where k.target is null or k.armed_at > n.at or (k.armed_at < now() and k.sent_at < now() - interval '5 minutes')
        or (k.revision = ${beingTold} and k.sent_at < now() - interval '10 seconds')`,
  });
  return rows.map(({ person, at }) => ({ person, at: at.toISOString() }));
}

/** Written before the mailbox is told, so that whatever it then delivers and forgets comes later than this row. */
export async function tellingMailbox(pool: pg.Pool, target: string, at: string): Promise<void> {
  await pool.query({
    name: 'telling-mailbox',
    text: `insert into clock (target, revision, armed_at, sent_at) values ($1, ${beingTold}, $2, now())
      on conflict (target) do update set revision = ${beingTold}, armed_at = excluded.armed_at, sent_at = now()`,
    values: [target, at],
  });
}

/** The mailbox knows. One that has already delivered and forgotten needs no row any more. */
export async function mailboxTold(pool: pg.Pool, target: string): Promise<void> {
  await pool.query({ name: 'mailbox-told', text: `update clock set revision = ${told} where target = $1`, values: [target] });
}

/** The mailbox could not be told: the next round tries again. */
export async function mailboxNotTold(pool: pg.Pool, target: string): Promise<void> {
  await pool.query({ name: 'mailbox-not-told', text: 'delete from clock where target = $1', values: [target] });
}

/** An adoption that Temporal has to be told of: of a year of the calendar, or of a policy (`year` null). */
export type AdoptionToTell = { id: string; year: number | null; version: number };

/**
 * Adoptions that are not finished and of which Temporal was not told, or not for five minutes: telling one twice does no harm. One of a
 * policy waits until those that were asked for before it are done, so that the last one counts.
 */
export async function adoptionsToTell(pool: pg.Pool): Promise<AdoptionToTell[]> {
  const { rows } = await pool.query<AdoptionToTell>({
    name: 'adoptions-to-tell',
    text: `select a.id, y.year, coalesce(a.calendar_version, a.policy_version) as version
      from adoption a left join calendar_year y on y.version = a.calendar_version
      where a.finished_at is null and coalesce(a.told_at, '-infinity') < now() - interval '5 minutes'
        and (a.policy_version is null or not exists (
          select 1 from adoption b where b.policy_version is not null and b.finished_at is null and (b.asked_at, b.id) < (a.asked_at, a.id)))
      order by a.asked_at, a.id`,
  });
  return rows;
}

export async function adoptionTold(pool: pg.Pool, id: string): Promise<void> {
  await pool.query({ name: 'adoption-told', text: 'update adoption set told_at = now() where id = $1', values: [id] });
}

/** Months that were asked for and are not opened, and of which Temporal was not told, or not for five minutes. */
export async function monthsToTell(pool: pg.Pool): Promise<{ period: string }[]> {
  const { rows } = await pool.query<{ period: string }>({
    name: 'months-to-tell',
    text: `select period from dispatch where opened_at is null and coalesce(told_at, '-infinity') < now() - interval '5 minutes' order by period`,
  });
  return rows;
}

export async function monthTold(pool: pg.Pool, period: string): Promise<void> {
  await pool.query({ name: 'month-told', text: 'update dispatch set told_at = now() where period = $1', values: [period] });
}

/** How many wake-ups that were due by then Temporal has still to be given. */
export async function wakeUpsLeft(pool: pg.Pool, dueBy: Date): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as "left" from wake where send_after <= $1', [dueBy]);
  return rows[0]?.left ?? 0;
}

/** Forgets what was believed about Temporal and wakes every open case: after Temporal's data were lost. Returns the number of cases. */
export async function wakeAll(pool: pg.Pool): Promise<number> {
  await pool.query('delete from clock');
  await pool.query('update adoption set told_at = null where finished_at is null');
  await pool.query('update dispatch set told_at = null where opened_at is null');
  await pool.query('update tip_off set told_at = null where letters_sent < letters_due');
  return wakeOpen(pool, null);
}

/** 立即恢复计时: forgets what is believed of these cases' clocks and wakes those that are open. Returns their number. */
export async function restartClocks(pool: pg.Pool, caseIds: readonly string[]): Promise<number> {
  await pool.query(`delete from clock k using cases c where c.id = any($1::uuid[]) and not c.finished and k.target = ${targetOf('c')}`, [
    caseIds,
  ]);
  return wakeOpen(pool, caseIds);
}

/** Of these cases, or of all, those that are open. */
async function wakeOpen(pool: pg.Pool, caseIds: readonly string[] | null): Promise<number> {
  const { rowCount } = await pool.query(
    `insert into wake (case_id, revision, moved, alarm_at, finished, send_after)
     select c.id, c.revision, e.receipt, c.alarm_at, false, now() from cases c join entry e on e.case_id = c.id and e.revision = c.revision
     where not c.finished and ($1::uuid[] is null or c.id = any($1))
     on conflict (case_id) do update set send_after = now(), leased_until = null`,
    [caseIds],
  );
  return rowCount ?? 0;
}
