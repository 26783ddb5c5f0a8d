import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { instantFromMs, instantOf, plusMs } from '../../domain/time/instant.ts';
import { putAccount } from '../../ledger/accounts.ts';
import { giveUp, openDelivery } from '../../ledger/deliveries.ts';
import { keepLook } from '../../ledger/stuck/clock-faults.ts';
import { engineSeen } from '../../ledger/stuck/engine-signs.ts';
import { putPolicy } from '../../ledger/register.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);
const now = () => instantFromMs(Date.now());
const { version: _, ...policy } = defaultPolicy;

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhang', 'zhao', 'wang']);
  for (const role of ['auditor', 'administrator'] as const)
    await putAccount(ledger, { username: role, password: `${role}-password`, person: null, role });
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

describe('the ladder of a draft over HTTP', () => {
  const preview = (as: string, changes: object, headers?: Record<string, string>) =>
    call(as, 'POST', '/api/policies/preview', { policy, duty: 'hazard.assign', openedAt: '2026-09-30T01:10:00Z', ...changes }, headers);

  it('is dated on the calendar as the office knows it; nothing is written', async () => {
    expect(await preview('zhao', {})).toMatchObject({
      status: 200,
      body: {
        openedAt: instantOf('2026-09-30 09:10'),
        dueAt: instantOf('2026-10-08 17:30'),
        provisional: false,
        holidays: [{ from: '2026-10-01', to: '2026-10-07' }],
        rungs: [
          { key: 'half-way', nature: 'reminder', level: 0, tells: ['office'] },
          { key: 'officeDirector', nature: 'escalation', level: 1, at: instantOf('2026-10-08 17:30') },
          { key: 'supervising', level: 2, at: instantOf('2026-10-09 17:30') },
        ],
      },
    });
    expect(await ledger.rows('select max(version) as version from policy_version')).toEqual([{ version: 1 }]);
  });

  it('names every fault of the draft with its place, and the moment that no calendar reaches', async () => {
    const rungs = [{ key: 'late', nature: 'reminder', when: { afterDue: { workdays: 1 } }, tells: ['unitHead'] }];
    const faulty = { ...policy, ladders: { ...policy.ladders, 'hazard.assign': { limit: { workdays: 0 }, rungs } } };
    const { status, body } = await preview('zhao', { policy: faulty });
    expect([status, body]).toEqual([
      422,
      expect.objectContaining({
        fields: [
          { field: 'ladders["hazard.assign"].limit', message: '时限必须大于零' },
          { field: 'ladders["hazard.assign"].rungs[0].when', message: expect.stringContaining('期限一过只有升级') },
          { field: 'ladders["hazard.assign"].rungs', message: expect.stringContaining('必须至少有一级升级') },
          { field: 'ladders["hazard.assign"].rungs[0].tells[0]', message: '该事项没有“单位负责人”这一岗位' },
        ],
      }),
    ]);
    expect(await preview('zhao', { openedAt: '2036-01-05T01:00:00Z' })).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'openedAt' }] },
    });
  });

  it('belongs to whoever writes settings', async () => {
    expect(await preview('zhang', {})).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
  });
});

describe('a rehearsal piece by piece', () => {
  it('counts each case once, by the day on which it was opened', async () => {
    await ledger.reports('2026-03-31 23:59');
    await ledger.reports('2026-04-01 00:00');
    const cases = async (from: string, to: string) => {
      const { body } = await call('zhao', 'POST', '/api/policies/rehearsals', { policy, opened: { from, to } });
      return (body as unknown as { cases: number }).cases;
    };
    expect([await cases('2026-03-01', '2026-03-31'), await cases('2026-04-01', '2026-04-30')]).toEqual([1, 1]);
    expect(await cases('2026-03-01', '2026-04-30')).toBe(2);
  });
});

describe('a notice that failed', () => {
  it('says whether it would be sent again, and is', async () => {
    await putPolicy(ledger.pool, policyInSeconds, { by: 'test', at: now() });
    const { caseId } = await ledger.reports(now());
    const delivery = await openDelivery(ledger, 'zhang', now(), 'http://example.com');
    if (!delivery) throw new Error('nothing is due');
    await giveUp(ledger, delivery, { status: 'failed', answer: '550 5.1.1 no such user' }, now());
    const listed = async (as: string) => (await call(as, 'GET', `/api/notices?case=${caseId}`)).body.items;
    expect(await listed('zhao')).toMatchObject([{ status: 'failed', mayResend: true }]);
    expect(await call('zhao', 'POST', `/api/stuck/${caseId}/commands`, { type: 'ResendNotices' })).toMatchObject({ body: { notices: 1 } });
    expect(await listed('zhao')).toMatchObject([{ status: 'queued', mayResend: false }]);
  });
});

