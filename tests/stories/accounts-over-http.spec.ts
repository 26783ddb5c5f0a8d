import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantFromMs } from '../../domain/time/instant.ts';
import { freePort } from '../../stack/free-port.ts';
import { aBureau, aMailServer } from '../support/a-bureau.ts';
import { aLedger, anEmptyLedger, anOrganisation } from '../support/a-ledger.ts';
import { aProvider } from '../support/a-provider.ts';
import { aVisitor } from '../support/a-visitor.ts';
import type { Visitor } from '../support/a-visitor.ts';
import { anApi } from '../support/an-api.ts';
import { until } from '../support/until.ts';

const root = join(import.meta.dirname, '../..');
const password = 'kx7-mango-river';
const another = 'nine quiet herons';

/** What a command of the README prints, run in a process of its own. */
const run = (url: string, entry: string, ...args: string[]) =>
  new Promise<string>((resolve, reject) => {
    const env = { ...process.env, TZ: 'Asia/Shanghai', DATABASE_URL: url };
    execFile(process.execPath, ['--import', 'tsx', join(root, entry), ...args], { cwd: root, env }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });

type Made = { username: string; url: string; expiresAt: string; mailedTo: string | null };
const linkIn = ({ url }: Made) => url.slice(url.indexOf('#') + 1);
const signsIn = (who: Visitor, username: string, given = password) => who.asks('POST', '/api/session', { username, password: given });
const setsPassword = (who: Visitor, link: string, given = password) => who.asks('PUT', '/api/password-link', { link, password: given });

describe('a bureau that begins with nothing but the commands of the README', () => {
  let ledger: Awaited<ReturnType<typeof anEmptyLedger>>;
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    ledger = await anEmptyLedger();
    api = await anApi(ledger, []);
  });
  afterAll(async () => {
    await api.close();
    await ledger.close();
  });

  it('signs in as the office, puts its organisation, makes an account for a unit head, who sets his password by the link and signs in', async () => {
    const printed = await run(ledger.url, 'ledger/set-up.ts');
    const first = /: office \/ (\S+)/.exec(printed)?.[1] ?? '';
    const office = aVisitor(api.address);
    expect(await signsIn(office, 'office', first)).toMatchObject({ status: 201, body: { username: 'office' } });
    const { leadingGroup, office: desk, people, ...rest } = anOrganisation();
    const bureau = {
      ...rest,
      leadingGroup,
      office: { ...desk, members: [...desk.members, 'office'] },
      people: [...people, { id: 'office', name: '办公室值班', email: null, phone: null, unit: null, language: 'zh' }],
    };
    expect((await office.asks('PUT', '/api/organisation', bureau)).status).toBeLessThan(300);

    const made = await office.asks('POST', '/api/accounts', { username: 'wang', person: 'wang' });
    expect(made).toMatchObject({ status: 201, body: { username: 'wang', mailedTo: null } });
    const head = aVisitor(api.address);
    const link = linkIn(made.body as Made);
    expect(await head.asks('POST', '/api/password-link', { link })).toMatchObject({ status: 200, body: { username: 'wang' } });
    expect(await setsPassword(head, link, 'wang-wang-wang')).toMatchObject({ status: 422, body: { code: 'PASSWORD_NAMES_YOU' } });
    expect((await setsPassword(head, link)).status).toBe(201);
    expect(await head.asks('GET', '/api/me')).toMatchObject({
      status: 200,
      body: {
        person: { name: '王海平' },
        seats: expect.arrayContaining([expect.objectContaining({ post: 'unitHead' })]),
        account: { username: 'wang', role: 'staff', signedInBy: 'password' },
      },
    });
    expect((await signsIn(aVisitor(api.address), 'wang')).status).toBe(201);
    expect(await setsPassword(aVisitor(api.address), link)).toMatchObject({ status: 404, body: { code: 'LINK_SPENT' } });
  });

  it('and has an administrator by a command, who is nobody of the organisation and makes the auditor', async () => {
    const printed = await run(ledger.url, 'ledger/account.ts', 'root', '--administrator');
    const administrator = aVisitor(api.address);
    expect((await signsIn(administrator, 'root', /password: (\S+)/.exec(printed)?.[1])).status).toBe(201);
    expect(await administrator.asks('GET', '/api/me')).toMatchObject({
      body: { person: { id: '', name: 'root' }, account: { role: 'administrator' }, isOffice: false, seats: [] },
    });
    expect(await administrator.asks('POST', '/api/accounts', { username: 'eye', role: 'auditor' })).toMatchObject({ status: 201 });
    expect(await administrator.asks('GET', '/api/accounts')).toMatchObject({
      status: 200,
      body: {
        items: [
          { username: 'eye', role: 'auditor', person: null, hasPassword: false, linkExpiresAt: expect.any(String) },
          { username: 'office', role: 'staff' },
          { username: 'root', role: 'administrator', sessions: 1 },
          { username: 'wang', person: { name: '王海平' }, hasPassword: true, linkExpiresAt: null },
        ],
        issuer: null,
      },
    });
  });

  it('a disabled account is enabled by the command only where it is told so', async () => {
    await ledger.pool.query(`update account set disabled_at = now() where username = 'wang'`);
    await expect(run(ledger.url, 'ledger/account.ts', 'wang')).rejects.toThrow(/--enable/);
    const printed = await run(ledger.url, 'ledger/account.ts', 'wang', '--enable');
    expect((await signsIn(aVisitor(api.address), 'wang', /password: (\S+)/.exec(printed)?.[1])).status).toBe(201);
  });
});

