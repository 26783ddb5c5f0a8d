import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../domain/rights/actor.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { rememberAttempt, signInAs, takeAttempt } from '../../ledger/account-identities.ts';
import { passwordRefusal } from '../../ledger/account-passwords.ts';
import { actorOfSession, closeSession, openSession, sessionsOf } from '../../ledger/account-sessions.ts';
import { accountOfLink, changePassword, setPasswordByLink, signIn } from '../../ledger/account-sign-in.ts';
import { commandAccount, createAccount, listAccounts, putAccount, renewLink } from '../../ledger/accounts.ts';
import type { AccountCommand } from '../../ledger/accounts.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { aLedger } from '../support/a-ledger.ts';
import { signsIn, visitor } from '../support/signs-in.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const password = 'kx7-mango-river';
const another = 'nine quiet herons';
const now = () => instantFromMs(Date.now());
const office: Actor = { username: 'zhao', person: 'zhao', role: 'staff' };
const administrator: Actor = { username: 'root', person: null, role: 'administrator' };
const actorOf = async (token: string | null) => actorOfSession(ledger, token ?? '');
const staff = (username: string, person = 'zhang') => putAccount(ledger, { username, password, person });
const does = (actor: Actor, username: string, command: AccountCommand) => commandAccount(ledger, actor, username, command, now());

describe('a session says who acts', () => {
  it('staff by the person that they are in the organisation', async () => {
    await staff('desk', 'zhao');
    expect(await actorOf(await signsIn(ledger, 'desk', password))).toEqual({ username: 'desk', person: 'zhao', role: 'staff' });
  });

  it('an administrator, who need not be anybody of the organisation', async () => {
    await putAccount(ledger, { username: 'root', password, person: null, role: 'administrator' });
    expect(await actorOf(await signsIn(ledger, 'root', password))).toEqual({ username: 'root', person: null, role: 'administrator' });
  });

  it('and a new password leaves the role as it is', async () => {
    await putAccount(ledger, { username: 'root', password: another, person: 'zhao' });
    expect(await signsIn(ledger, 'root', password)).toBeNull();
    expect(await ledger.rows(`select role from account where username = 'root'`)).toEqual([{ role: 'administrator' }]);
  });

  it('staff is somebody, and a role is one of three', async () => {
    await expect(putAccount(ledger, { username: 'ghost', password, person: null })).rejects.toThrow(/account_staff_is_somebody/);
    await expect(ledger.rows(`update account set role = 'king' where username = 'root' returning 1`)).rejects.toThrow(/account_role_known/);
  });

  it('whatever the case of the letters of the user name', async () => {
    expect(await actorOf(await signsIn(ledger, 'DESK', password))).toMatchObject({ username: 'desk' });
  });
});

