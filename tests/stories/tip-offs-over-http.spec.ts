import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { aFilledForm } from '../support/a-tip-off.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['zhang', 'zhao', 'sun', 'li']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

type Answer = { code: string; form: string; id: string; detail: string; preview: string; fields: { field: string }[] };
let houses = 0;
/** Somebody at an address of his own, behind the proxy. */
function somebody() {
  houses += 1;
  const headers = { 'x-forwarded-for': `203.0.113.${houses}` };
  const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const answer = await api.call(null, method, path, body, { ...headers, ...more });
    return { ...answer, body: answer.body as unknown as Answer };
  };
  return {
    call,
    handsIn: (changes: object = {}, how: { zone?: string; openSeconds?: number } = {}) =>
      call('POST', `/api/public/zones/${how.zone ?? 'east'}/tip-offs`, aFilledForm(changes, how)),
    tracks: (code: string) => call('POST', '/api/public/tracking', { code }),
    async sends(picture: Buffer, { key, form }: { key: string; form: string }) {
      const body = new FormData();
      body.append('photo', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), '现场.jpg');
      const response = await fetch(`${api.address}/api/public/zones/east/photos`, {
        method: 'POST',
        body,
        headers: { ...headers, 'x-form': form, 'idempotency-key': key },
      });
      return { status: response.status, body: (await response.json()) as Answer };
    },
  };
}
const caseOf = async (code: string) =>
  (await ledger.rows(`select case_id from tip_off where code_hash = encode(sha256($1::bytea), 'hex')`, code.replaceAll('-', '')))[0]
    ?.case_id as string;
const commands = (as: string, id: string, body: object) => api.call(as, 'POST', `/api/hazards/${id}/commands`, body);

