import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverActivities } from '../../activities/deliver.ts';
import type { MailConfig } from '../../activities/deliver.ts';
import type { Channel } from '../../domain/people/channel.ts';
import { instantFromMs } from '../../domain/time/instant.ts';
import { takeTurn } from '../../ledger/channel-use.ts';
import { noteBounce } from '../../ledger/deliveries.ts';
import { resendNotices } from '../../ledger/stuck/unblock.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aMailServer } from '../support/a-bureau.ts';
import { aLedger, anOrganisation } from '../support/a-ledger.ts';
import { aPlatform } from '../support/a-platform.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let platform: Awaited<ReturnType<typeof aPlatform>>;
let mailServer: ReturnType<typeof aMailServer>;
let config: MailConfig;
beforeEach(async () => {
  [ledger, platform] = await Promise.all([aLedger(policyInSeconds), aPlatform()]);
  mailServer = aMailServer();
  config = {
    smtpUrl: await mailServer.start(),
    from: 'grid@example.com',
    publicUrl: 'http://grid.example.com',
    wecomRobotUrl: `${platform.url}/cgi-bin/webhook/send?key=secret-key`,
    dingtalkRobot: { url: `${platform.url}/robot/send?access_token=secret-token`, secret: 'SECabc' },
    sms: { url: `${platform.url}/sms`, token: 'sms-token' },
    privateHosts: [new URL(platform.url).host],
  };
});
afterEach(async () => {
  await Promise.all([ledger.close(), platform.close(), mailServer.stop()]);
});

const now = () => instantFromMs(Date.now());
const reachesBy = (channels: Channel[], person: object = { phone: '13900000000' }) => {
  const organisation = anOrganisation();
  return ledger.puts(
    { ...organisation, people: organisation.people.map((each) => (each.id === 'zhang' ? { ...each, channels, ...person } : each)) },
    now(),
  );
};
const delivers = (person = 'zhang') =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(deliverActivities(ledger, config).deliver, {
    person,
    now: now(),
  }) as Promise<{
    nextAt: string | null;
  }>;
const failure = async () =>
  delivers().then(
    () => null,
    (error: { message: string; nextRetryDelay?: unknown }) => error,
  );
const deliveries = () => ledger.rows('select channel, status, answer, attempts from delivery order by id');
const openCalls = () => ledger.rows(`select stage, state->>'person' as person from cases where kind = 'call'`);
/** As if it had been begun that long ago. */
const waitedFor = (minutes: number) => ledger.pool.query(`update delivery set created_at = now() - make_interval(mins => $1)`, [minutes]);

describe('a person who is told by a robot in a group of 企业微信', () => {
  beforeEach(() => reachesBy(['wecom']));

  it('is called there by his telephone, with the number of the case and nothing of what it is about', async () => {
    const { number, caseId } = await ledger.reports(now());
    await delivers();
    expect(platform.taken).toMatchObject([
      { path: '/cgi-bin/webhook/send', body: { msgtype: 'text', text: { mentioned_mobile_list: ['13900000000'] } } },
    ]);
    const { content } = platform.taken[0]?.body['text'] as { content: string };
    expect(content).toContain(number);
    expect(content).toContain(`http://grid.example.com/hazards/${caseId}`);
    expect(content).not.toMatch(/脚手架|张建国/);
    expect(await deliveries()).toEqual([{ channel: 'wecom', status: 'sent', answer: 'wecom 0 ok', attempts: 1 }]);
  });

  it('is told later when the platform says that it is too much, by no worker before a minute is over, and once', async () => {
    await ledger.reports(now());
    platform.answers({ body: { errcode: 45009, errmsg: 'api freq out of limit' } });
    expect(await failure()).toMatchObject({ message: 'wecom 45009' });
    expect(await deliveries()).toEqual([{ channel: 'wecom', status: 'sending', answer: 'wecom 45009 api freq out of limit', attempts: 1 }]);
    expect(await failure()).toMatchObject({ message: 'RATE_LIMIT' });
    expect(platform.taken).toHaveLength(1);
    await ledger.pool.query(`update channel_use set at = at - interval '2 minutes'`);
    await delivers();
    expect(platform.taken).toHaveLength(2);
    expect(await deliveries()).toEqual([{ channel: 'wecom', status: 'sent', answer: 'wecom 0 ok', attempts: 2 }]);
  });

  it('is not told by more than twenty messages a minute, whichever worker sends', async () => {
    const turns = await Promise.all(Array.from({ length: 25 }, () => takeTurn(ledger.pool, 'wecom/robot', 20)));
    expect(turns.filter((wait) => wait === null)).toHaveLength(20);
    await ledger.reports(now());
    expect(await failure()).toMatchObject({ message: 'RATE_LIMIT' });
    expect(platform.taken).toEqual([]);
  });

  it('never has the key of the robot written into an answer', async () => {
    config = { ...config, wecomRobotUrl: 'http://127.0.0.1:9/cgi-bin/webhook/send?key=secret-key' };
    await ledger.reports(now());
    expect(JSON.stringify(await failure())).not.toContain('secret-key');
    expect(JSON.stringify(await deliveries())).not.toContain('secret-key');
  });
});

