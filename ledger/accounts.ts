import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Actor, Role } from '../domain/rights/actor.ts';
import type { Ledger } from './ledger.ts';

const sessionMs = 12 * 3_600_000;
const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Creates the account or gives it a new password; its role stays unless told. */
export async function putAccount(
  { prisma }: Ledger,
  account: { username: string; password: string; person: string | null; role?: Role },
): Promise<void> {
  const { username, password, ...rest } = account;
  const put = { ...rest, passwordHash: await hash(password) };
  await prisma.account.upsert({ where: { username }, create: { username, ...put }, update: put });
}

/** Opens a session of twelve hours; null when name or password are wrong. Only the token's hash is kept. */
export async function openSession({ prisma }: Ledger, username: string, password: string): Promise<string | null> {
  const account = await prisma.account.findUnique({ where: { username } });
  if (!account || !(await verify(account.passwordHash, password))) return null;
  const token = randomBytes(32).toString('base64url');
  await prisma.session.create({ data: { tokenHash: tokenHashOf(token), username, expiresAt: new Date(Date.now() + sessionMs) } });
  return token;
}

/** Who acts in a session that has not expired; asked with every request. */
export async function actorOfSession({ pool }: Pick<Ledger, 'pool'>, token: string): Promise<Actor | null> {
  const { rows } = await pool.query<Actor>({
    name: 'actor-of-session',
    text: 'select username, a.person, a.role from session s join account a using (username) where s.token_hash = $1 and s.expires_at > now()',
    values: [tokenHashOf(token)],
  });
  return rows[0] ?? null;
}

export async function closeSession({ prisma }: Ledger, token: string): Promise<void> {
  await prisma.session.deleteMany({ where: { tokenHash: tokenHashOf(token) } });
}