describe('a session', () => {
  it('leaves nothing in the database that would open it', async () => {
    await staff('secret');
    const token = await signsIn(ledger, 'secret', password);
    const everything = await ledger.rows(
      `select s::text, a::text from session s join account a using (username) where username = 'secret'`,
    );
    expect(JSON.stringify(everything)).toContain('secret');
    expect(JSON.stringify(everything)).not.toContain(token);
    expect(JSON.stringify(everything)).not.toContain(password);
  });

  it('is always a new one: the token with which somebody came opens nothing after he signed in', async () => {
    await staff('rotates');
    const first = await signsIn(ledger, 'rotates', password);
    const second = await signsIn(ledger, 'rotates', password, { ...visitor, replaces: first });
    expect(second).not.toBe(first);
    expect([await actorOf(first), await actorOf(second)]).toEqual([null, expect.objectContaining({ username: 'rotates' })]);
  });

  it('slides while it is used, twelve hours from the last use, and never beyond its end', async () => {
    await staff('slides');
    const token = await signsIn(ledger, 'slides', password);
    const hoursLeft = async () =>
      (
        await ledger.rows(
          `select round(extract(epoch from expires_at - now()) / 3600)::int as left, round(extract(epoch from ends_at - now()) / 3600)::int as end
           from session where username = 'slides'`,
        )
      )[0];
    await ledger.rows(
      `update session set seen_at = now() - interval '11 hours', expires_at = now() + interval '1 hour' where username = 'slides' returning 1`,
    );
    expect(await actorOf(token)).not.toBeNull();
    expect(await hoursLeft()).toEqual({ left: 12, end: 168 });
    await ledger.rows(
      `update session set seen_at = now() - interval '1 hour', ends_at = now() + interval '2 hours' where username = 'slides' returning 1`,
    );
    expect(await actorOf(token)).not.toBeNull();
    expect(await hoursLeft()).toEqual({ left: 2, end: 2 });
    await ledger.rows(`update session set expires_at = now() - interval '1 second' where username = 'slides' returning 1`);
    expect(await actorOf(token)).toBeNull();
  });

  it('is looked up by one statement, and noted as used every five minutes at most', async () => {
    await staff('cheap');
    const token = (await signsIn(ledger, 'cheap', password)) ?? '';
    const asked: string[] = [];
    const pool = { query: (statement: { name: string }) => (asked.push(statement.name), ledger.pool.query(statement as never)) };
    const look = () => actorOfSession({ pool } as never, token);
    await look();
    await look();
    expect(asked).toEqual(['actor-of-session', 'actor-of-session']);
    await ledger.rows(`update session set seen_at = now() - interval '6 minutes' where username = 'cheap' returning 1`);
    await look();
    await look();
    expect(asked.slice(2)).toEqual(['actor-of-session', 'session-slides', 'actor-of-session']);
  });

  it('ends with a change of the password, but for the one from which it was changed', async () => {
    await staff('changes');
    const elsewhere = await signsIn(ledger, 'changes', password);
    const here = await signsIn(ledger, 'changes', password);
    const change = (before: string, after: string) =>
      changePassword(ledger, { username: 'changes', before, after }, { ...visitor, replaces: here });
    expect(await change('not the old one', another)).toMatchObject({ code: 'OLD_PASSWORD_WRONG' });
    expect(await change(password, 'short')).toMatchObject({ code: 'PASSWORD_SHORT' });
    expect(await actorOf(elsewhere)).not.toBeNull();
    const changed = await change(password, another);
    const token = 'token' in changed ? changed.token : '';
    expect([await actorOf(elsewhere), await actorOf(here), await actorOf(token)]).toEqual([
      null,
      null,
      expect.objectContaining({ username: 'changes' }),
    ]);
    expect((await sessionsOf(ledger, 'changes', token)).map(({ isThis }) => isThis)).toEqual([true]);
    expect([await signsIn(ledger, 'changes', password), await signsIn(ledger, 'changes', another)]).toEqual([null, expect.any(String)]);
  });
});