describe('the state of the engine', () => {
  const found = { openCases: 3, running: 2, rearmed: 0, ended: 0, unknown: 0, failing: 0, retrying: 0, ms: 12 };

  it('says of each part when it was last seen, what waits, and what the bell put right', async () => {
    const at = now();
    await engineSeen(ledger.pool, 'worker', at);
    await engineSeen(ledger.pool, 'bell', plusMs(at, -600_000));
    await keepLook(ledger.pool, plusMs(at, -180_000), true, { ...found, rearmed: 1 });
    await keepLook(ledger.pool, plusMs(at, -120_000), true, found);
    await keepLook(ledger.pool, plusMs(at, -60_000), false, { ...found, running: null });
    const { status, body } = await call('zhao', 'GET', '/api/engine');
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        parts: [
          { part: 'database', state: 'well', since: expect.any(String), seenAt: expect.any(String) },
          { part: 'worker', state: 'well', since: null, seenAt: at },
          { part: 'bell', state: 'silent', since: plusMs(at, -600_000), seenAt: plusMs(at, -600_000) },
          { part: 'temporal', state: 'unknown', since: null, seenAt: null },
          { part: 'mail', state: 'unknown', since: null, seenAt: null },
        ],
        looks: {
          last: { at: plusMs(at, -60_000), whole: false, ...found, running: null },
          whole: { at: plusMs(at, -120_000), whole: true, ...found },
          repair: { at: plusMs(at, -180_000), whole: true, ...found, rearmed: 1 },
        },
        schedules: null,
      }),
    ]);
    // Zhang's two of before, which were not sent again.
    const [{ open } = { open: 0 }] = await ledger.rows('select count(*)::int as open from cases where not finished');
    expect(body).toMatchObject({ clocks: { openCases: open }, notices: { failed: 2 } });
  });

  it('is read by the office, an auditor and an administrator, and by nobody else', async () => {
    const asks = async (username: string) => {
      const { headers } = await call(null, 'POST', '/api/session', { username, password: `${username}-password` });
      return call(null, 'GET', '/api/engine', undefined, { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' });
    };
    for (const role of ['auditor', 'administrator']) expect((await asks(role)).status).toBe(200);
    for (const person of ['zhang', 'wang']) expect(await call(person, 'GET', '/api/engine')).toMatchObject({ status: 403 });
    expect(await call(null, 'GET', '/api/engine')).toMatchObject({ status: 401 });
  });

  it('counts the notices that failed about what is still owed, which are listed by the same rule', async () => {
    const [first, second] = [await ledger.reports(now()), await ledger.reports(now())];
    await ledger.pool.query(`update notice set status = 'failed' where case_id = any($1::uuid[])`, [[first.caseId, second.caseId]]);
    await ledger.pool.query(`update notice set facts = facts || '{"obligation": 99}' where case_id = $1`, [second.caseId]);
    const total = async (query: string) => {
      const { body } = await call('zhao', 'GET', `/api/notices?${query}`);
      return (body as unknown as { total: number }).total;
    };
    const { body } = await call('zhao', 'GET', '/api/engine');
    const { failed } = (body as unknown as { notices: { failed: number } }).notices;
    expect(failed).toBeGreaterThan(0);
    expect(await total('status=failed&owed=true&pageSize=1')).toBe(failed);
    expect(await total('status=failed')).toBeGreaterThan(failed);
    expect(await total(`owed=true&case=${first.caseId}`)).toBe(await total(`case=${first.caseId}`));
    expect(await total(`owed=true&case=${second.caseId}`)).toBe(0);
    expect(await total(`owed=false&case=${second.caseId}`)).toBe(await total(`case=${second.caseId}`));
    expect(await total(`owed=true&case=${first.caseId}&to=nobody`)).toBe(0);
  });
});

describe('what is due on a make-up workday', () => {
  it('says so, with the days of the calendar that explain its ladder', async () => {
    await putPolicy(ledger.pool, policy, { by: 'test', at: now() });
    const { caseId } = await ledger.reports('2026-09-28 09:10');
    const { body } = await call('zhao', 'GET', `/api/hazards/${caseId}`);
    expect(body).toMatchObject({
      owes: { dueAt: instantOf('2026-10-10 17:30'), dueOnMakeupWorkday: true },
      holidays: [{ from: '2026-10-01', to: '2026-10-07' }],
      makeupWorkdays: ['2026-10-10'],
    });
  });
});