describe('a person who is told by the app of 企业微信', () => {
  const byApp = () => ({ ...config, wecomApp: { apiUrl: platform.url, corpId: 'corp', agentId: 7, secret: 'secret' } });

  it('gets it alone, under his name there', async () => {
    config = byApp();
    await reachesBy(['wecom'], { wecomUserId: 'ZhangJianGuo' });
    await ledger.reports(now());
    await delivers();
    expect(platform.taken).toMatchObject([
      { path: '/cgi-bin/message/send', body: { touser: 'ZhangJianGuo', agentid: 7, msgtype: 'text' } },
    ]);
  });

  it('who is unknown there is told by mail at once', async () => {
    config = byApp();
    await reachesBy(['wecom', 'mail'], { wecomUserId: 'nobody' });
    await ledger.reports(now());
    platform.answers({ body: { errcode: 0, errmsg: 'ok', invaliduser: 'nobody' } });
    await delivers();
    expect(mailServer.mails).toHaveLength(1);
    expect(await deliveries()).toMatchObject([
      { channel: 'wecom', status: 'failed', answer: 'wecom INVALID_USER' },
      { channel: 'mail', status: 'sent' },
    ]);
  });
});

describe('a person who is told by a robot of 钉钉', () => {
  it('is called there by his telephone; the message is signed', async () => {
    await reachesBy(['dingtalk']);
    await ledger.reports(now());
    await delivers();
    const [{ path, query, body } = { path: '', query: new URLSearchParams(), body: {} }] = platform.taken;
    expect([path, query.get('access_token'), query.get('sign')?.length]).toEqual(['/robot/send', 'secret-token', 44]);
    expect(body).toMatchObject({ msgtype: 'text', at: { atMobiles: ['13900000000'], isAtAll: false } });
  });

  it('whose settings refuse it is told by the next channel at once', async () => {
    await reachesBy(['dingtalk', 'sms']);
    await ledger.reports(now());
    platform.answers({ body: { errcode: 310000, errmsg: 'keywords not in content' } });
    await delivers();
    expect(await deliveries()).toMatchObject([
      { channel: 'dingtalk', status: 'failed' },
      { channel: 'sms', status: 'sent', answer: 'sms 200' },
    ]);
    expect(platform.taken[1]).toMatchObject({ path: '/sms', headers: { authorization: 'Bearer sms-token' }, body: { to: '13900000000' } });
    expect(await ledger.rows(`select status, given_up, cardinality(earlier) as earlier from notice where person = 'zhang'`)).toEqual([
      { status: 'sent', given_up: 1, earlier: 1 },
    ]);
  });
});

describe('a channel that does not take a message in time', () => {
  it.each([
    ['an ordinary one, before two hours are over', {}, 119, 'sending'],
    ['an ordinary one, after them', {}, 121, 'failed'],
    ['an urgent one, before a quarter of an hour', { class: 'major', criterion: 'mohurd-2024-5' } as const, 14, 'sending'],
    ['an urgent one, after it', { class: 'major', criterion: 'mohurd-2024-5' } as const, 16, 'failed'],
  ])('keeps it or gives it up: %s', async (_, changes, minutes, status) => {
    await reachesBy(['mail', 'wecom']);
    await ledger.reports(now(), { changes });
    for (let i = 0; i < 2; i += 1) mailServer.refuses(451, 'try again later');
    expect(await failure()).toMatchObject({ message: '451' });
    await waitedFor(minutes);
    await ledger.pool.query(`update notice set send_after = now() - make_interval(mins => $1)`, [minutes]);
    await failure();
    expect((await deliveries())[0]).toMatchObject({ channel: 'mail', status, attempts: 2 });
    expect(platform.taken).toHaveLength(status === 'failed' ? 1 : 0);
  });
});