describe('signed in over HTTP', () => {
  const mailServer = aMailServer();
  let ledger: Awaited<ReturnType<typeof aLedger>>;
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    ledger = await aLedger();
    const smtpUrl = await mailServer.start();
    api = await anApi(ledger, ['zhao', 'zhang', 'li'], {
      elsewhere: { smtpUrl, mailFrom: 'grid@example.com', publicUrl: 'https://grid.example.org' },
    });
  });
  afterAll(async () => {
    await api.close();
    await mailServer.stop();
    await ledger.close();
  });
  const creates = async (username: string, person: string) =>
    (await api.call('zhao', 'POST', '/api/accounts', { username, person })).body as unknown as Made;
  const withPassword = async (username: string, person = 'qian') => {
    const who = aVisitor(api.address);
    expect((await setsPassword(who, linkIn(await creates(username, person)))).status).toBe(201);
    return who;
  };
  const status = async (who: Visitor) => (await who.asks('GET', '/api/me')).status;

  it('the cookie can’t be read by a page, is sent from our pages only, and behind TLS never in the clear', async () => {
    await withPassword('cookie');
    const plain = await signsIn(aVisitor(api.address), 'cookie');
    expect(plain.headers.getSetCookie()).toEqual([expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)]);
    const behindTls = aVisitor(api.address, { 'x-forwarded-proto': 'https' });
    const secure = await signsIn(behindTls, 'cookie');
    expect(secure.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect(await status(behindTls)).toBe(200);
    const token = behindTls.cookie('__Host-session') ?? '';
    const planted = await fetch(`${api.address}/api/me`, { headers: { cookie: `session=${token}`, 'x-forwarded-proto': 'https' } });
    expect(planted.status).toBe(401);
  });

  it('signing in anew gives another cookie, and the old one opens nothing; signing out ends it', async () => {
    const who = await withPassword('anew');
    const before = who.cookie('session') ?? '';
    await signsIn(who, 'anew');
    expect(who.cookie('session')).not.toBe(before);
    const old = await fetch(`${api.address}/api/me`, { headers: { cookie: `session=${before}` } });
    expect([old.status, await status(who)]).toEqual([401, 200]);
    const last = who.cookie('session') ?? '';
    expect((await who.asks('DELETE', '/api/session')).status).toBe(204);
    expect(who.cookie('session')).toBeUndefined();
    expect((await fetch(`${api.address}/api/me`, { headers: { cookie: `session=${last}` } })).status).toBe(401);
  });

  it('five wrong passwords pause the name from that address, with the time said in words and in the header, alike for names without an account', async () => {
    await withPassword('paused');
    const from = (address: string) => aVisitor(api.address, { 'x-forwarded-for': address });
    for (const username of ['paused', 'never-heard-of']) {
      for (let i = 0; i < 5; i += 1)
        expect(await signsIn(from('10.9.0.1'), username, 'wrong')).toMatchObject({
          status: 401,
          body: { code: 'WRONG_PASSWORD', detail: '用户名或密码不正确。' },
        });
      const paused = await signsIn(from('10.9.0.1'), username);
      expect(paused).toMatchObject({
        status: 429,
        body: { code: 'TOO_MANY_TRIES', detail: expect.stringMatching(/^连续输错次数过多，请于\d{4}-\d\d-\d\d \d\d:\d\d后再试/) },
      });
      expect(Number(paused.headers.get('retry-after'))).toBeGreaterThan(890);
    }
    expect((await signsIn(from('10.9.0.2'), 'paused')).status).toBe(201);
  });

  it('one’s sessions are listed and ended, one or all the others, and nobody else’s', async () => {
    const here = await withPassword('lists');
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0';
    const pc = aVisitor(api.address, { 'user-agent': agent });
    const phone = aVisitor(api.address);
    await signsIn(pc, 'lists');
    await signsIn(phone, 'lists');
    const { items } = (await here.asks('GET', '/api/me/sessions')).body as { items: { id: string; isThis: boolean; device: string }[] };
    expect(items.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    const onPc = items.find(({ device }) => device === 'Edge · Windows')?.id ?? '';
    expect((await api.call('zhang', 'DELETE', `/api/me/sessions/${onPc}`)).status).toBe(404);
    expect(await status(pc)).toBe(200);
    expect((await here.asks('DELETE', `/api/me/sessions/${onPc}`)).status).toBe(204);
    expect([await status(pc), await status(phone)]).toEqual([401, 200]);
    expect((await here.asks('DELETE', '/api/me/sessions')).status).toBe(204);
    expect([await status(phone), await status(here)]).toEqual([401, 200]);
    expect((await here.asks('DELETE', '/api/me/sessions/none')).status).toBe(404);
  });

  it('a new password wants the old one, ends the other sessions, and keeps this one under another cookie', async () => {
    const here = await withPassword('renews');
    const elsewhere = aVisitor(api.address);
    await signsIn(elsewhere, 'renews');
    const cookie = here.cookie('session');
    expect(await here.asks('PUT', '/api/me/password', { before: 'wrong', after: another })).toMatchObject({
      status: 422,
      body: { code: 'OLD_PASSWORD_WRONG' },
    });
    expect(await here.asks('PUT', '/api/me/password', { before: password, after: 'password1234' })).toMatchObject({
      status: 422,
      body: { code: 'PASSWORD_COMMON' },
    });
    expect((await here.asks('PUT', '/api/me/password', { before: password, after: another })).status).toBe(201);
    expect(here.cookie('session')).not.toBe(cookie);
    expect([await status(here), await status(elsewhere)]).toEqual([200, 401]);
    expect([(await signsIn(elsewhere, 'renews')).status, (await signsIn(elsewhere, 'renews', another)).status]).toEqual([401, 201]);
  });

  it('the link is mailed to whoever has an address, by the address that people open; no log and no table has it', async () => {
    const made = await creates('mailed', 'li');
    expect(made).toMatchObject({
      mailedTo: 'li@example.com',
      url: expect.stringMatching(/^https:\/\/grid\.example\.org\/first-password#[\w-]{43}$/),
    });
    const [mail] = await mailServer.until('li@example.com', 1);
    expect(mail?.subject).toBe('【账户】请设置登录密码');
    expect(mail?.text).toContain(made.url);
    mailServer.refuses(550, 'no such mailbox', 'li@example.com');
    expect(await api.call('zhao', 'POST', '/api/accounts/mailed/link')).toMatchObject({ status: 201, body: { mailedTo: null } });
  });

  it.each([
    ['GET', '/api/accounts', undefined],
    ['POST', '/api/accounts', { username: 'sneaks', person: 'zhang' }],
    ['POST', '/api/accounts/zhao/link', undefined],
    ['POST', '/api/accounts/zhao/commands', { type: 'DisableAccount' }],
    ['POST', '/api/accounts/zhang/commands', { type: 'SetRole', role: 'administrator' }],
  ])('%s %s is for the office: a deputy and a specific person are refused', async (method, path, body) => {
    for (const person of ['li', 'zhang'])
      expect(await api.call(person, method, path, body)).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect((await api.call(null, method, path, body)).status).toBe(401);
  });

  it.each([['with spaces'], ['.dot'], ['a/b'], ['<b>'], ['']])('a user name like “%s” is not taken', async (username) => {
    expect((await api.call('zhao', 'POST', '/api/accounts', { username, person: 'qian' })).status).toBe(422);
  });
});

