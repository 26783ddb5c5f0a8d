import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { instantOf } from '../../domain/time/instant.ts';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { example2027, holidayCn2027 } from '../support/example-2027.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhang', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

describe('a year of the calendar', () => {
  it('is shown as its notice has it, or by the law alone', async () => {
    expect((await call('zhang', 'GET', '/api/calendar/2026')).body).toMatchObject({
      status: 'published',
      source: '国办发明电〔2025〕7号, 2025-11-04',
      version: 0,
      adoption: null,
    });
    const { body, headers } = await call('zhang', 'GET', '/api/calendar/2027');
    expect(body).toMatchObject({ status: 'provisional', source: null, makeupWorkdays: [], version: 0 });
    expect(headers.get('etag')).toBe('"0"');
  });

  it.each(['2023', '2036', 'next'])('that the calendar does not reach (%s) is nowhere', async (year) => {
    expect((await call('zhang', 'GET', `/api/calendar/${year}`)).status).toBe(404);
    expect((await call('zhao', 'PUT', `/api/calendar/${year}`, example2027())).status).toBe(404);
  });

  it('is previewed and adopted by the office, and by nobody else', async () => {
    for (const [method, path] of [
      ['POST', '/api/calendar/2027/preview'],
      ['PUT', '/api/calendar/2027'],
    ] as const)
      expect(await call('zhang', method, path, example2027())).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
  });

  it.each([
    ['a field that nobody knows', { ...example2027(), colour: 'red' }, 'colour'],
    ['no days off at all', { source: 'a', makeupWorkdays: [] }, 'daysOff'],
    ['a date that is none', example2027({ makeupWorkdays: ['30 January'] }), 'makeupWorkdays[0]'],
    ['a statutory day that is missing', example2027({ daysOff: [] }), '2027-02-05'],
    ['the notice of another year', { ...holidayCn2027, year: 2026 }, 'year'],
    ['a day without its date', { ...holidayCn2027, days: [{ name: '元旦', isOffDay: true }] }, 'days[0].date'],
  ])('is refused for %s, naming the place, in the reader’s language', async (_, document, place) => {
    const refused = async (language: string) => {
      const { status, body } = await call('zhao', 'PUT', '/api/calendar/2027', document, { 'accept-language': language });
      expect(status).toBe(422);
      return JSON.stringify(body);
    };
    expect(await refused('en')).toContain(place);
    expect(await refused('zh')).toMatch(/填写有误/);
    expect(await ledger.rows('select 1 from calendar_year')).toEqual([]);
  });

  it('is previewed without being adopted, then adopted, in either form, as JSON or YAML, under one version', async () => {
    const { caseId, number } = await ledger.reports('2027-02-01 09:10');
    expect((await call('zhao', 'POST', '/api/calendar/2027/preview', holidayCn2027)).body).toMatchObject({
      open: 1,
      moved: 1,
      moves: [{ id: caseId, number, from: { at: instantOf('2027-02-10 17:30') }, to: { at: instantOf('2027-02-15 17:30') } }],
    });
    expect((await call('zhang', 'GET', '/api/calendar/2027')).body).toMatchObject({ status: 'provisional' });

    const put = (body: unknown, headers?: Record<string, string>) => call('zhao', 'PUT', '/api/calendar/2027', body, headers);
    expect(await put(holidayCn2027, { 'if-match': '"0"' })).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await put(stringify(example2027()), { 'content-type': 'application/yaml' })).toMatchObject({ body: { version: 1 } });
    expect(await put(example2027({ makeupWorkdays: [] }), { 'if-match': '"0"' })).toMatchObject({
      status: 409,
      body: { code: 'STALE_REVISION' },
    });
    expect((await call('zhang', 'GET', '/api/calendar/2027')).body).toMatchObject({
      status: 'published',
      source: '示例发〔2026〕1号, 2026-11-20',
      version: 1,
      adoption: { recomputed: 0, finishedAt: null },
    });
  });
});
