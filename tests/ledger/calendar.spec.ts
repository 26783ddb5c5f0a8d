import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adoptionActivities } from '../../activities/adopt.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { yearAsKnown } from '../../domain/time/work-calendar.ts';
import { yearWatchDecider } from '../../domain/year-watch/year-watch-decider.ts';
import { adoptBatch } from '../../ledger/adopt-batch.ts';
import { previewYear, putYear, yearShown, yearWritten } from '../../ledger/calendar.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import type { CrashPoint } from '../../ledger/crash-point.ts';
import { inTransaction } from '../../ledger/in-transaction.ts';
import { momentNow, versionColumns } from '../../ledger/moment.ts';
import { adoptionsToTell, adoptionTold, wakeAll } from '../../ledger/outbox.ts';
import { transact } from '../../ledger/transact.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { watchYear } from '../../ledger/watch-year.ts';
import { calendarTarget } from '../../workflows/contract.ts';
import { aLedger } from '../support/a-ledger.ts';
import { example2027 } from '../support/example-2027.ts';

const at = instantOf('2026-11-25 09:00');
const year = yearWritten(2027, example2027());
/** Due on 2027-02-10 by the law alone, on 2027-02-15 by the notice. */
const moves = '2027-02-01 09:10';
/** Due on 2027-03-08, whatever the notice says. */
const stays = '2027-03-01 09:10';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
});
afterEach(() => ledger.close());

const put = (expected?: number, changed = year) => putYear(ledger.pool, changed, { by: 'zhao', at, expected });
async function adopts(version: number, limit?: number) {
  for (;;) {
    const progress = await adoptBatch(ledger, `calendar/2027/${version}`, at, limit);
    if (progress.finishedAt) return progress;
  }
}
const dueOf = async (caseId: string) => (await ledger.rows('select due_at from cases where id = $1', caseId))[0]?.due_at.toISOString();
const told = (kind: string) => ledger.rows('select person, case_id from notice where kind = $1', kind);
const entries = async () => (await ledger.rows('select count(*)::int as n from entry'))[0]?.n as number;
const adoptedEach = () =>
  ledger.rows(`select count(*)::int as entries, count(distinct case_id)::int as cases from entry where command = 'AdoptCalendar'`);

describe('a year that is put', () => {
  it('is the calendar of every command from then on, under its version', async () => {
    expect(await put()).toBe(1);
    const { caseId } = await ledger.reports(moves);
    expect(await dueOf(caseId)).toBe(instantOf('2027-02-15 17:30'));
    const [row] = await ledger.rows(`select state->'obligation'->'due' as due from cases where id = $1`, caseId);
    expect(row?.due).toMatchObject({ certainty: 'firm', calendar: 'shipped-2026+1' });
  });

  it('again stays the version that it is; another one in view of an older version is refused', async () => {
    expect([await put(0), await put(0), await put()]).toEqual([1, 1, 1]);
    const amended = yearWritten(2027, example2027({ makeupWorkdays: [] }));
    await expect(put(0, amended)).rejects.toMatchObject({ actual: 1 });
    expect(await put(1, amended)).toBe(2);
    expect(await yearShown(ledger, 2027)).toMatchObject({
      version: 2,
      status: 'published',
      makeupWorkdays: [],
      adoption: { finishedAt: null },
    });
    await expect(ledger.pool.query('delete from calendar_year')).rejects.toThrow(/append-only/);
  });

  it('waits for a command that is being decided with the calendar before, so that the adoption finds its case', async () => {
    let finish = () => {};
    const deciding = inTransaction(ledger.pool, async (client) => {
      await client.query(`select ${versionColumns}`);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return client.query('select count(*)::int as n from calendar_year');
    });
    await expect.poll(() => ledger.rows(`select 1 from pg_stat_activity where state = 'idle in transaction'`)).toHaveLength(1);
    const putting = put();
    await expect.poll(() => ledger.rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).toHaveLength(1);
    finish();
    expect((await deciding).rows).toEqual([{ n: 0 }]);
    expect(await putting).toBe(1);
  });
});

