import type pg from 'pg';
import type { Instant } from '../../domain/time/instant.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Ledger } from '../ledger.ts';
import { seal, unseal } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';

/**
 * 删除举报人信息: of every tip-off whose case ended before that moment; the case, its entries and their chain stay as they are. Answers with their
 * number; nothing is left of what was deleted, also not for the keys.
 */
export async function forgetReporters(client: Pick<pg.ClientBase, 'query'>, before: Instant): Promise<number> {
  const { rowCount } = await client.query(
    `update tip_off t set identity = null, key_id = null, has_email = false, letters_due = letters_sent, letter_fault = null, forgotten_at = now()
     from cases c where c.id = t.case_id and t.identity is not null and c.finished
       and not exists (
         with recursive into_which as (
           select m.* from cases m where m.id::text = c.state->>'mergedInto' and c.stage = 'merged'
           union all select m.* from into_which i join cases m on m.id::text = i.state->>'mergedInto' and i.stage = 'merged'
         ) select from into_which where not finished)
       and (select max(e.at) from entry e where e.case_id = c.id) < $1`,
    [before],
  );
  return rowCount ?? 0;
}

const batch = 200;

/** 换密钥: encrypts everything anew that is not under the current key; answers with how many rows. May be broken off and run again. */
export async function rotateReporterKeys({ pool }: Pick<Ledger, 'pool'>, keys: ReporterKeys): Promise<number> {
  for (let rotated = 0; ; ) {
    const done = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ id: string; identity: Buffer; key_id: string }>(
        'select id, identity, key_id from tip_off where identity is not null and key_id <> $1 order by id limit $2 for update',
        [keys.current.id, batch],
      );
      for (const { id, identity, key_id } of rows) {
        const { keyId, sealed } = seal(keys, id, unseal(keys, id, { keyId: key_id, sealed: identity }));
        await client.query('update tip_off set identity = $2, key_id = $3 where id = $1', [id, sealed, keyId]);
      }
      return rows.length;
    });
    rotated += done;
    if (done < batch) return rotated;
  }
}

/** Under which keys how much is encrypted: a key that stands for nothing any more may be taken out of the environment. */
export async function keysInUse({ pool }: Pick<Ledger, 'pool'>): Promise<{ id: string; count: number }[]> {
  const { rows } = await pool.query<{ id: string; count: number }>(
    'select key_id as id, count(*)::int as count from tip_off where key_id is not null group by key_id order by key_id',
  );
  return rows;
}