describe('the form of a zone', () => {
  it('is opened by anybody, names the zone and nobody in it, and is handed in with its token', async () => {
    const she = somebody();
    const { status, body, headers } = await she.call('GET', '/api/public/zones/east');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ zone: { code: 'east', name: '城东责任区' }, bureau: '青湖区建设管理局', mostPhotos: 4 });
    expect(JSON.stringify(body)).not.toMatch(/张建国|李明远/);
    expect(await she.call('GET', '/api/public/zones/nowhere')).toMatchObject({ status: 404 });
    expect(await she.call('POST', '/api/public/zones/nowhere/tip-offs', aFilledForm({}, { zone: 'nowhere' }))).toMatchObject({
      status: 404,
    });
  });

  it('handed in twice is one report with one code, also when the second time comes late', async () => {
    const form = aFilledForm({ reporter: { name: '陈桂香' } });
    const path = '/api/public/zones/east/tip-offs';
    const [first, second] = [await somebody().call('POST', path, form), await somebody().call('POST', path, { ...form, form: 'stale' })];
    expect([first.status, second.status, second.body.code]).toEqual([201, 201, first.body.code]);
    expect(first.body.code).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(await somebody().call('POST', path, { ...form, text: '别的内容不一样' })).toMatchObject({
      status: 409,
      body: { code: 'KEY_REUSED' },
    });
  });

  it.each([
    ['a token of another zone', {}, { zone: 'west' }, 409, 'FORM_EXPIRED'],
    ['a token that was altered', { form: '1790000000000.k1.0000000000000000000000000000000000000000000' }, {}, 409, 'FORM_EXPIRED'],
    ['a form that was open for longer than a day', {}, { openSeconds: 25 * 3600 }, 409, 'FORM_EXPIRED'],
    ['a form that was open for two seconds', {}, { openSeconds: 2 }, 409, 'FORM_TOO_FAST'],
    ['the field filled in that people do not see', { trap: 'http://x' }, {}, 422, 'SPAM_SUSPECTED'],
    ['an advertisement', { text: '看 http://a.cn http://b.cn http://c.cn' }, {}, 422, 'SPAM_SUSPECTED'],
    ['too many words', { text: '瓷'.repeat(2001) }, {}, 422, 'INVALID'],
    ['five pictures', { photos: Array.from({ length: 5 }, () => randomUUID()) }, {}, 422, 'INVALID'],
    ['somebody else’s picture', { photos: [randomUUID()] }, {}, 422, 'PHOTO_UNKNOWN'],
    ['a key that can be guessed', { key: '12345678' }, {}, 422, 'INVALID'],
    ['what is no mail address', { reporter: { email: 'chen at example' } }, {}, 422, 'INVALID'],
    ['more than was asked', { zone: 'west' }, {}, 422, 'INVALID'],
  ])('is not taken with %s, and nothing is kept', async (_, changes, how, status, code) => {
    const before = await ledger.rows('select count(*)::int as n from cases');
    const body = aFilledForm(changes, how);
    expect(await somebody().call('POST', '/api/public/zones/east/tip-offs', body)).toMatchObject({ status, body: { code } });
    expect(await ledger.rows('select count(*)::int as n from cases')).toEqual(before);
  });

  it('refuses without repeating what was filled in', async () => {
    const { body } = await somebody().handsIn({ reporter: { name: '陈桂香'.repeat(20), email: 'chen at example' } });
    expect(body.fields.map(({ field }) => field)).toEqual(['reporter.name', 'reporter.email']);
    expect(JSON.stringify(body)).not.toMatch(/陈桂香|chen at/);
  });

  it('is not taken with words that came in for the zone that day, by whomever', async () => {
    const text = `塔吊下面有人，同样的话${randomUUID()}`;
    expect(await somebody().handsIn({ text })).toMatchObject({ status: 201 });
    expect(await somebody().handsIn({ text: `${text}！！` })).toMatchObject({ status: 409, body: { code: 'SAID_ALREADY' } });
  });

  it('is taken six times an hour from one address, and then says when again', async () => {
    const he = somebody();
    for (let i = 0; i < 6; i += 1) expect((await he.handsIn()).status).toBe(201);
    const { status, headers, body } = await he.handsIn();
    expect([status, body.code, Number(headers.get('retry-after')) > 3000]).toEqual([429, 'TOO_OFTEN', true]);
    expect((await somebody().handsIn()).status).toBe(201);
  });
});

describe('a picture from outside', () => {
  const fromAPhone = () =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: '#c96' } })
      .jpeg()
      .withExif({
        IFD0: { Artist: '陈桂香', Make: 'PHONE-OF-CHEN' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' },
      })
      .toBuffer();

  it('is drawn anew: neither what people look at nor what is kept as the original says where and by what it was taken', async () => {
    const [she, form] = [somebody(), aFilledForm()];
    const { status, body } = await she.sends(await fromAPhone(), form);
    expect([status, body.preview.slice(0, 23)]).toEqual([201, 'data:image/webp;base64,']);
    const received = await she.call('POST', '/api/public/zones/east/tip-offs', { ...form, photos: [body.id] });
    const id = await caseOf(received.body.code);
    const { body: hazard } = await api.call('zhao', 'GET', `/api/hazards/${id}`);
    expect(hazard).toMatchObject({ photos: [{ id: body.id, takenAt: null, position: null, isDrawn: true }] });
    for (const size of ['original', 'shown', 'thumbnail']) {
      const response = await fetch(`${api.address}/api/photos/${body.id}?size=${size}`, { headers: { cookie: api.cookieOf('zhao') } });
      const content = Buffer.from(await response.arrayBuffer());
      expect((await sharp(content).metadata()).exif, size).toBeUndefined();
      expect(content.includes('PHONE-OF-CHEN'), size).toBe(false);
    }
  });

  it.each([
    ['a page', () => Buffer.from('<script>alert(1)</script>')],
    ['a picture that cannot be drawn here, and so not be cleaned', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
  ])('is refused when it is %s', async (_, content) => {
    expect(await somebody().sends(content(), aFilledForm())).toMatchObject({ status: 422, body: { code: 'PHOTO_UNDRAWN' } });
  });

  it('is not read at all without the token of a form, and can be looked at by nobody outside', async () => {
    const [she, form] = [somebody(), aFilledForm()];
    expect(await she.sends(await fromAPhone(), { ...form, form: 'x' })).toMatchObject({ status: 409, body: { code: 'FORM_EXPIRED' } });
    const { body } = await she.sends(await fromAPhone(), form);
    expect(await she.call('GET', `/api/photos/${body.id}`)).toMatchObject({ status: 401 });
    expect(await api.call('zhao', 'GET', `/api/photos/${body.id}`)).toMatchObject({ status: 404 });
  });

  it('is one of a dozen for a form at most', async () => {
    const [she, form, picture] = [somebody(), aFilledForm(), await fromAPhone()];
    for (let i = 0; i < 12; i += 1) expect((await she.sends(picture, form)).status).toBe(201);
    expect(await she.sends(picture, form)).toMatchObject({ status: 429 });
  });
});

