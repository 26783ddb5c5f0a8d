import type pg from 'pg';

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

async function underLock<Result>(pool: pg.Pool, name: string, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const breaks = (error: Error) => {
    broken = error;
  };
  client.on('error', breaks);
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]).catch((error: Error) => {
      breaks(error);
      throw error;
    });
    return await work();
  } finally {
    if (!broken) await client.query('select pg_advisory_unlock(hashtext($1))', [name]).catch(breaks);
    client.off('error', breaks);
    client.release(broken);
  }
}
