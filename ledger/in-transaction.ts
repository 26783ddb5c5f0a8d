import type pg from 'pg';
import { crashPoint } from './crash-point.ts';
import { withConnection } from './with-connection.ts';

/** Commits what `work` writes, or none of it. */
export const inTransaction = <Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> =>
  withConnection(pool, async (client, breaks) => {
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
    }
  });