describe('a tip-off on its way', () => {
  it('is assigned, put right, verified and closed, and its reporter reads each step and each answer, and nothing else', async () => {
    const she = somebody();
    const { body } = await she.handsIn({ reporter: { name: '陈桂香' } });
    const id = await caseOf(body.code);
    const steps = async () => {
      const { body: progress } = await she.tracks(body.code.toLowerCase());
      return progress as unknown as { steps: { step: string; at: string | null }[]; answers: { kind: string; text: string }[] };
    };
    expect((await steps()).steps.map(({ at }) => at !== null)).toEqual([true, false, false, false]);
    expect(await commands('zhao', id, { type: 'AssignHazard', answer: '已安排现场核查。' })).toMatchObject({ status: 200 });
    await commands('zhang', id, { type: 'RectifyHazard', measures: '内部措施', withoutPhoto: '无需' });
    expect(await commands('zhao', id, { type: 'VerifyHazard', passed: true })).toMatchObject({
      status: 422,
      body: { code: 'ANSWER_REQUIRED' },
    });
    expect(await commands('zhao', id, { type: 'VerifyHazard', passed: true, answer: '已加装围挡。' })).toMatchObject({ status: 200 });
    await commands('zhao', id, { type: 'AnswerReporter', text: '将举一反三排查。' });
    const last = await steps();
    expect(last.steps.map(({ at }) => at !== null)).toEqual([true, true, true, true]);
    expect(last.answers.map(({ kind, text }) => [kind, text])).toEqual([
      ['accepted', '已安排现场核查。'],
      ['closed', '已加装围挡。'],
      ['further', '将举一反三排查。'],
    ]);
    expect(JSON.stringify(last)).not.toMatch(/AQ-|内部措施|张建国|zhang|城东|陈桂香/);
  });

  it('that is no hazard is voided by two people, with the reason that the reporter reads', async () => {
    const { body } = await somebody().handsIn();
    const id = await caseOf(body.code);
    expect(await commands('zhao', id, { type: 'VoidHazard', reason: '内部理由：误报' })).toMatchObject({
      body: { code: 'ANSWER_REQUIRED' },
    });
    await commands('zhao', id, { type: 'VoidHazard', reason: '内部理由：误报', answer: '经核实，围挡完好。' });
    const { body: hazard } = await api.call('zhao', 'GET', `/api/hazards/${id}`);
    const [request] = (hazard as unknown as { requests: { id: string }[] }).requests;
    const decides = (as: string) => api.call(as, 'POST', `/api/requests/${request?.id}/commands`, { type: 'DecideRequest', granted: true });
    expect(await decides('zhao')).toMatchObject({ status: 403 });
    expect(await decides('sun')).toMatchObject({ status: 200 });
    const { body: progress } = await somebody().tracks(body.code);
    expect(progress).toMatchObject({ isDeclined: true, answers: [{ kind: 'notAccepted', text: '经核实，围挡完好。' }] });
    expect(JSON.stringify(progress)).not.toContain('内部理由');
  });

  it('is found by nobody who guesses: a dozen wrong codes, and the next waits', async () => {
    const { body } = await somebody().handsIn();
    const he = somebody();
    for (let i = 0; i < 12; i += 1)
      expect(await he.tracks('0000-0000-0000-0000')).toMatchObject({ status: 404, body: { code: 'CODE_UNKNOWN' } });
    expect(await he.tracks(body.code)).toMatchObject({ status: 429 });
    expect(await somebody().tracks('not a code at all')).toMatchObject({ status: 404 });
    expect(await somebody().tracks(body.code)).toMatchObject({ status: 200 });
  });
});

