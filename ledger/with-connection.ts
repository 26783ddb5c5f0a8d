import type pg from 'pg';

/** Does the work on a connection of its own. `breaks`: what the work finds wrong with it, so that nobody else gets it. */
export async function withConnection<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, breaks: (error: Error) => void) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client, (error) => {
      broken = error;
    });
  } finally {
    client.release(broken);
  }
}
