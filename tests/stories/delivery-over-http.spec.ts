import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { instantFromMs, instantOf } from '../../domain/time/instant.ts';
import { giveUp, openDelivery, settleDelivery } from '../../ledger/deliveries.ts';
import { putPolicy } from '../../ledger/register.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger, anOrganisation } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeEach(async () => {
  ledger = await aLedger(policyInSeconds);
  api = await anApi(ledger, ['zhang', 'zhao', 'li']);
});
afterEach(async () => {
  await api.close();
  await ledger.close();
});

const now = () => instantFromMs(Date.now());
const begins = async (person: string, at: string = now()) => {
  const delivery = await openDelivery(ledger, person, instantOf(at), 'http://example.com');
  if (!delivery) throw new Error(`nothing is due for ${person}`);
  return delivery;
};
const sends = async (person: string, at?: string) => {
  const delivery = await begins(person, at);
  await settleDelivery(ledger.pool, delivery.id, { status: 'sent', answer: '250 2.0.0 OK' });
  return delivery;
};
const fails = async (person: string, answer = '550 5.1.1 no such user') =>
  giveUp(ledger, await begins(person), { status: 'failed', answer }, now());
const idOf = async (kind: string) => (await ledger.rows('select id from cases where kind = $1', kind))[0]?.id as string;

describe('what did not come through', () => {
  it('is shown with each channel that was tried and what its server said, in plain words', async () => {
    const organisation = anOrganisation();
    const people = organisation.people.map((each) =>
      each.id === 'zhang' ? { ...each, channels: ['mail' as const, 'wecom' as const] } : each,
    );
    await ledger.puts({ ...organisation, people }, now());
    const { caseId } = await ledger.reports(now());
    expect(await fails('zhang')).toBe('nextChannel');
    await sends('zhang');
    const refused = { channel: 'mail', status: 'failed', said: { zh: '邮箱拒收：地址不存在或已停用', en: expect.any(String) } };
    expect((await api.call('zhao', 'GET', `/api/notices?case=${caseId}`)).body.items).toMatchObject([
      { person: { id: 'zhang' }, status: 'sent', delivery: { channel: 'wecom', status: 'sent' }, earlier: [refused] },
    ]);
    expect((await api.call('zhao', 'GET', `/api/hazards/${caseId}`)).body).toMatchObject({
      notices: [{ deliveries: [refused, { channel: 'wecom', status: 'sent' }] }],
    });
  });
});

describe('a person whom nothing written reaches', () => {
  it('is to be phoned by the office, which says whom it reached and when; nobody else may', async () => {
    const { caseId, number } = await ledger.reports(now());
    expect(await fails('zhang')).toBe('nobodyReached');
    const { body: tasks } = await api.call('zhao', 'GET', '/api/tasks');
    const id = await idOf('call');
    expect(tasks).toMatchObject({
      owed: expect.arrayContaining([expect.objectContaining({ id, kind: 'call', page: `/cases/${id}`, title: '电话通知张建国' })]),
    });
    expect((await api.call('zhao', 'GET', `/api/cases/${id}`)).body).toMatchObject({
      stage: 'calling',
      call: { person: { id: 'zhang' }, about: [{ cases: [{ id: caseId, number }] }], made: null, mayAcknowledge: true },
    });
    expect(await api.call('li', 'GET', `/api/cases/${id}`)).toMatchObject({ status: 404 });
    const mail = await begins('zhao');
    expect(mail.text).toContain(`发给张建国的通知（${number}）未能送达：邮箱拒收`);
    expect(mail.urgent).toBe(true);

    const path = `/api/calls/${id}/commands`;
    const made = { type: 'AcknowledgeCall', reached: '本人', calledAt: now(), note: '已告知期限' };
    expect(await api.call('li', 'POST', path, made)).toMatchObject({ status: 404, body: { code: 'CASE_UNKNOWN' } });
    expect(await api.call('zhao', 'POST', path, { ...made, reached: ' ' })).toMatchObject({
      status: 422,
      body: { code: 'REASON_REQUIRED' },
    });
    const tomorrow = instantFromMs(Date.now() + 24 * 3_600_000);
    expect(await api.call('zhao', 'POST', path, { ...made, calledAt: tomorrow })).toMatchObject({ body: { code: 'DATE_AHEAD' } });
    expect(await api.call('zhao', 'POST', path, made)).toMatchObject({ status: 200, body: { stage: 'called', owes: null } });
    expect((await api.call('zhao', 'GET', `/api/cases/${id}`)).body).toMatchObject({
      call: { made: { reached: '本人', by: { id: 'zhao' }, note: '已告知期限' }, mayAcknowledge: false },
    });
    expect(await api.call('zhao', 'POST', path, made)).toMatchObject({ status: 409, body: { code: 'WRONG_STAGE' } });
  });

  it('but has opened the page meanwhile need not be phoned', async () => {
    const { caseId } = await ledger.reports(now());
    await begins('zhang');
    await api.call('zhang', 'GET', `/api/hazards/${caseId}`);
    await fails('zhang');
    expect(await idOf('call')).toBeUndefined();
  });
});

