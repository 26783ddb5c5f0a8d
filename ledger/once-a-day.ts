import type pg from 'pg';
import type { Instant } from '../domain/time/instant.ts';

/** True for the first that asks on a day in Shanghai; marked in the caller's transaction, so that what dies half-way is done by the next. */
export async function isFirstOfTheDay(client: pg.ClientBase, what: 'digest' | 'retention', now: Instant): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into engine_sign (part, seen_at) values ($2, $1)
      on conflict (part) do update set seen_at = excluded.seen_at
      where (engine_sign.seen_at at time zone 'Asia/Shanghai')::date < (excluded.seen_at at time zone 'Asia/Shanghai')::date`,
    [now, what],
  );
  return rowCount === 1;
}