describe('failed tries to sign in', () => {
  const tries = (username: string, address = '10.1.0.1', given = 'wrong') =>
    signIn(ledger, { username, password: given }, { ...visitor, address });
  const codeOf = (answer: Awaited<ReturnType<typeof tries>>) => ('code' in answer ? answer.code : 'in');

  it('five of one name from one address shut it out for a quarter of an hour, the right password too; other names and other addresses go on', async () => {
    await staff('guessed');
    await staff('neighbour');
    for (let i = 0; i < 5; i += 1) expect(codeOf(await tries('guessed'))).toBe('WRONG_PASSWORD');
    const refused = await tries('guessed', '10.1.0.1', password);
    expect(refused).toMatchObject({ code: 'TOO_MANY_TRIES' });
    const until = 'code' in refused ? Date.parse(String(refused.params['until'])) : 0;
    expect(Math.round((until - Date.now()) / 60_000)).toBe(15);
    expect(codeOf(await tries('neighbour', '10.1.0.1', password))).toBe('in');
    expect(codeOf(await tries('guessed', '10.1.0.2', password))).toBe('in');
  });

  it('a name that has no account is answered alike, and so is a disabled one with its right password', async () => {
    await staff('disabled-one');
    await does(administrator, 'disabled-one', { type: 'DisableAccount' });
    for (const username of ['nobody-at-all', 'disabled-one']) {
      for (let i = 0; i < 5; i += 1) expect(await tries(username, '10.1.0.3', password)).toEqual({ code: 'WRONG_PASSWORD', params: {} });
      expect(codeOf(await tries(username, '10.1.0.3'))).toBe('TOO_MANY_TRIES');
    }
  });

  it('are counted in the database: another process, or the same one after a restart, knows them', async () => {
    const restarted = openLedger(ledger.url, { connections: 1, onBroken: () => undefined });
    const answer = await signIn(restarted, { username: 'guessed', password }, { ...visitor, address: '10.1.0.1' });
    await restarted.close();
    expect(answer).toMatchObject({ code: 'TOO_MANY_TRIES' });
  });

  it('many at once get no more guesses than one after the other', async () => {
    await staff('at-once');
    const answers = await Promise.all(Array.from({ length: 12 }, () => tries('at-once', '10.1.0.4')));
    expect(answers.map(codeOf).filter((code) => code === 'WRONG_PASSWORD')).toHaveLength(5);
  });

  it('of one name from everywhere shut it out at fifty in an hour, of one address at a hundred in a quarter', async () => {
    await staff('famous');
    // Ten addresses with five each.
    for (let i = 0; i < 50; i += 1) await tries('famous', `10.2.0.${Math.floor(i / 5)}`);
    expect(codeOf(await tries('famous', '10.2.1.1', password))).toBe('TOO_MANY_TRIES');
    const guesses = await Promise.all(Array.from({ length: 100 }, (_, i) => tries(`name-${i}`, '10.3.0.1')));
    expect(new Set(guesses.map(codeOf))).toEqual(new Set(['WRONG_PASSWORD']));
    expect(codeOf(await tries('neighbour', '10.3.0.1', password))).toBe('TOO_MANY_TRIES');
  }, 60_000);

  it('of a name that is paused already don’t count against those beside it; a paused address leaves no trace of the names that it makes up', async () => {
    for (let i = 0; i < 120; i += 1) await tries('famous', '10.4.0.1');
    expect(codeOf(await tries('neighbour', '10.4.0.1', password))).toBe('in');
    const before = await ledger.rows('select count(*)::int as count from sign_in_try');
    for (let i = 0; i < 5; i += 1) await tries(`made-up-${i}`, '10.3.0.1');
    expect(await ledger.rows('select count(*)::int as count from sign_in_try')).toEqual(before);
  });

  it('are forgotten once the pause is over; a success forgets those before it', async () => {
    await ledger.rows(`update sign_in_try set expire = 0 returning 1`);
    expect(codeOf(await tries('guessed', '10.1.0.1', password))).toBe('in');
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) expect(codeOf(await tries('guessed'))).toBe('WRONG_PASSWORD');
      expect(codeOf(await tries('guessed', '10.1.0.1', password))).toBe('in');
    }
  });

  it('no name that was typed is kept as it was typed', async () => {
    await tries('my-password-by-mistake');
    expect(JSON.stringify(await ledger.rows('select key from sign_in_try'))).not.toContain('mistake');
  });
});

describe('a password', () => {
  const said = (given: string) =>
    passwordRefusal(given, { username: 'head1', names: ['周文博', '青湖区建设管理局', '13800000001'] })?.code ?? 'taken';

  it.each([
    ['eleven characters', 'kx7-mango-r', 'PASSWORD_SHORT'],
    ['twelve, ASVS 2.1.1', 'kx7-mango-ri', 'taken'],
    ['no composition rules, ASVS 2.1.9', 'mango river heron', 'taken'],
    ['Chinese words', '春天的芒果河岸上有九只白鹭', 'taken'],
    ['129 characters, ASVS 2.1.2', 'kx7-mango-ri'.repeat(11), 'PASSWORD_LONG'],
    ['one with the user name in it', 'mango-Head1-river', 'PASSWORD_NAMES_YOU'],
    ['a run of digits', '123456789012', 'PASSWORD_COMMON'],
    ['a common one with digits behind, ASVS 2.1.7', 'password1234', 'PASSWORD_COMMON'],
    ['one with signs for letters', 'P@ssw0rd1234', 'PASSWORD_COMMON'],
    ['a run of keys', 'qwertyuiop12', 'PASSWORD_COMMON'],
    ['one letter over and over', 'aaaaaaaaaaaa', 'PASSWORD_COMMON'],
    ['the trade and a day', 'anquan19900101', 'PASSWORD_COMMON'],
    ['the trade and a year', 'anquan202626', 'PASSWORD_COMMON'],
    ['the telephone and a bit', '13800000001a', 'PASSWORD_COMMON'],
  ])('%s: %s', (_, given, answer) => {
    expect(said(given)).toBe(answer);
  });
});