describe('a person who is to be phoned', () => {
  it('and opens the page of the case by himself need not be phoned any more', async () => {
    const { caseId } = await ledger.reports(now());
    await fails('zhang');
    await api.call('zhang', 'GET', `/api/hazards/${caseId}`);
    expect(await ledger.rows(`select stage from cases where kind = 'call'`)).toEqual([{ stage: 'spared' }]);
  });
});

describe('a bounce', () => {
  const report = (as: string | null, messageId: string, headers = {}) =>
    api.call(as, 'POST', '/api/deliveries/bounces', { messageId, answer: '550 5.1.1' }, headers);

  it('is reported by the office, once; an unknown mail is not found, and nobody else may report', async () => {
    await ledger.reports(now());
    const { messageId } = await sends('zhang');
    expect(await report(null, messageId)).toMatchObject({ status: 401 });
    expect(await report(null, messageId, { authorization: 'Bearer ' })).toMatchObject({ status: 401 });
    expect(await report('zhang', messageId)).toMatchObject({ status: 403 });
    expect(await report('zhao', '<unknown@safety-grid>')).toMatchObject({ status: 404 });
    expect(await report('zhao', messageId)).toMatchObject({ status: 204 });
    expect(await report('zhao', messageId.replaceAll(/[<>]/g, ''))).toMatchObject({ status: 204 });
    expect(await ledger.rows(`select status from delivery where person = 'zhang'`)).toEqual([{ status: 'bounced' }]);
    expect(await ledger.rows(`select count(*)::int as n from cases where kind = 'call'`)).toEqual([{ n: 1 }]);
  });
});

describe('the budget of a person', () => {
  const days = async () => {
    await putPolicy(ledger.pool, defaultPolicy, { by: 'zhao', at: instantOf('2026-09-01 09:00') });
    return (time: string) => `2026-09-30 ${time}`;
  };

  it('is one ordinary mail a morning: what comes later waits for the afternoon and is merged; an urgent one goes at once', async () => {
    const at = await days();
    await ledger.reports(at('09:00'));
    await sends('zhang', at('09:00'));
    await ledger.reports(at('09:30'));
    await ledger.reports(at('10:00'));
    expect(await openDelivery(ledger, 'zhang', instantOf(at('10:01')), 'http://example.com')).toBeNull();
    expect(await ledger.rows(`select distinct send_after from notice where status = 'queued'`)).toEqual([
      { send_after: new Date(instantOf(at('13:30'))) },
    ]);
    const { number } = await ledger.reports(at('10:30'), { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    expect((await sends('zhang', at('10:31'))).text).toContain(number);
    expect((await sends('zhang', at('13:30'))).subject).toContain('2条通知');
  });

  it('that was overdrawn is shown to the office', async () => {
    for (let i = 0; i < 3; i += 1) {
      await ledger.reports(now());
      await sends('zhang');
    }
    await putPolicy(
      ledger.pool,
      { ...policyInSeconds, delivery: { ...policyInSeconds.delivery, mostADay: 2 }, name: 'strict' },
      { by: 'zhao', at: now() },
    );
    expect((await api.call('zhao', 'GET', '/api/notices/budget')).body).toMatchObject({
      most: 2,
      items: [{ person: { id: 'zhang' }, messages: 3, urgent: 0 }],
    });
    expect((await api.call('zhao', 'GET', '/api/notices/budget?on=2026-01-05')).body.items).toEqual([]);
    expect(await api.call('zhang', 'GET', '/api/notices/budget')).toMatchObject({ status: 403 });
  });
});

describe('a person who wants to be spared what is for information only', () => {
  it('gets no ordinary copies any more, and everything else', async () => {
    expect((await api.call('zhang', 'GET', '/api/me/preferences')).body).toEqual({ mutesCopies: false });
    await api.call('zhang', 'PUT', '/api/me/preferences', { mutesCopies: true });
    expect((await api.call('zhang', 'GET', '/api/me/preferences')).body).toEqual({ mutesCopies: true });
    const away = { person: 'zhang', from: instantOf('2024-01-01 00:00'), to: instantOf('2030-01-01 00:00'), acting: 'qian' };
    await ledger.puts(anOrganisation({ absences: [away] }), now());
    await ledger.reports(now());
    expect(await openDelivery(ledger, 'zhang', now(), 'http://example.com')).toBeNull();
    await ledger.reports(now(), { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    await sends('zhang');
    expect(await ledger.rows(`select kind, urgent, status from notice where person = 'zhang' order by id`)).toEqual([
      { kind: 'copy', urgent: false, status: 'muted' },
      { kind: 'copy', urgent: true, status: 'sent' },
    ]);
  });
});
