import type { Ledger } from '../../ledger/ledger.ts';
import { until } from './until.ts';

/** Keeps cases locked, as one does who is writing them, until he is let go. */
export async function locked({ pool }: Pick<Ledger, 'pool'>, ...caseIds: string[]): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('select from cases where id = any($1) for update', [caseIds]);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

/** Resolves once so many wait for a lock in the database of the ledger. */
export const untilWaiting = ({ pool }: Pick<Ledger, 'pool'>, count: number): Promise<void> =>
  until(async () => {
    const { rows } = await pool.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (rows[0] as { n: number }).n >= count;
  });