describe('a one-time link', () => {
  const made = async (username: string, person = 'qian') => {
    const link = await createAccount(ledger, office, { username, person, role: 'staff' }, now());
    if ('code' in link) throw new Error(link.code);
    return link.token;
  };

  it('sets the first password once and signs in; a password that can’t be taken does not use it up', async () => {
    const link = await made('new-one');
    expect(await signsIn(ledger, 'new-one', password)).toBeNull();
    expect(await accountOfLink(ledger, link)).toMatchObject({ username: 'new-one' });
    expect(await setPasswordByLink(ledger, link, 'too short', visitor)).toMatchObject({ code: 'PASSWORD_SHORT' });
    const opened = await setPasswordByLink(ledger, link, password, visitor);
    expect(await actorOf('token' in opened ? opened.token : '')).toMatchObject({ username: 'new-one', person: 'qian' });
    expect(await setPasswordByLink(ledger, link, another, visitor)).toMatchObject({ code: 'LINK_SPENT' });
    expect(await signsIn(ledger, 'new-one', password)).not.toBeNull();
  });

  it('used twice at once sets one password', async () => {
    const link = await made('twice');
    const both = await Promise.all([setPasswordByLink(ledger, link, password, visitor), setPasswordByLink(ledger, link, another, visitor)]);
    expect(both.filter((each) => 'token' in each)).toHaveLength(1);
  });

  it('opens nothing after 72 hours, nor once a newer one was made, nor of a disabled account', async () => {
    const old = await made('expires');
    await ledger.rows(`update password_link set expires_at = expires_at - interval '72 hours' where username = 'expires' returning 1`);
    expect(await accountOfLink(ledger, old)).toBeNull();
    expect(await setPasswordByLink(ledger, old, password, visitor)).toMatchObject({ code: 'LINK_SPENT' });
    const second = await renewLink(ledger, office, 'expires', now());
    const third = await renewLink(ledger, office, 'expires', now());
    const tokens = [second, third].map((link) => ('token' in link ? link.token : ''));
    expect(await accountOfLink(ledger, tokens[0] ?? '')).toBeNull();
    expect(await accountOfLink(ledger, tokens[1] ?? '')).toMatchObject({ username: 'expires' });
    await does(office, 'expires', { type: 'DisableAccount' });
    expect(await accountOfLink(ledger, tokens[1] ?? '')).toBeNull();
    expect(await renewLink(ledger, office, 'expires', now())).toMatchObject({ code: 'ACCOUNT_DISABLED' });
  });

  it('lies in the database as a hash only', async () => {
    const link = await made('hashed');
    expect(JSON.stringify(await ledger.rows('select l::text from password_link l'))).not.toContain(link);
  });
});

