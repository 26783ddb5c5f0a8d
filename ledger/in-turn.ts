import type pg from 'pg';
import { withConnection } from './with-connection.ts';

/** Of each process one waits for the lock at a time: whoever waits for his turn would keep a connection from whoever has it. */
const queues = new WeakMap<pg.Pool, Promise<unknown>>();

/**
 * Does the work once nobody else does any of that name, in whatever process; who dies meanwhile leaves the turn to the next. The lock is the
 * connection's own and no transaction's: the work has its transactions itself, and takes longer than one may stay open.
 */
export function inTurn<Result>(pool: pg.Pool, name: string, work: () => Promise<Result>): Promise<Result> {
  const turn = (queues.get(pool) ?? Promise.resolve()).then(() => underLock(pool, name, work));
  queues.set(
    pool,
    turn.catch(() => undefined),
  );
  return turn;
}

const underLock = <Result>(pool: pg.Pool, name: string, work: () => Promise<Result>): Promise<Result> =>
  withConnection(pool, async (client, breaks) => {
    // Whether it has the lock is not known: the connection goes, and with it the lock.
    await client.query('select pg_advisory_lock(hashtext($1))', [name]).catch((error: Error) => {
      breaks(error);
      throw error;
    });
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', [name]).catch(breaks);
    }
  });
