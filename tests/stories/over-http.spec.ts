import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLedger } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

type Owed = { owed: { id: string }[] };
const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };

describe('a hazard over HTTP', () => {
  it('is asked for by days of our times, and was written in them', async () => {
    expect(await call('zhao', 'GET', '/api/hazards?from=0000-01-01')).toMatchObject({ status: 422, body: { fields: [{ field: 'from' }] } });
    const writtenAt = '0000-01-01T00:00:00Z';
    expect(await call('qian', 'POST', '/api/hazards', { ...seen, writtenAt })).toMatchObject({
      ...{ status: 422, body: { fields: [{ field: 'writtenAt' }] } },
    });
  });

  it('that waited in a phone is reported by nobody but who wrote it', async () => {
    const waited = { ...seen, title: '临边防护缺失', writtenBy: 'qian' };
    expect(await call('zhang', 'POST', '/api/hazards', waited)).toMatchObject({ status: 409, body: { code: 'OTHER_PERSON' } });
    expect(await call('qian', 'POST', '/api/hazards', waited)).toMatchObject({ status: 201, body: { title: '临边防护缺失' } });
  });

  it('is reported, rectified, found wanting, rectified again, verified and closed', async () => {
    const { status, body } = await call('qian', 'POST', '/api/hazards', seen);
    expect(status).toBe(201);
    expect(body).toMatchObject({ stage: 'rectifying', revision: 1, owes: { post: 'specific', person: { id: 'zhang', name: '张建国' } } });
    const path = `/api/hazards/${body.id}/commands`;
    expect((await call('zhang', 'POST', path, { type: 'RectifyHazard', measures: '已补齐', ...noPicture })).body).toMatchObject({
      stage: 'verifying',
    });
    expect((await call('zhao', 'POST', path, { type: 'VerifyHazard', passed: false, opinion: '仍缺一处' })).body).toMatchObject({
      stage: 'rectifying',
    });
    const owed = async () => ((await call('zhang', 'GET', '/api/tasks')).body as unknown as Owed).owed.find(({ id }) => id === body.id);
    expect(await owed()).toMatchObject({ sentBack: { by: { id: 'zhao' }, reason: '仍缺一处' } });
    await call('zhang', 'POST', path, { type: 'RectifyHazard', measures: '全部补齐', ...noPicture });
    expect(await owed()).toBeUndefined();
    expect((await call('zhao', 'POST', path, { type: 'VerifyHazard', passed: true })).body).toMatchObject({
      stage: 'closed',
      owes: null,
      ladder: [],
    });
    const { body: whole } = await call('qian', 'GET', `/api/hazards/${body.id}`);
    expect(whole.timeline.map(({ command }) => command)).toEqual([
      'ReportHazard',
      'RectifyHazard',
      'VerifyHazard',
      'RectifyHazard',
      'VerifyHazard',
    ]);
  });

  it('is made once, however often and however parallel the same key comes', async () => {
    const key = { 'idempotency-key': 'draft-0001' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('qian', 'POST', '/api/hazards', seen, key)));
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  it('is not mistaken for another one that comes with its key', async () => {
    const key = { 'idempotency-key': 'draft-0002' };
    await call('qian', 'POST', '/api/hazards', seen, key);
    const other = await call('qian', 'POST', '/api/hazards', { ...seen, title: '配电箱未上锁' }, key);
    expect(other).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
  });

  it('is moved by a command once, however often it comes; with other words under its key it is refused', async () => {
    const { body } = await call('qian', 'POST', '/api/hazards', seen);
    const comments = (text: string) =>
      call('zhang', 'POST', `/api/hazards/${body.id}/commands`, { type: 'CommentOnHazard', text }, { 'idempotency-key': 'words-0001' });
    const first = await comments('脚手架已停用');
    expect(await comments('脚手架已停用')).toMatchObject({ status: 200, body: first.body });
    expect(await comments('脚手架已拆除')).toMatchObject({ status: 409, body: { code: 'KEY_REUSED' } });
    const { body: whole } = await call('qian', 'GET', `/api/hazards/${body.id}`);
    expect(whole.timeline.map(({ command }) => command)).toEqual(['ReportHazard', 'CommentOnHazard']);
  });

  it.each([
    ['an empty title', { title: '' }, {}, 422, 'title'],
    ['a field that nobody knows', { colour: 'red' }, {}, 422, 'body'],
    ['a character that cannot be stored', { description: 'a\u0000b' }, {}, 422, 'description'],
    ['half a character', { description: '\ud800' }, {}, 422, 'description'],
    ['a key that is too short', {}, { 'idempotency-key': 'k' }, 422, 'Idempotency-Key'],
    ['a body that is too large', { description: 'x'.repeat(300_000) }, {}, 413, 'TOO_LARGE'],
  ])('is refused for %s, naming it, and nothing is written', async (_, changes, headers, status, named) => {
    const before = await ledger.rows('select count(*)::int as n from cases');
    const { status: answered, body } = await call('qian', 'POST', '/api/hazards', { ...seen, ...changes }, headers);
    expect(answered).toBe(status);
    expect(JSON.stringify(body)).toContain(named);
    expect(await ledger.rows('select count(*)::int as n from cases')).toEqual(before);
  });

  it('answers bad JSON and a bad revision with what is wrong, in the reader’s language', async () => {
    const broken = await fetch(`${api.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([400, 'NOT_JSON']);
    const { body } = await call('qian', 'POST', '/api/hazards', seen);
    const stale = await call('zhang', 'POST', `/api/hazards/${body.id}/commands`, { type: 'Acknowledge' }, { 'if-match': 'yesterday' });
    expect(stale).toMatchObject({ status: 422, body: { fields: [{ field: 'If-Match' }] } });
    const titled = (language: string) => call('qian', 'POST', '/api/hazards', { ...seen, title: 7 }, { 'accept-language': language });
    expect(JSON.stringify((await titled('zh-CN')).body)).toContain('无效输入');
    expect(JSON.stringify((await titled('en')).body)).toContain('Invalid input');
  });

  it('refuses with its reason, in the reader’s language', async () => {
    const { body } = await call('qian', 'POST', '/api/hazards', seen);
    const path = `/api/hazards/${body.id}/commands`;
    expect(await call('zhao', 'POST', path, { type: 'RectifyHazard', measures: '已补齐', ...noPicture })).toMatchObject({
      status: 403,
      body: { code: 'NOT_YOURS' },
    });
    expect(await call('zhao', 'POST', path, { type: 'VerifyHazard', passed: true })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STAGE' },
    });
    const stale = await call('zhang', 'POST', path, { type: 'Acknowledge' }, { 'if-match': '"7"', 'accept-language': 'en' });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'STALE_REVISION', detail: 'The case has moved on; look at its latest state first.' },
    });
    expect(await call('qian', 'POST', '/api/hazards', { ...seen, zone: 'nowhere' })).toMatchObject({
      status: 422,
      body: { code: 'ZONE_UNKNOWN' },
    });
  });

  it('is shown to nobody who has not signed in', async () => {
    expect(await call(null, 'GET', '/api/hazards')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
    expect(await call(null, 'POST', '/api/session', { username: 'zhang', password: 'wrong' })).toMatchObject({ status: 401 });
  });

  it('is found in the list, by stage and page', async () => {
    const { body } = await call('zhao', 'GET', '/api/hazards?stage=closed&pageSize=1');
    expect(body).toMatchObject({ total: 1, page: 1, items: [{ stage: 'closed', title: seen.title }] });
    const beyond = await call('zhao', 'GET', '/api/hazards?stage=closed&page=9');
    expect(beyond.body).toMatchObject({ total: 1, items: [] });
    expect((await call('zhao', 'GET', '/api/hazards?overdue=true')).body).toMatchObject({ total: 0 });
  });
});