describe('accounts are looked after', () => {
  const deputy: Actor = { username: 'li', person: 'li', role: 'staff' };
  const auditor: Actor = { username: 'eye', person: null, role: 'auditor' };
  const creates = async (actor: Actor, role: Role, username: string) => {
    const answer = await createAccount(ledger, actor, { username, person: 'qian', role }, now());
    return 'code' in answer ? answer.code : 'made';
  };

  it.each([
    ['the office', office, 'staff', 'made'],
    ['the office', office, 'auditor', 'ADMINISTRATOR_ONLY'],
    ['the office', office, 'administrator', 'ADMINISTRATOR_ONLY'],
    ['an administrator', administrator, 'staff', 'made'],
    ['an administrator', administrator, 'auditor', 'made'],
    ['an administrator', administrator, 'administrator', 'made'],
    ['a deputy', deputy, 'staff', 'OFFICE_ONLY'],
    ['an auditor', auditor, 'staff', 'OFFICE_ONLY'],
    ['an auditor who belongs to the office', { ...office, role: 'auditor' }, 'staff', 'OFFICE_ONLY'],
  ] as const)('%s: of %s %s: %s', async (who, actor, role, answer) => {
    expect(await creates(actor, role, `by-${who.replaceAll(' ', '-')}-${role}`)).toBe(answer);
  });

  it('the office can’t take over an administrator, nor an account raise or disable itself', async () => {
    const boss = 'by-an-administrator-administrator';
    for (const command of [{ type: 'DisableAccount' }, { type: 'SetRole', role: 'staff' }] as const)
      expect(await does(office, boss, command)).toMatchObject({ code: 'ADMINISTRATOR_ONLY' });
    expect(await renewLink(ledger, office, boss, now())).toMatchObject({ code: 'ADMINISTRATOR_ONLY' });
    await staff('zhao', 'zhao');
    expect(await does(office, 'by-the-office-staff', { type: 'SetRole', role: 'administrator' })).toMatchObject({
      code: 'ADMINISTRATOR_ONLY',
    });
    expect(await does(office, 'zhao', { type: 'DisableAccount' })).toMatchObject({ code: 'NOT_YOURSELF' });
    expect(await does(administrator, 'root', { type: 'SetRole', role: 'staff' })).toMatchObject({ code: 'NOT_YOURSELF' });
  });

  it('a name is taken once, whatever the case of its letters; staff is somebody whom the organisation has', async () => {
    const make = (username: string, person: string | null) => createAccount(ledger, office, { username, person, role: 'staff' }, now());
    expect(await make('By-The-Office-Staff', 'qian')).toMatchObject({ code: 'ACCOUNT_TAKEN' });
    expect(await make('fresh', 'stranger')).toMatchObject({ code: 'PERSON_UNKNOWN' });
    expect(await make('fresh', null)).toMatchObject({ code: 'STAFF_IS_SOMEBODY' });
    expect(await does(office, 'unheard-of', { type: 'DisableAccount' })).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });

  it('whoever is disabled is out with his next request, and back only by signing in anew once he is enabled', async () => {
    await staff('leaves');
    const token = await signsIn(ledger, 'leaves', password);
    expect(await does(office, 'leaves', { type: 'DisableAccount' })).toBeNull();
    expect([await actorOf(token), await signsIn(ledger, 'leaves', password)]).toEqual([null, null]);
    expect(await does(office, 'leaves', { type: 'EnableAccount' })).toBeNull();
    expect([await actorOf(token), await signsIn(ledger, 'leaves', password)]).toEqual([null, expect.any(String)]);
  });

  it('is out even where a session was opened in the same moment', async () => {
    await does(office, 'leaves', { type: 'DisableAccount' });
    expect(await actorOf(await openSession(ledger.pool, 'leaves', 'password', visitor))).toBeNull();
  });

  it('a changed role counts from the next request on', async () => {
    await staff('rises');
    const token = await signsIn(ledger, 'rises', password);
    expect(await does(administrator, 'rises', { type: 'SetRole', role: 'auditor' })).toBeNull();
    expect(await actorOf(token)).toMatchObject({ role: 'auditor' });
  });
});

