import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);
const path = '/api/policies/1/adoptions';

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhang', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

describe('the adoption of a policy by running cases', () => {
  it('is asked for, previewed and followed by the office, and by nobody else', async () => {
    for (const [method, to, body] of [
      ['POST', `${path}/preview`, {}],
      ['POST', path, {}],
      ['GET', path, undefined],
    ] as const)
      expect(await call('zhang', method, to, body)).toMatchObject({
        status: 403,
        body: { code: method === 'GET' ? 'NOT_FOR_YOU' : 'OFFICE_ONLY' },
      });
  });

  it.each(['2', '0', 'next'])('of a version that does not exist (%s) is nowhere', async (version) => {
    for (const [method, to, body] of [
      ['POST', `/api/policies/${version}/adoptions/preview`, {}],
      ['POST', `/api/policies/${version}/adoptions`, {}],
      ['GET', `/api/policies/${version}/adoptions`, undefined],
    ] as const)
      expect(await call('zhao', method, to, body)).toMatchObject({ status: 404, body: { code: 'POLICY_UNKNOWN' } });
  });

  it.each([
    ['a zone that nobody knows', { zone: 'nowhere' }, 'nowhere'],
    ['a class that is none', { class: 'huge' }, 'class'],
    ['a duty that is none', { duty: 'hazard.paint' }, 'duty'],
    ['a field that nobody knows', { colour: 'red' }, 'colour'],
  ])('is refused for %s, naming it', async (_, body, place) => {
    for (const to of [path, `${path}/preview`]) {
      const refused = await call('zhao', 'POST', to, body, { 'accept-language': 'en' });
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain(place);
    }
    expect(await ledger.rows('select 1 from adoption')).toEqual([]);
  });

  it('is refused before the first valid day of the version, which is named', async () => {
    const { version: _, ...later } = { ...defaultPolicy, validFrom: '2099-01-01' };
    expect(await call('zhao', 'POST', '/api/policies', later)).toMatchObject({ status: 201, body: { version: 2 } });
    const refused = await call('zhao', 'POST', '/api/policies/2/adoptions', {});
    expect(refused).toMatchObject({ status: 422, body: { code: 'POLICY_AHEAD' } });
    expect(JSON.stringify(refused.body)).toContain('自2099-01-01起施行');
  });

  it('with one Idempotency-Key twice is one, another wish with it is refused', async () => {
    const ask = (body: object) => call('zhao', 'POST', path, body, { 'idempotency-key': 'the same key' });
    const { status, body } = await ask({ duty: 'hazard.assign' });
    expect([status, body.id]).toEqual([202, expect.stringMatching(/^policy\/[\da-f-]{36}$/)]);
    expect((await ask({ duty: 'hazard.assign' })).body).toEqual({ id: body.id });
    expect(await ask({ class: 'major' })).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
    expect((await call('zhao', 'GET', path)).body.items).toMatchObject([
      { id: body.id, zone: null, class: null, duty: 'hazard.assign', askedBy: { name: '赵敏' }, finishedAt: null },
    ]);
  });
});
