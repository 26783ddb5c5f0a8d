import type pg from 'pg';
import { engineState } from '../../domain/stuck/engine-state.ts';
import type { EnginePart, EngineSign, EngineState } from '../../domain/stuck/engine-state.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** The part gave a sign of life. */
export async function engineSeen(pool: pg.Pool, part: EnginePart, at: Instant): Promise<void> {
  await pool.query({
    name: 'engine-seen',
    text: `insert into engine_sign (part, seen_at) values ($1, $2)
      on conflict (part) do update set seen_at = greatest(engine_sign.seen_at, excluded.seen_at), missing_since = null`,
    values: [part, at],
  });
}

/** The part was looked for in vain; since when is kept. */
export async function engineMissed(pool: pg.Pool, part: EnginePart, at: Instant): Promise<void> {
  await pool.query({
    name: 'engine-missed',
    text: `insert into engine_sign (part, missing_since) values ($1, $2)
      on conflict (part) do update set missing_since = coalesce(engine_sign.missing_since, excluded.missing_since)`,
    values: [part, at],
  });
}

/** What ails the engine as a whole at that moment; asks the ledger only. */
export async function engineNow(pool: pg.Pool, now: Instant): Promise<EngineState> {
  return engineState(await engineSigns(pool), now);
}

/** When each part gave its last sign of life. */
export async function engineSigns(pool: pg.Pool): Promise<EngineSign[]> {
  const { rows } = await pool.query<{ part: EnginePart; seen_at: Date | null; missing_since: Date | null }>({
    name: 'engine-signs',
    text: `select part, seen_at, missing_since from engine_sign where part in ('worker', 'bell', 'temporal', 'mail')`,
  });
  const instant = (at: Date | null) => at && (at.toISOString() as Instant);
  return rows.map(({ part, seen_at, missing_since }) => ({ part, seenAt: instant(seen_at), missingSince: instant(missing_since) }));
}
