import type { Refusal } from '../domain/case/refusals.ts';
import { isPasswordOf, passwordRefusal, hashOf } from './account-passwords.ts';
import { endSessions, openSession, tokenHashOf } from './account-sessions.ts';
import type { Visitor } from './account-sessions.ts';
import { countTry, forgetTry } from './account-tries.ts';
import { writeAudit } from './audit.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';

type Found = { username: string; passwordHash: string | null; person: string | null; disabled: boolean };

/** The account of that name; where only the case of letters differs, that one. */
async function accountNamed({ pool }: Ledger, name: string): Promise<Found | undefined> {
  const { rows } = await pool.query<Found>(
    `select username, password_hash as "passwordHash", person, disabled_at is not null as disabled from account
     where lower(username) = lower($1) order by username = $1 desc limit 1`,
    [name.normalize('NFKC')],
  );
  return rows[0];
}

/** Of a name that has no account nothing is kept: it may be a password in the wrong field. */
async function noteFailure(ledger: Ledger, account: Found | undefined, { at, address }: Visitor, why: string): Promise<void> {
  await writeAudit(ledger.pool, {
    at,
    actor: null,
    action: 'signInFailed',
    subject: account?.username,
    detail: { way: 'password', why, address },
  });
}

/** Counts the try. That it began a pause is noted once, so that whoever goes on trying does not fill the audit log. */
async function countOrPause(ledger: Ledger, tried: { username: string; address: string }, { at }: Visitor): Promise<Refusal | null> {
  const paused = await countTry(ledger, tried);
  if (paused?.begins) {
    const account = await accountNamed(ledger, tried.username);
    const detail = { address: tried.address };
    await writeAudit(ledger.pool, { at, actor: null, action: 'accountLocked', subject: account?.username, detail });
  }
  return paused?.refusal ?? null;
}

export type SignedIn = { username: string; token: string };
const wrong: Refusal = { code: 'WRONG_PASSWORD', params: {} };

/** Opens a session, or says why not, in words that don't tell whether there is such an account, or whether it is disabled. */
export async function signIn(
  ledger: Ledger,
  { username, password }: { username: string; password: string },
  visitor: Visitor,
): Promise<SignedIn | Refusal> {
  const account = await accountNamed(ledger, username);
  // By the account's own name, where there is one: who writes it in other letters has no tries of his own.
  const tried = { username: account?.username ?? username, address: visitor.address };
  const paused = await countOrPause(ledger, tried, visitor);
  if (paused) return paused;
  const fits = await isPasswordOf(account?.passwordHash, password);
  if (!account || !fits || account.disabled) {
    await noteFailure(ledger, account, visitor, fits ? 'disabled' : 'wrongPassword');
    return wrong;
  }
  await forgetTry(ledger, tried);
  return { username: account.username, token: await openSession(ledger.pool, account.username, 'password', visitor) };
}

/** A new password for whoever knows the old one: every other session of the account ends, and this one goes on under a new token. */
export async function changePassword(
  ledger: Ledger,
  { username, before, after }: { username: string; before: string; after: string },
  visitor: Visitor,
): Promise<SignedIn | Refusal> {
  const tried = { username, address: visitor.address };
  const paused = await countOrPause(ledger, tried, visitor);
  if (paused) return paused;
  const account = await accountNamed(ledger, username);
  if (!account || !(await isPasswordOf(account.passwordHash, before))) {
    await noteFailure(ledger, account, visitor, 'wrongPassword');
    return { code: 'OLD_PASSWORD_WRONG', params: {} };
  }
  await forgetTry(ledger, tried);
  const refusal = passwordRefusal(after, await facts(ledger, account));
  return refusal ?? putPassword(ledger, account.username, after, visitor);
}

/** Whom a link lets set a password; null when it was used, replaced or is too old, or its account is disabled. */
export async function accountOfLink({ pool }: Ledger, link: string): Promise<{ username: string; person: string | null } | null> {
  const { rows } = await pool.query<{ username: string; person: string | null }>(
    `select username, person from password_link join account using (username)
     where token_hash = $1 and expires_at > now() and disabled_at is null`,
    [tokenHashOf(link)],
  );
  return rows[0] ?? null;
}

/** Sets the password by the link, which opens nothing afterwards, and signs in. A password that can't be taken does not use it up. */
export async function setPasswordByLink(ledger: Ledger, link: string, password: string, visitor: Visitor): Promise<SignedIn | Refusal> {
  const account = await accountOfLink(ledger, link);
  if (!account) return spent;
  const refusal = passwordRefusal(password, await facts(ledger, account));
  return refusal ?? putPassword(ledger, account.username, password, visitor, link);
}

const spent: Refusal = { code: 'LINK_SPENT', params: {} };

async function putPassword(
  ledger: Ledger,
  username: string,
  password: string,
  visitor: Visitor,
  link?: string,
): Promise<SignedIn | Refusal> {
  const passwordHash = await hashOf(password);
  return inTransaction(ledger.pool, async (client) => {
    if (link !== undefined) {
      // Whoever deletes it has used it: of two at once one finds nothing.
      const { rowCount } = await client.query('delete from password_link where token_hash = $1 and expires_at > now()', [
        tokenHashOf(link),
      ]);
      if (rowCount !== 1) return spent;
    }
    await client.query('update account set password_hash = $2 where username = $1', [username, passwordHash]);
    await client.query('delete from password_link where username = $1', [username]);
    await endSessions(client, username);
    const detail = { by: link === undefined ? 'oldPassword' : 'link' };
    await writeAudit(client, { at: visitor.at, actor: username, action: 'passwordChanged', subject: username, detail });
    return { username, token: await openSession(client, username, 'password', visitor) };
  });
}

/** What a password must not be made of. */
async function facts(ledger: Ledger, { username, person }: { username: string; person: string | null }) {
  const known = await ledger.register.newestIfAny(ledger.pool);
  const somebody = known?.roster.people.get(person ?? '');
  const names = [person, somebody?.name, somebody?.email, somebody?.phone, known?.organisation.bureau.name];
  return { username, names: names.filter((name): name is string => typeof name === 'string' && name !== '') };
}
