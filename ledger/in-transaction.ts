import type pg from 'pg';
import { crashPoint } from './crash-point.ts';

/** Commits what `work` writes, or none of it. */
export async function inTransaction<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks says so here besides failing its statement; unheard, it would end the process.
  const breaks = (error: Error) => {
    broken = error;
  };
  client.on('error', breaks);
  try {
    // Sent ahead of the work's first statement without waiting for its answer: one round trip less.
    const begun = client.query('begin');
    const [result] = await Promise.all([work(client), begun]);
    await client.query('commit');
    crashPoint('transact:after-commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(breaks);
    throw error;
  } finally {
    client.off('error', breaks);
    client.release(broken);
  }
}
