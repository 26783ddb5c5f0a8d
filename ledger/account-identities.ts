import { newToken, openSession, tokenHashOf } from './account-sessions.ts';
import type { Visitor } from './account-sessions.ts';
import type { SignedIn } from './account-sign-in.ts';
import { writeAudit } from './audit.ts';
import type { Ledger } from './ledger.ts';

/** What has to be remembered while somebody is away at the provider; `page`: where he wanted to go. */
export type Attempt = { state: string; nonce: string; verifier: string; page: string };

/** Keeps it for ten minutes; answers with the token that his browser brings back. */
export async function rememberAttempt({ pool }: Ledger, { state, nonce, verifier, page }: Attempt): Promise<string> {
  const token = newToken();
  await pool.query(
    `with old as (delete from sign_on_attempt where expires_at < now())
     insert into sign_on_attempt (token_hash, state, nonce, verifier, page, expires_at) values ($1, $2, $3, $4, $5, now() + interval '10 minutes')`,
    [tokenHashOf(token), state, nonce, verifier, page],
  );
  return token;
}

/** Gives it back once. */
export async function takeAttempt({ pool }: Ledger, token: string): Promise<Attempt | null> {
  const { rows } = await pool.query<Attempt>(
    'delete from sign_on_attempt where token_hash = $1 and expires_at > now() returning state, nonce, verifier, page',
    [tokenHashOf(token)],
  );
  return rows[0] ?? null;
}

/** Who somebody is at the provider: `subject` means him for ever, `name` is only to be shown. */
export type Claimed = { issuer: string; subject: string; name: string };

/** Signs in whoever is bound to an account that is not disabled; of anybody else it is noted that he came, so that the office can bind him. */
export async function signInAs(
  { pool }: Ledger,
  { issuer, subject, name }: Claimed,
  visitor: Visitor,
): Promise<SignedIn | 'unbound' | 'disabled'> {
  const { rows } = await pool.query<{ username: string | null }>(
    `insert into identity (issuer, subject, name, seen_at) values ($1, $2, $3, now())
     on conflict (issuer, subject) do update set name = excluded.name, seen_at = excluded.seen_at returning username`,
    [issuer, subject, name],
  );
  const username = rows[0]?.username;
  const failed = async <Why extends 'unbound' | 'disabled'>(why: Why, subject?: string): Promise<Why> => {
    const detail = { way: 'singleSignOn', why, address: visitor.address };
    await writeAudit(pool, { at: visitor.at, actor: null, action: 'signInFailed', subject, detail });
    return why;
  };
  if (!username) return failed('unbound');
  const { rowCount } = await pool.query('select from account where username = $1 and disabled_at is null', [username]);
  if (rowCount !== 1) return failed('disabled', username);
  return { username, token: await openSession(pool, username, 'singleSignOn', visitor) };
}