describe('an adoption', () => {
  it('dates every open case that rests on the year anew, and tells only whose date moved', async () => {
    const moving = await ledger.reports(moves);
    const standing = await ledger.reports(stays);
    const before = await ledger.reports('2026-11-02 09:00');
    await put();
    expect(await adopts(1)).toEqual({ recomputed: 2, moved: 1, failed: 0, finishedAt: at });
    expect([await dueOf(moving.caseId), await dueOf(standing.caseId), await dueOf(before.caseId)]).toEqual(
      ['2027-02-15 17:30', '2027-03-08 17:30', '2026-11-09 17:30'].map(instantOf),
    );
    expect(await told('moved')).toEqual([{ person: 'zhang', case_id: moving.caseId }]);
    const [entry] = await ledger.rows(`select actor, events from entry where command = 'AdoptCalendar' and case_id = $1`, moving.caseId);
    expect(entry).toMatchObject({
      actor: { person: 'zhao' },
      events: [{ cause: 'calendar', from: { certainty: 'provisional' }, to: { certainty: 'firm' } }],
    });
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });

  it('arms the clock for the new date', async () => {
    const { caseId, nextAlarm } = await ledger.reports('2027-02-04 09:10');
    expect(nextAlarm?.at).toBe(instantOf('2027-02-09 17:30'));
    await put();
    await adopts(1);
    const [wake] = await ledger.rows('select revision, alarm_at from wake where case_id = $1', caseId);
    expect([wake?.revision, wake?.alarm_at.toISOString()]).toEqual([2, instantOf('2027-02-12 17:30')]);
  });

  it('twice changes nothing the second time', async () => {
    for (let n = 0; n < 5; n += 1) await ledger.reports(moves);
    await put();
    await adopts(1, 2);
    const after = await entries();
    expect(await adopts(1, 2)).toMatchObject({ recomputed: 5, moved: 5 });
    await ledger.pool.query('update adoption set finished_at = null, reached = null');
    expect(await adopts(1, 2)).toMatchObject({ failed: 0 });
    expect(await entries()).toBe(after);
  });

  it('by two workers at once dates each case once', async () => {
    for (let n = 0; n < 12; n += 1) await ledger.reports(moves);
    await put();
    await Promise.all([adopts(1, 2), adopts(1, 3)]);
    expect(await adoptedEach()).toEqual([{ entries: 12, cases: 12 }]);
  });

  it('goes on while people decide about a hazard and its request', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => ledger.reports(moves)));
    const ask = { type: 'RequestExtension', by: 'zhang', until: localDateOf('2027-02-26'), reason: '材料未到场' } as const;
    await put();
    const [, ...receipts] = await Promise.all([adopts(1, 3), ...cases.map(({ caseId }) => ledger.act(caseId, '2027-02-02 09:00', ask))]);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(cases.map(() => 'accepted'));
    expect(new Set(await Promise.all(cases.map(({ caseId }) => dueOf(caseId))))).toEqual(new Set([instantOf('2027-02-15 17:30')]));
  });

  const adoptsInAProcess = async (crashAt?: CrashPoint) => {
    const script = join(import.meta.dirname, '../support/adopt-once.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, ledger.url, 'calendar/2027/1', at, '4'], {
      env: { ...process.env, ...(crashAt ? { SAFETY_GRID_CRASH_AT: crashAt } : {}) },
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    return signal;
  };

  it('that is killed half-way is resumed and dates each case once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ledger.reports(moves)));
    await put();
    expect(await adoptsInAProcess('adopt:before-commit')).toBe('SIGKILL');
    expect(await adoptedEach()).toEqual([{ entries: 0, cases: 0 }]);
    expect(await adoptsInAProcess('transact:after-commit')).toBe('SIGKILL');
    expect(await adoptedEach()).toEqual([{ entries: 4, cases: 4 }]);
    expect(await adoptsInAProcess()).toBeNull();
    expect(await adoptedEach()).toEqual([{ entries: 10, cases: 10 }]);
    expect(await told('moved')).toHaveLength(10);
    expect((await yearShown(ledger, 2027)).adoption).toEqual({ recomputed: 10, moved: 10, failed: 0, finishedAt: at });
  });

  it('leaves aside a case that cannot be dated, and counts it', async () => {
    const broken = await ledger.reports(moves);
    const sound = await ledger.reports(moves);
    await ledger.pool.query(`update cases set state = jsonb_set(state, '{obligation,duty}', '"nobody.knows"') where id = $1`, [
      broken.caseId,
    ]);
    await put();
    expect(await adopts(1)).toMatchObject({ recomputed: 1, failed: 1 });
    expect(await dueOf(sound.caseId)).toBe(instantOf('2027-02-15 17:30'));
  });

  it('that was asked for by its version, before adoptions had ids, is carried on all the same', async () => {
    await ledger.reports(moves);
    await put();
    const { adoptNext } = adoptionActivities(ledger);
    expect(await adoptNext({ version: 1, now: at })).toEqual({ recomputed: 1, moved: 1, failed: 0, isFinished: true });
    await expect(adoptNext({ version: 2, now: at })).rejects.toThrow();
  });

  it('waits for the relay until Temporal was told, and once more when its data were lost', async () => {
    await put();
    expect(await adoptionsToTell(ledger.pool)).toEqual([{ id: calendarTarget({ year: 2027, version: 1 }), year: 2027, version: 1 }]);
    await adoptionTold(ledger.pool, 'calendar/2027/1');
    expect(await adoptionsToTell(ledger.pool)).toEqual([]);
    await wakeAll(ledger.pool);
    expect(await adoptionsToTell(ledger.pool)).toHaveLength(1);
    await adopts(1);
    expect(await adoptionsToTell(ledger.pool)).toEqual([]);
  });
});

