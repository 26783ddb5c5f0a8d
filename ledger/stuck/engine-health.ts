import type pg from 'pg';
import { partsOfEngine } from '../../domain/stuck/engine-state.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { figures } from '../figures.ts';
import type { Ledger } from '../ledger.ts';
import type { EngineFound } from './clock-faults.ts';
import { engineSigns } from './engine-signs.ts';
import { countStillOwed } from './unblock.ts';

/** A look of the bell at Temporal, as it was kept. */
type Look = { at: Instant; whole: boolean } & EngineFound;

/** How the engine is at that moment, as far as the ledger knows: asks nobody else. */
export async function engineHealth(ledger: Ledger, now: Instant) {
  const { pool } = ledger;
  const [signs, counted, looks, faults, failed, databaseSince] = await Promise.all([
    engineSigns(pool),
    figures(ledger, new Date(now)),
    looksKept(pool),
    pool.query<{ cause: string; count: number }>('select cause, count(*)::int from clock_fault group by 1 order by 1'),
    countStillOwed(ledger, { status: 'failed' }),
    databaseRunsSince(pool),
  ]);
  const notices = new Map(counted.notices.map(({ status, count }) => [status, count]));
  return {
    parts: [{ part: 'database' as const, state: 'well' as const, since: databaseSince, seenAt: now }, ...partsOfEngine(signs, now)],
    clocks: {
      openCases: counted.cases.reduce((sum, { count }) => sum + count, 0),
      alarmsDue: counted.alarmsDue,
      oldestAlarmSeconds: counted.oldestAlarmSeconds,
      faults: faults.rows,
    },
    relay: { waiting: counted.wakeUps, oldestSeconds: counted.oldestWakeUpSeconds },
    notices: {
      unsent: (notices.get('queued') ?? 0) + (notices.get('sending') ?? 0),
      failed,
      oldestSeconds: counted.oldestNoticeSeconds,
    },
    looks,
  };
}

/** The last look, the last one at all clocks, and the last one that put something right. */
async function looksKept(pool: pg.Pool): Promise<Record<'last' | 'whole' | 'repair', Look | null>> {
  const { rows } = await pool.query<{ at: Date; whole: boolean; found: EngineFound; which: string[] }>(
    `with named as (
       select 'last' as which, max(id) as id from engine_look
       union all select 'whole', max(id) from engine_look where whole
       union all select 'repair', max(id) from engine_look where (found->>'rearmed')::int + (found->>'ended')::int > 0
     )
     select l.at, l.whole, l.found, array_agg(n.which) as which from engine_look l join named n using (id) group by l.id`,
  );
  const named = (name: string) => {
    const row = rows.find(({ which }) => which.includes(name));
    return row ? { at: row.at.toISOString() as Instant, whole: row.whole, ...row.found } : null;
  };
  return { last: named('last'), whole: named('whole'), repair: named('repair') };
}

async function databaseRunsSince(pool: pg.Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Date }>('select pg_postmaster_start_time() as at');
  return (rows[0]?.at.toISOString() as Instant | undefined) ?? null;
}
