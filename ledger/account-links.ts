import type pg from 'pg';
import type { Instant } from '../domain/time/instant.ts';
import { newToken, tokenHashOf } from './account-sessions.ts';
import { writeAudit } from './audit.ts';

/** From Friday's end of business to Monday's. */
const validFor = `interval '72 hours'`;

/** A token that sets a password once; those made before for the account open nothing any more. Only its hash is kept. */
export async function makeLink(
  client: pg.Pool | pg.PoolClient,
  username: string,
  by: string,
  at: Instant,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const { rows } = await client.query<{ expiresAt: Date }>(
    `insert into password_link (username, token_hash, made_by, made_at, expires_at) values ($1, $2, $3, now(), now() + ${validFor})
     on conflict (username) do update set token_hash = excluded.token_hash, made_by = excluded.made_by, made_at = excluded.made_at,
       expires_at = excluded.expires_at
     returning expires_at as "expiresAt"`,
    [username, tokenHashOf(token), by],
  );
  await writeAudit(client, { at, actor: by, action: 'passwordLinkMade', subject: username });
  return { token, expiresAt: rows[0]?.expiresAt ?? new Date(0) };
}