describe('the preview of a year', () => {
  it('shows whose deadline would move, the soonest first, and writes nothing', async () => {
    const later = await ledger.reports('2027-02-03 09:10');
    const sooner = await ledger.reports(moves);
    await ledger.reports(stays);
    const before = await entries();
    const shown = await previewYear(ledger, year, at);
    expect(shown).toMatchObject({ open: 3, recomputed: 3, moved: 2 });
    expect(shown.moves).toMatchObject([
      {
        id: sooner.caseId,
        number: sooner.number,
        zone: { name: '城东责任区' },
        from: { at: instantOf('2027-02-10 17:30'), provisional: true },
        to: { at: instantOf('2027-02-15 17:30'), provisional: false },
      },
      { id: later.caseId },
    ]);
    expect(await entries()).toBe(before);
    expect(await yearShown(ledger, 2027)).toMatchObject({ version: 0, status: 'provisional', adoption: null });
  });

  it('is what the adoption then does', async () => {
    for (const opened of [moves, stays, '2027-02-03 09:10', '2026-12-28 10:00', '2026-11-02 09:00']) await ledger.reports(opened);
    const { recomputed, moved } = await previewYear(ledger, year, at);
    await put();
    expect(await adopts(1)).toMatchObject({ recomputed, moved });
  });

  it('names two hundred at most, and counts all', async () => {
    await Promise.all(Array.from({ length: 203 }, () => ledger.reports(moves)));
    const { moved, moves: shown } = await previewYear(ledger, year, at);
    expect([moved, shown.length]).toEqual([203, 200]);
  });
});