describe('somebody who is disabled', () => {
  it('is out with his next request, and his case climbs on', async () => {
    const bureau = await aBureau();
    const api = await anApi(bureau.ledger, ['zhao', 'zhang']);
    try {
      const { number } = await bureau.ledger.reports(instantFromMs(Date.now()));
      expect((await api.call('zhang', 'GET', '/api/tasks')).status).toBe(200);
      expect((await api.call('zhao', 'POST', '/api/accounts/zhang/commands', { type: 'DisableAccount' })).status).toBe(204);
      expect((await api.call('zhang', 'GET', '/api/tasks')).status).toBe(401);
      expect((await signsIn(aVisitor(api.address), 'zhang', 'zhang-password')).status).toBe(401);
      await until(() => bureau.said(number).some(({ to, tag }) => to === 'li@example.com' && tag === '【升级】'));
    } finally {
      await api.close();
      await bureau.close();
    }
  });
});

describe('single sign-on at a provider of OpenID Connect', () => {
  let ledger: Awaited<ReturnType<typeof aLedger>>;
  let api: Awaited<ReturnType<typeof anApi>>;
  let provider: Awaited<ReturnType<typeof aProvider>>;
  beforeAll(async () => {
    ledger = await aLedger();
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await aProvider(publicUrl);
    const { issuer, clientId, clientSecret } = provider;
    api = await anApi(ledger, ['zhao', 'qian'], { port, elsewhere: { publicUrl, signOn: { issuer, clientId, clientSecret } } });
  });
  afterAll(async () => {
    await api.close();
    await provider.close();
    await ledger.close();
  });
  const leaves = (who: Visitor, to = '') =>
    who.follows(`/api/single-sign-on${to && `?to=${encodeURIComponent(to)}`}`, (url) => url.includes('/callback'));
  const comesBack = async (who: Visitor, callback: string) => (await who.asks('GET', callback)).location.slice(api.address.length);
  const signsInThere = async (who: Visitor, to?: string) => comesBack(who, await leaves(who, to));
  const binds = (subject: string, username = 'qian') =>
    api.call('zhao', 'POST', `/api/accounts/${username}/commands`, { type: 'BindIdentity', issuer: provider.issuer, subject });
  const isOut = async (who: Visitor) => (await who.asks('GET', '/api/me')).status === 401;

  it('is offered where it is set up', async () => {
    expect((await api.call(null, 'GET', '/api/site')).body).toEqual({ banner: null, singleSignOn: true });
  });

  it('opens nothing for somebody whom the office has not bound, also one who goes by the name of an account; the office sees who came', async () => {
    provider.sits('s-1', 'qian');
    const who = aVisitor(api.address);
    expect(await signsInThere(who)).toBe('/sign-in?failed=unbound');
    expect(await signsInThere(who, '/hazards/1')).toBe('/sign-in?failed=unbound&to=%2Fhazards%2F1');
    expect(await isOut(who)).toBe(true);
    expect((await api.call('zhao', 'GET', '/api/accounts')).body).toMatchObject({
      issuer: provider.issuer,
      unbound: [{ issuer: provider.issuer, subject: 's-1', name: 'qian' }],
    });
  });

  it('opens the account to which he was bound, on the page that he asked for, and says by which way he came', async () => {
    expect((await binds('s-1')).status).toBe(204);
    const who = aVisitor(api.address);
    expect(await signsInThere(who, '/hazards/1?tab=2')).toBe('/hazards/1?tab=2');
    expect(await who.asks('GET', '/api/me')).toMatchObject({ body: { account: { username: 'qian', signedInBy: 'singleSignOn' } } });
    expect((await who.asks('DELETE', '/api/session')).status).toBe(204);
    const { location } = await who.asks('GET', '/api/single-sign-on/sign-out');
    expect(location).toContain(`${provider.issuer}/session/end?`);
    expect(new URL(location).searchParams.get('post_logout_redirect_uri')).toBe(`${api.address}/sign-in`);
    expect((await who.asks('GET', location)).status).toBe(200);
  });

  it('asks with PKCE, state and nonce, and keeps none of them in the browser', async () => {
    const who = aVisitor(api.address);
    const { location, headers } = await who.asks('GET', '/api/single-sign-on');
    const asked = new URL(location).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' });
    for (const each of ['state', 'nonce', 'code_challenge']) expect(asked.get(each)?.length).toBeGreaterThan(40);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sign-on=[\w-]{43}; Max-Age=600; Path=\/api\/single-sign-on; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
    ]);
    expect(headers.getSetCookie().join()).not.toContain(asked.get('state'));
  });

  it.each([['//evil.example'], ['/\\evil.example'], ['https://evil.example'], ['javascript:alert(1)']])(
    'does not send anybody to %s',
    async (to) => {
      expect(await signsInThere(aVisitor(api.address), to)).toBe('/');
    },
  );

  it('refuses another state', async () => {
    const who = aVisitor(api.address);
    const callback = new URL(await leaves(who));
    callback.searchParams.set('state', 'another');
    expect(await comesBack(who, callback.href)).toBe('/sign-in?failed=refused');
    expect(await isOut(who)).toBe(true);
  });

  it.each([['nonce'], ['verifier']])('refuses what was given for another %s', async (field) => {
    const who = aVisitor(api.address);
    const callback = await leaves(who);
    await ledger.pool.query(`update sign_on_attempt set ${field} = repeat('x', 43)`);
    expect(await comesBack(who, callback)).toBe('/sign-in?failed=refused');
    expect(await isOut(who)).toBe(true);
  });

  it('refuses a way back that another browser began, a second use, and one that took too long', async () => {
    const attacker = aVisitor(api.address);
    const victim = aVisitor(api.address);
    const planted = await leaves(attacker);
    expect(await comesBack(victim, planted)).toBe('/sign-in?failed=refused');
    expect(await isOut(victim)).toBe(true);

    const callback = await leaves(victim);
    const token = victim.cookie('sign-on') ?? '';
    expect(await comesBack(victim, callback)).toBe('/');
    const again = await fetch(callback, { redirect: 'manual', headers: { cookie: `sign-on=${token}` } });
    expect([again.status, again.headers.get('location')]).toEqual([302, '/sign-in?failed=refused']);

    const late = aVisitor(api.address);
    const wayBack = await leaves(late);
    await ledger.pool.query(`update sign_on_attempt set expires_at = now()`);
    expect(await comesBack(late, wayBack)).toBe('/sign-in?failed=refused');
  });

  it('opens nothing once the account is disabled', async () => {
    await api.call('zhao', 'POST', '/api/accounts/qian/commands', { type: 'DisableAccount' });
    expect(await signsInThere(aVisitor(api.address))).toBe('/sign-in?failed=disabled');
    await api.call('zhao', 'POST', '/api/accounts/qian/commands', { type: 'EnableAccount' });
    expect(await signsInThere(aVisitor(api.address))).toBe('/');
  });

  it('says so when the provider is away, and passwords go on', async () => {
    const publicUrl = 'http://127.0.0.1:9';
    const lonely = await anApi(ledger, [], {
      elsewhere: { publicUrl, signOn: { issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b' } },
    });
    const who = aVisitor(lonely.address);
    expect((await who.asks('GET', '/api/single-sign-on')).location).toBe(`${lonely.address}/sign-in?failed=away`);
    expect((await signsIn(who, 'zhao', 'zhao-password')).status).toBe(201);
    await lonely.close();
  });
});

describe('where no single sign-on is set up', () => {
  it('none is offered', async () => {
    const ledger = await aLedger();
    const api = await anApi(ledger, []);
    expect((await api.call(null, 'GET', '/api/site')).body).toEqual({ banner: null, singleSignOn: false });
    for (const path of ['', '/callback?code=a&state=b', '/sign-out'])
      expect((await api.call(null, 'GET', `/api/single-sign-on${path}`)).status).toBe(404);
    await api.close();
    await ledger.close();
  });
});
