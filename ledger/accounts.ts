import type pg from 'pg';
import type { AuditAction } from '../domain/audit/audit-action.ts';
import type { Refusal } from '../domain/case/refusals.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { isOffice } from '../domain/people/roster.ts';
import { refusalToLookAfter } from '../domain/rights/account-rights.ts';
import type { Actor, Role } from '../domain/rights/actor.ts';
import type { Instant } from '../domain/time/instant.ts';
import { makeLink } from './account-links.ts';
import { hashOf } from './account-passwords.ts';
import { endSessions } from './account-sessions.ts';
import { writeAudit } from './audit.ts';
import type { AuditDetail } from './audit.ts';
import { namesOf } from './case-item.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentNow } from './moment.ts';

/** Creates the account, or gives it a new password and lets it sign in again; its role stays unless told. */
export async function putAccount(
  { prisma }: Ledger,
  account: { username: string; password: string; person: string | null; role?: Role },
): Promise<void> {
  const { username, password, ...rest } = account;
  const put = { ...rest, passwordHash: await hashOf(password), disabledAt: null };
  await prisma.account.upsert({ where: { username }, create: { username, ...put }, update: put });
}

export type NewAccount = { username: string; person: PersonId | null; role: Role };

/** What is done to an account by whoever looks after it. `BindIdentity`: who he is at the provider of single sign-on. */
export type AccountCommand =
  | { type: 'DisableAccount' }
  | { type: 'EnableAccount' }
  | { type: 'SetRole'; role: Role; person?: PersonId | undefined }
  | { type: 'BindIdentity'; issuer: string; subject: string }
  | { type: 'UnbindIdentity' };

export type MadeLink = { token: string; expiresAt: Date; person: PersonId | null };

const refusal = (code: Refusal['code'], params: Refusal['params'] = {}): Refusal => ({ code, params });

/** Why that person can't stand in the account; null when he can. */
async function personRefusal(ledger: Ledger, role: Role, person: PersonId | null, now: Instant): Promise<Refusal | null> {
  if (person === null) return role === 'staff' ? refusal('STAFF_IS_SOMEBODY') : null;
  const { roster } = await momentNow(ledger, now);
  return roster.people.has(person) ? null : refusal('PERSON_UNKNOWN', { person });
}

async function lookAfterRefusal(ledger: Ledger, actor: Actor, role: Role, now: Instant): Promise<Refusal | null> {
  const { roster } = await momentNow(ledger, now);
  return refusalToLookAfter(actor, isOffice(roster, actor.person ?? '', now), role);
}

/** A new account without a password, and the link by which its owner sets one. */
export async function createAccount(ledger: Ledger, actor: Actor, account: NewAccount, now: Instant): Promise<MadeLink | Refusal> {
  const { username, person, role } = account;
  const refused = (await lookAfterRefusal(ledger, actor, role, now)) ?? (await personRefusal(ledger, role, person, now));
  if (refused) return refused;
  return inTransaction(ledger.pool, async (client) => {
    // Two names that differ in the case of their letters only would be one to whoever reads them out.
    const { rowCount } = await client.query(
      `insert into account (username, person, role) select $1, $2, $3 where not exists (select from account where lower(username) = lower($1))
       on conflict do nothing`,
      [username, person, role],
    );
    if (rowCount !== 1) return refusal('ACCOUNT_TAKEN', { username });
    await writeAudit(client, { at: now, actor: actor.username, action: 'accountCreated', subject: username, detail: { role, person } });
    return { ...(await makeLink(client, username, actor.username, now)), person };
  });
}

type Held = { username: string; role: Role; person: PersonId | null; disabled: boolean };

/** The account, held for the transaction, if the actor looks after it. */
async function heldAccount(ledger: Ledger, client: pg.PoolClient, actor: Actor, username: string, now: Instant): Promise<Held | Refusal> {
  const { rows } = await client.query<Held>(
    'select username, role, person, disabled_at is not null as disabled from account where username = $1 for update',
    [username],
  );
  const [held] = rows;
  const refused = await lookAfterRefusal(ledger, actor, held?.role ?? 'staff', now);
  return refused ?? held ?? refusal('ACCOUNT_UNKNOWN', { username });
}

/** A new link for somebody who has forgotten his password; until it is used, the old password goes on to open. */
export async function renewLink(ledger: Ledger, actor: Actor, username: string, now: Instant): Promise<MadeLink | Refusal> {
  return inTransaction(ledger.pool, async (client) => {
    const held = await heldAccount(ledger, client, actor, username, now);
    if ('code' in held) return held;
    if (held.disabled) return refusal('ACCOUNT_DISABLED', { username });
    return { ...(await makeLink(client, username, actor.username, now)), person: held.person };
  });
}

/** Carries out a command about an account. Whoever is disabled is out with his next request; his cases go on. */
export async function commandAccount(
  ledger: Ledger,
  actor: Actor,
  username: string,
  command: AccountCommand,
  now: Instant,
): Promise<Refusal | null> {
  return inTransaction(ledger.pool, async (client) => {
    const held = await heldAccount(ledger, client, actor, username, now);
    if ('code' in held) return held;
    const refused = await carryOut(ledger, client, { actor, held, isOwn: held.username === actor.username }, command, now);
    if (!refused) await writeAudit(client, { at: now, actor: actor.username, subject: username, ...auditedAs(held, command) });
    return refused;
  });
}