describe('the case for a year that is not published', () => {
  const watches = () => ledger.rows(`select number, stage, finished, owed_by_post from cases where kind = 'year-watch'`);

  it('is opened by the bell from 1 November on, once', async () => {
    await watchYear(ledger, instantOf('2026-10-31 23:59'));
    expect(await watches()).toEqual([]);
    await Promise.all([watchYear(ledger, at), watchYear(ledger, at)]);
    await watchYear(ledger, instantOf('2026-12-01 09:00'));
    expect(await watches()).toEqual([{ number: 'NJ-2027', stage: 'awaited', finished: false, owed_by_post: 'office' }]);
    expect(await told('task')).toMatchObject([{ person: 'zhao' }]);
  });

  it('ends with the adoption, and is not opened again', async () => {
    await watchYear(ledger, at);
    await put();
    await watchYear(ledger, at);
    await adopts(1);
    await watchYear(ledger, at);
    expect(await watches()).toEqual([{ number: 'NJ-2027', stage: 'published', finished: true, owed_by_post: null }]);
    expect((await momentNow(ledger, at)).calendar.isProvisional(localDateOf('2027-01-01'))).toBe(false);
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
  });
});

describe('a year that came with a release', () => {
  const now = instantOf('2026-02-11 09:00');
  /** As a release dated them that knew 2026 by the law alone: without the make-up Saturday of 02-14, and with less of 春节. */
  const datedBefore2026 = (dueAt: string, ...ids: string[]) =>
    ledger.rows(
      `update cases set due_at = $2::timestamptz, provisional = true, state = jsonb_set(state, '{obligation,due}',
        jsonb_build_object('at', $2::text, 'certainty', 'provisional', 'calendar', 'shipped-2025+2')) where id = any($1)`,
      ids,
      instantOf(dueAt),
    );
  const adoptions = () => ledger.rows('select id, actor from adoption order by id');
  const opensWatch = async () => {
    const caseId = caseIdMadeOf('year-watch', '2026');
    const opened = { caseId, commandId: 'open', actor: { system: 'clock' }, at: instantOf('2025-11-03 09:00') } as const;
    await transact(ledger, yearWatchDecider, { ...opened, command: { type: 'OpenYearWatch', year: 2026 } });
    return caseId;
  };

  it('is adopted by the clock, nobody else, and carried to the cases that were dated without it; the case that asked for it ends', async () => {
    const { caseId } = await ledger.reports('2026-02-10 09:10');
    const watch = await opensWatch();
    await datedBefore2026('2026-02-23 17:30', caseId, watch);
    await Promise.all([watchYear(ledger, now), watchYear(ledger, now)]);
    await watchYear(ledger, now);
    expect(await adoptions()).toEqual([{ id: 'calendar/2026/1', actor: { system: 'clock' } }]);
    expect(await yearShown(ledger, 2026)).toMatchObject({ version: 1, status: 'published', source: '国办发明电〔2025〕7号, 2025-11-04' });

    expect(await adoptBatch(ledger, 'calendar/2026/1', now)).toEqual({ recomputed: 2, moved: 1, failed: 0, finishedAt: now });
    expect(await dueOf(caseId)).toBe(instantOf('2026-02-24 17:30'));
    expect(await ledger.rows(`select distinct actor from entry where command = 'AdoptCalendar'`)).toEqual([{ actor: { system: 'clock' } }]);
    expect(await ledger.rows('select stage, finished from cases where id = $1', watch)).toEqual([{ stage: 'published', finished: true }]);
    expect(await told('moved')).toMatchObject([{ person: 'zhang', case_id: caseId }]);
  });

  it('is left to the office that has put it', async () => {
    const { caseId } = await ledger.reports('2026-02-10 09:10');
    await datedBefore2026('2026-02-23 17:30', caseId);
    await putYear(ledger.pool, yearAsKnown(2026, []), { by: 'zhao', at: now });
    await watchYear(ledger, now);
    expect(await adoptions()).toEqual([{ id: 'calendar/2026/1', actor: { person: 'zhao' } }]);
  });

  it('is nobody’s business while every open case was dated with it', async () => {
    await ledger.reports('2026-02-10 09:10');
    await watchYear(ledger, now);
    expect(await adoptions()).toEqual([]);
  });
});