describe('a message that no channel takes', () => {
  it('asks the office to phone, once, and says so to it; nobody phones because the office was not told that', async () => {
    await reachesBy(['mail', 'sms']);
    await ledger.reports(now());
    mailServer.refuses(550, 'no such mailbox');
    platform.answers({ status: 400 });
    await delivers();
    expect(await openCalls()).toEqual([{ stage: 'calling', person: 'zhang' }]);
    expect(await ledger.rows(`select status from notice where person = 'zhang'`)).toEqual([{ status: 'failed' }]);
    await ledger.reports(now());
    mailServer.refuses(550, 'no such mailbox');
    platform.answers({ status: 400 });
    await delivers();
    expect(await ledger.rows(`select jsonb_array_length(state->'about') as about from cases where kind = 'call'`)).toEqual([{ about: 2 }]);
    mailServer.refuses(550, 'no such mailbox');
    await delivers('zhao');
    expect(await openCalls()).toHaveLength(1);
    expect(await ledger.rows(`select kind, status from notice where person = 'zhao'`)).toEqual([{ kind: 'call', status: 'failed' }]);
  });

  it('who gets it when the office sends it again need not be phoned', async () => {
    await reachesBy(['mail'], { email: '' });
    const { caseId } = await ledger.reports(now());
    await delivers();
    expect(await openCalls()).toEqual([{ stage: 'calling', person: 'zhang' }]);
    await reachesBy(['mail'], {});
    expect(await resendNotices(ledger, caseId, now())).toBe(1);
    await delivers();
    expect(await openCalls()).toEqual([{ stage: 'spared', person: 'zhang' }]);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['failed', 'sent']);
  });

  it('is still tried on the last one while the office is asked to phone; once it is through, nobody need phone', async () => {
    await ledger.reports(now());
    for (let i = 0; i < 2; i += 1) mailServer.refuses(451, 'try again later');
    await failure();
    await waitedFor(121);
    await failure();
    expect(await openCalls()).toEqual([{ stage: 'calling', person: 'zhang' }]);
    await delivers();
    expect(mailServer.mails).toHaveLength(1);
    expect(await openCalls()).toEqual([{ stage: 'spared', person: 'zhang' }]);
  });
});

describe('a mail that comes back', () => {
  it('goes out by the next channel, once; one of another sender is unknown', async () => {
    await reachesBy(['mail', 'wecom']);
    await ledger.reports(now());
    await delivers();
    const [{ message_id: messageId } = { message_id: '' }] = await ledger.rows('select message_id from delivery');
    const bounce = { messageId, answer: '550 5.1.1 no such user' };
    expect(await noteBounce(ledger, bounce, now())).toBe(true);
    expect(await noteBounce(ledger, bounce, now())).toBe(true);
    expect(await noteBounce(ledger, { ...bounce, messageId: '<other@example.com>' }, now())).toBe(false);
    await delivers();
    expect(await deliveries()).toMatchObject([
      { channel: 'mail', status: 'bounced' },
      { channel: 'wecom', status: 'sent' },
    ]);
    expect(platform.taken).toHaveLength(1);
  });

  it('and was the last channel asks the office to phone', async () => {
    await ledger.reports(now());
    await delivers();
    const [{ message_id: messageId } = { message_id: '' }] = await ledger.rows('select message_id from delivery');
    await noteBounce(ledger, { messageId, answer: '552 mailbox full' }, now());
    expect(await openCalls()).toEqual([{ stage: 'calling', person: 'zhang' }]);
  });
});

describe('mails about one case', () => {
  it('stand together, each known again by its Message-ID, in text and in HTML', async () => {
    const { caseId } = await ledger.reports(now());
    await delivers();
    const [mail] = mailServer.mails;
    expect(mail).toMatchObject({ references: `<case.${caseId}@safety-grid>`, inReplyTo: `<case.${caseId}@safety-grid>` });
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@safety-grid>$/);
    expect(mail?.html).toContain('脚手架');
    expect(mail?.headers.get('list')).toBeDefined();
  });
});