/** What the audit log says of it. */
function auditedAs({ role }: Held, command: AccountCommand): { action: AuditAction; detail?: AuditDetail } {
  switch (command.type) {
    case 'DisableAccount':
      return { action: 'accountDisabled' };
    case 'EnableAccount':
      return { action: 'accountEnabled' };
    case 'SetRole':
      return { action: 'rightsChanged', detail: { before: role, after: command.role, person: command.person ?? null } };
    case 'BindIdentity':
      return { action: 'accountChanged', detail: { identity: 'bound', issuer: command.issuer } };
    case 'UnbindIdentity':
      return { action: 'accountChanged', detail: { identity: 'unbound' } };
  }
}

type Concerned = { actor: Actor; held: Held; isOwn: boolean };

async function carryOut(
  ledger: Ledger,
  client: pg.PoolClient,
  concerned: Concerned,
  command: AccountCommand,
  now: Instant,
): Promise<Refusal | null> {
  const { username } = concerned.held;
  switch (command.type) {
    case 'DisableAccount':
      if (concerned.isOwn) return refusal('NOT_YOURSELF');
      await client.query('update account set disabled_at = coalesce(disabled_at, $2) where username = $1', [username, now]);
      await client.query('delete from password_link where username = $1', [username]);
      await endSessions(client, username);
      return null;
    case 'EnableAccount':
      await client.query('update account set disabled_at = null where username = $1', [username]);
      return null;
    case 'SetRole':
      return setRole(ledger, client, concerned, command, now);
    case 'BindIdentity':
      return bind(client, username, command);
    case 'UnbindIdentity':
      await client.query('update identity set username = null where username = $1', [username]);
      await client.query(`delete from session where username = $1 and way = 'singleSignOn'`, [username]);
      return null;
  }
}

async function setRole(
  ledger: Ledger,
  client: pg.PoolClient,
  { actor, held, isOwn }: Concerned,
  { role, person = held.person ?? undefined }: { role: Role; person?: PersonId | undefined },
  now: Instant,
): Promise<Refusal | null> {
  if (isOwn) return refusal('NOT_YOURSELF');
  const refused = (await lookAfterRefusal(ledger, actor, role, now)) ?? (await personRefusal(ledger, role, person ?? null, now));
  if (refused) return refused;
  await client.query('update account set role = $2, person = $3 where username = $1', [held.username, role, person ?? null]);
  return null;
}

async function bind(
  client: pg.PoolClient,
  username: string,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Refusal | null> {
  const { rows } = await client.query<{ bound: string | null }>(
    'select username as bound from identity where (issuer = $1 and subject = $2) or username = $3 for update',
    [issuer, subject, username],
  );
  if (rows.some(({ bound }) => bound !== null)) return refusal('IDENTITY_BOUND');
  const { rowCount } = await client.query(
    `insert into identity (issuer, subject, username) values ($1, $2, $3)
     on conflict (issuer, subject) do update set username = excluded.username where identity.username is null`,
    [issuer, subject, username],
  );
  return rowCount === 1 ? null : refusal('IDENTITY_BOUND');
}

type AccountRow = {
  username: string;
  person: PersonId | null;
  role: Role;
  disabledAt: Date | null;
  lastSignInAt: Date | null;
  hasPassword: boolean;
  linkExpiresAt: Date | null;
  issuer: string | null;
  subject: string | null;
  identityName: string | null;
  sessions: number;
};

/** Every account with the person that it names, everybody who could have one, and those who came from the provider of single sign-on and are bound to none. */
export async function listAccounts(ledger: Ledger) {
  const [{ rows }, unbound, known] = await Promise.all([
    ledger.pool.query<AccountRow>(
      `select a.username, a.person, a.role, a.disabled_at as "disabledAt", a.last_sign_in_at as "lastSignInAt",
         a.password_hash is not null as "hasPassword", l.expires_at as "linkExpiresAt", i.issuer, i.subject, i.name as "identityName",
         (select count(*)::int from session s where s.username = a.username and s.expires_at > now()) as sessions
       from account a left join password_link l on l.username = a.username and l.expires_at > now() left join identity i on i.username = a.username
       order by a.username`,
    ),
    ledger.pool.query<{ issuer: string; subject: string; name: string; seenAt: Date | null }>(
      'select issuer, subject, name, seen_at as "seenAt" from identity where username is null order by seen_at desc nulls last limit 100',
    ),
    ledger.register.newest(ledger.pool),
  ]);
  const names = namesOf(known);
  const people = known.organisation.people.map(({ id, name }) => ({
    id,
    name,
    accounts: rows.filter(({ person }) => person === id).map(({ username }) => username),
  }));
  const items = rows.map(({ person, issuer, subject, identityName, ...row }) => ({
    ...row,
    person: person === null ? null : names.person(person),
    identity: issuer === null || subject === null ? null : { issuer, subject, name: identityName ?? '' },
  }));
  return { items, unbound: unbound.rows, people };
}