describe('an identity of single sign-on', () => {
  const issuer = 'https://id.example.org';
  const comes = (subject: string) => signInAs(ledger, { issuer, subject, name: '钱进' }, visitor);

  it('opens nothing until the office has bound it to an account, and is shown to it meanwhile', async () => {
    await staff('qian', 'qian');
    expect(await comes('s-1')).toBe('unbound');
    expect((await listAccounts(ledger)).unbound).toEqual([{ issuer, subject: 's-1', name: '钱进', seenAt: expect.any(Date) }]);
    expect(await does(office, 'qian', { type: 'BindIdentity', issuer, subject: 's-1' })).toBeNull();
    const opened = await comes('s-1');
    expect(typeof opened === 'string' ? opened : await actorOf(opened.token)).toMatchObject({ username: 'qian' });
  });

  it('opens one account, and an account has one', async () => {
    await staff('other');
    expect(await does(office, 'other', { type: 'BindIdentity', issuer, subject: 's-1' })).toMatchObject({ code: 'IDENTITY_BOUND' });
    expect(await does(office, 'qian', { type: 'BindIdentity', issuer, subject: 's-2' })).toMatchObject({ code: 'IDENTITY_BOUND' });
  });

  it('opens nothing of a disabled account; unbound, its sessions end', async () => {
    await does(office, 'qian', { type: 'DisableAccount' });
    expect(await comes('s-1')).toBe('disabled');
    await does(office, 'qian', { type: 'EnableAccount' });
    const opened = await comes('s-1');
    const token = typeof opened === 'string' ? '' : opened.token;
    await does(office, 'qian', { type: 'UnbindIdentity' });
    expect([await actorOf(token), await comes('s-1')]).toEqual([null, 'unbound']);
  });

  it('what is remembered while somebody is away is given back once, and for ten minutes', async () => {
    const attempt = { state: 's', nonce: 'n', verifier: 'v', page: '/tasks' };
    const token = await rememberAttempt(ledger, attempt);
    expect([await takeAttempt(ledger, token), await takeAttempt(ledger, token)]).toEqual([attempt, null]);
    const late = await rememberAttempt(ledger, attempt);
    await ledger.rows(`update sign_on_attempt set expires_at = now() returning 1`);
    expect(await takeAttempt(ledger, late)).toBeNull();
  });
});

describe('the audit log says', () => {
  it('who signed in and out or failed to, and what was done to an account by whom; never a password, a token or a name that is none', async () => {
    const before = await ledger.rows('select coalesce(max(id), 0)::int as id from audit');
    const from = { ...visitor, address: '10.5.0.1' };
    const made = await createAccount(ledger, office, { username: 'watched', person: 'qian', role: 'staff' }, now());
    const link = 'token' in made ? made.token : '';
    await setPasswordByLink(ledger, link, password, from);
    const token = (await signsIn(ledger, 'watched', password, from)) ?? '';
    await changePassword(ledger, { username: 'watched', before: 'wrong', after: another }, from);
    await changePassword(ledger, { username: 'watched', before: password, after: another }, { ...from, replaces: token });
    for (let i = 0; i < 8; i += 1) await signsIn(ledger, 'watched', 'wrong', from);
    await signsIn(ledger, 'password-in-the-wrong-field', 'wrong', { ...from, address: '10.5.0.2' });
    const here = (await signsIn(ledger, 'watched', another, { ...from, address: '10.5.0.3' })) ?? '';
    await closeSession(ledger, here, now());
    await does(administrator, 'watched', { type: 'SetRole', role: 'auditor' });
    await does(administrator, 'watched', { type: 'DisableAccount' });
    await does(office, 'watched', { type: 'EnableAccount' });
    await does(administrator, 'watched', { type: 'EnableAccount' });

    const lines = await ledger.rows(
      `select concat_ws(' ', coalesce(actor, '-'), action, subject, detail->>'why', detail->>'by', detail->>'after') as line from audit where id > $1 order by id`,
      before[0]?.['id'],
    );
    expect(lines.map(({ line }) => line)).toEqual([
      'zhao accountCreated watched',
      'zhao passwordLinkMade watched',
      'watched passwordChanged watched link',
      'watched signedIn',
      'watched signedIn',
      '- signInFailed watched wrongPassword',
      'watched passwordChanged watched oldPassword',
      'watched signedIn',
      ...Array.from({ length: 5 }, () => '- signInFailed watched wrongPassword'),
      '- accountLocked watched',
      '- signInFailed wrongPassword',
      'watched signedIn',
      'watched signedOut',
      'root rightsChanged watched auditor',
      'root accountDisabled watched',
      'root accountEnabled watched',
    ]);
    const everything = JSON.stringify(await ledger.rows('select a::text from audit a'));
    for (const secret of [password, another, token, link, 'wrong-field']) expect(everything).not.toContain(secret);
  });
});