describe('who reported', () => {
  const reporter = { name: '陈桂香', phone: '13800138000', email: 'chen@example.org' };
  const discloses = (as: string | null, id: string, reason = '需向举报人核实具体部位') =>
    api.call(as, 'POST', `/api/hazards/${id}/reporter`, { reason });

  it('is shown to the office alone, for a reason, and the audit log knows before she does', async () => {
    const id = await caseOf((await somebody().handsIn({ reporter })).body.code);
    expect(await discloses(null, id)).toMatchObject({ status: 401 });
    for (const other of ['zhang', 'li']) expect(await discloses(other, id)).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect(await discloses('zhao', id, '看看')).toMatchObject({ status: 422 });
    const { status, body, headers } = await discloses('zhao', id);
    expect([status, body, headers.get('cache-control')]).toEqual([200, reporter, 'no-store']);
    expect(await ledger.rows(`select count(*)::int as n from audit where action = 'reporterDisclosed' and case_id = $1`, id)).toEqual([
      { n: 1 },
    ]);
    const [line] = await ledger.rows(`select * from audit where action = 'reporterDisclosed' and case_id = $1`, id);
    expect(JSON.stringify(line)).toContain('需向举报人核实具体部位');
    expect(JSON.stringify(line)).toContain('zhao');
    expect(JSON.stringify(line)).not.toMatch(/陈桂香|13800138000|chen@/);
  });

  it('is not there of whoever left nothing, nor of a hazard that nobody outside reported', async () => {
    const id = await caseOf((await somebody().handsIn()).body.code);
    expect(await discloses('zhao', id)).toMatchObject({ status: 409, body: { code: 'REPORTER_UNKNOWN' } });
    const { caseId } = await ledger.reports('2026-09-29 09:10');
    expect(await discloses('zhao', caseId)).toMatchObject({ status: 404 });
    expect(await discloses('zhao', 'no-id')).toMatchObject({ status: 404 });
  });
});

describe('placards', () => {
  it('come for one zone or for all, and say where their address can be opened', async () => {
    const get = async (path: string) => {
      const response = await fetch(api.address + path, { headers: { cookie: api.cookieOf('zhao') } });
      return { status: response.status, type: response.headers.get('content-type'), name: response.headers.get('content-disposition') };
    };
    expect(await get('/api/zones/east/placard.pdf')).toMatchObject({ status: 200, type: 'application/pdf' });
    expect((await get('/api/zones/east/placard.pdf?size=A4')).name).toContain(encodeURIComponent('公示牌_城东责任区_A4.pdf'));
    expect(await get('/api/placards.pdf')).toMatchObject({ status: 200, type: 'application/pdf' });
    expect(await get('/api/zones/nowhere/placard.pdf')).toMatchObject({ status: 404 });
    expect(await get('/api/zones/east/placard.pdf?size=A0')).toMatchObject({ status: 422 });
    expect((await api.call('zhao', 'GET', '/api/placards')).body).toEqual({ address: api.address, isPrivate: true, officePhone: null });
  });
});
