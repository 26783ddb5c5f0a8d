import type pg from 'pg';
import { inTransaction } from './in-transaction.ts';

/**
 * Takes one of so many turns a minute that a channel allows, counted over all workers by the database's clock. Null when the turn was taken,
 * else the milliseconds until one is free.
 */
export async function takeTurn(pool: pg.Pool, channel: string, perMinute: number): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`channel/${channel}`]);
    await client.query(`delete from channel_use where channel = $1 and at <= now() - interval '1 minute'`, [channel]);
    const { rows } = await client.query<{ uses: number; free_in: number; closed_for: number }>(
      `select count(*)::int as uses, coalesce(extract(epoch from min(at) + interval '1 minute' - now()) * 1000, 0)::int as free_in,
         coalesce(extract(epoch from max(at) - now()) * 1000, 0)::int as closed_for from channel_use where channel = $1`,
      [channel],
    );
    const [{ uses, free_in, closed_for } = { uses: 0, free_in: 0, closed_for: 0 }] = rows;
    if (closed_for > 0) return closed_for;
    if (uses >= perMinute) return Math.max(free_in, 1);
    await client.query('insert into channel_use (channel, at) values ($1, now())', [channel]);
    return null;
  });
}

/** The channel said that it takes nothing for so long: no worker tries before. */
export async function closeChannel(pool: pg.Pool, channel: string, forMs: number): Promise<void> {
  await pool.query(`insert into channel_use (channel, at) values ($1, now() + make_interval(secs => $2::double precision / 1000))`, [
    channel,
    forMs,
  ]);
}
