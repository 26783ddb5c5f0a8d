import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '../domain/rights/actor.ts';
import type { Instant } from '../domain/time/instant.ts';
import { writeAudit } from './audit.ts';
import type { Ledger } from './ledger.ts';

/** Either signs in: with the password, or at the provider of single sign-on. */
export type Way = 'password' | 'singleSignOn';

/** From where and when somebody signs in; `replaces`: the token with which he came, which opens nothing afterwards. */
export type Visitor = { at: Instant; address: string; device: string; replaces: string | null };

type Client = pg.Pool | pg.PoolClient;

/** What lies in the database of a token that only its holder knows. */
export const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('hex');
export const newToken = () => randomBytes(32).toString('base64url');

// Unused for twelve hours it ends, and after a week even when it is used.
const idle = `interval '12 hours'`;
const longest = `interval '7 days'`;

/** Opens a session, always under a new token; the one that it replaces ends. Only the token's hash is kept. */
export async function openSession(client: Client, username: string, way: Way, { at, address, device, replaces }: Visitor): Promise<string> {
  const token = newToken();
  await client.query(
    `with ended as (delete from session where token_hash = $6 or (username = $2 and expires_at < now())),
       used as (update account set last_sign_in_at = now() where username = $2)
     insert into session (token_hash, username, way, address, device, expires_at, ends_at)
     values ($1, $2, $3, $4, $5, now() + ${idle}, now() + ${longest})`,
    [tokenHashOf(token), username, way, address, device, replaces === null ? null : tokenHashOf(replaces)],
  );
  await writeAudit(client, { at, actor: username, action: 'signedIn', detail: { way, address } });
  return token;
}

/**
 * Who acts in a session that goes on, of an account that is not disabled; asked with every request, by one look-up. That the session is in use
 * is noted every five minutes.
 */
export async function actorOfSession({ pool }: Pick<Ledger, 'pool'>, token: string): Promise<Actor | null> {
  const tokenHash = tokenHashOf(token);
  const { rows } = await pool.query<Actor & { lately: boolean }>({
    name: 'actor-of-session',
    text: `select username, a.person, a.role, s.seen_at > now() - interval '5 minutes' as lately
      from session s join account a using (username) where s.token_hash = $1 and s.expires_at > now() and a.disabled_at is null`,
    values: [tokenHash],
  });
  const [found] = rows;
  if (!found) return null;
  const { lately, ...actor } = found;
  if (!lately) {
    const slides = `update session set seen_at = now(), expires_at = least(ends_at, now() + ${idle}) where token_hash = $1`;
    await pool.query({ name: 'session-slides', text: slides, values: [tokenHash] });
  }
  return actor;
}

export type OwnSession = {
  id: string;
  startedAt: Date;
  seenAt: Date;
  endsAt: Date;
  device: string;
  address: string;
  way: Way;
  isThis: boolean;
};

/** The sessions of an account that go on, the latest in use first; `isThis`: the one of the token. */
export async function sessionsOf({ pool }: Ledger, username: string, token: string): Promise<OwnSession[]> {
  const { rows } = await pool.query<OwnSession>(
    `select id, started_at as "startedAt", seen_at as "seenAt", ends_at as "endsAt", device, address, way, token_hash = $2 as "isThis"
     from session where username = $1 and expires_at > now() order by token_hash = $2 desc, seen_at desc, id`,
    [username, tokenHashOf(token)],
  );
  return rows;
}

/** How the session of a token was signed in. */
export async function wayOfSession({ pool }: Ledger, token: string): Promise<Way> {
  const { rows } = await pool.query<{ way: Way }>('select way from session where token_hash = $1', [tokenHashOf(token)]);
  return rows[0]?.way ?? 'password';
}

export async function closeSession({ pool }: Ledger, token: string, at: Instant): Promise<void> {
  const { rows } = await pool.query<{ username: string }>('delete from session where token_hash = $1 returning username', [
    tokenHashOf(token),
  ]);
  for (const { username } of rows) await writeAudit(pool, { at, actor: username, action: 'signedOut' });
}

/** Ends one session of the account; false when it has no such session. */
export async function endSession({ pool }: Ledger, username: string, id: string, at: Instant): Promise<boolean> {
  const { rowCount } = await pool.query('delete from session where username = $1 and id = $2', [username, id]);
  if (rowCount === 1) await writeAudit(pool, { at, actor: username, action: 'signedOut', detail: { elsewhere: true } });
  return rowCount === 1;
}

/** Ends the sessions of the account but the one of `kept`, because its owner asked for it. */
export async function endOtherSessions({ pool }: Ledger, username: string, kept: string | null, at: Instant): Promise<void> {
  await endSessions(pool, username, kept);
  await writeAudit(pool, { at, actor: username, action: 'signedOut', detail: { elsewhere: true } });
}

/** Ends the sessions of the account, but for the one of `kept`. */
export async function endSessions(client: Client, username: string, kept: string | null = null): Promise<void> {
  const but = kept === null ? null : tokenHashOf(kept);
  await client.query('delete from session where username = $1 and token_hash is distinct from $2', [username, but]);
}
