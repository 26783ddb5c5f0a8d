import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type pg from 'pg';

const sessionHours = 12;
const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Creates the account or gives it a new password. */
export async function putAccount(pool: pg.Pool, account: { username: string; password: string; person: string }): Promise<void> {
  await pool.query(
    `insert into account (username, person, password_hash) values ($1, $2, $3)
     on conflict (username) do update set person = excluded.person, password_hash = excluded.password_hash`,
    [account.username, account.person, await hash(account.password)],
  );
}

/** Opens a session of twelve hours; null when name or password are wrong. Only the token's hash is kept. */
export async function openSession(pool: pg.Pool, username: string, password: string): Promise<string | null> {
  const { rows } = await pool.query('select password_hash from account where username = $1', [username]);
  if (!rows[0] || !(await verify(rows[0].password_hash, password))) return null;
  const token = randomBytes(32).toString('base64url');
  await pool.query(`insert into session (token_hash, username, expires_at) values ($1, $2, now() + make_interval(hours => ${sessionHours}))`, [
    tokenHashOf(token),
    username,
  ]);
  return token;
}

/** The person of a session that has not expired. */
export async function personOfSession(pool: pg.Pool, token: string): Promise<string | null> {
  const { rows } = await pool.query({
    name: 'session',
    text: 'select a.person from session s join account a using (username) where s.token_hash = $1 and s.expires_at > now()',
    values: [tokenHashOf(token)],
  });
  return rows[0]?.person ?? null;
}

export async function closeSession(pool: pg.Pool, token: string): Promise<void> {
  await pool.query('delete from session where token_hash = $1', [tokenHashOf(token)]);
}
