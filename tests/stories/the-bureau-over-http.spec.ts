import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { instantFromMs } from '../../domain/time/instant.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;
const call: (typeof api)['call'] = (...asked) => api.call(...asked);
const now = () => instantFromMs(Date.now());
const seen = { title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };

beforeAll(async () => {
  ledger = await aLedger();
  api = await anApi(ledger, ['qian', 'zhang', 'zhao', 'sun', 'li']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

describe('who I am and what I owe', () => {
  it('shows the specific person his repair, and nobody else', async () => {
    const { body } = await call('qian', 'POST', '/api/hazards', { zone: 'east', ...seen });
    expect((await call('zhang', 'GET', '/api/tasks')).body).toMatchObject({
      owed: [
        { id: body.id, owes: { duty: 'hazard.rectify.general', person: { name: '张建国' } }, hat: { post: 'specific', as: 'holder' } },
      ],
      climbed: [],
    });
    expect((await call('qian', 'GET', '/api/tasks')).body).toMatchObject({ owed: [], climbed: [] });
    expect((await call('zhang', 'GET', '/api/me')).body).toMatchObject({
      person: { id: 'zhang', name: '张建国' },
      isOffice: false,
      seats: [{ post: 'specific', scopeName: '城东责任区' }],
      counts: { owed: 1, overdue: 0, climbed: 0 },
    });
  });

  it('shows every member of the office what the office owes', async () => {
    await call('qian', 'POST', '/api/hazards', { zone: 'west', ...seen });
    const assignment = { owed: [{ owes: { duty: 'hazard.assign' }, hat: { post: 'office' } }] };
    expect((await call('zhao', 'GET', '/api/tasks')).body).toMatchObject(assignment);
    expect((await call('sun', 'GET', '/api/tasks')).body).toMatchObject(assignment);
  });

  it('offers each reader the commands that the rules allow him, and no other', async () => {
    const { body } = await call('qian', 'POST', '/api/hazards', { zone: 'east', ...seen });
    const offered = async (as: string) => (await call(as, 'GET', `/api/hazards/${body.id}`)).body;
    expect(await offered('zhang')).toMatchObject({
      commands: ['Acknowledge', 'RectifyHazard', 'RequestExtension', 'RequestSuspension', 'ReturnToOffice', 'CommentOnHazard'],
    });
    expect(await offered('qian')).toMatchObject({
      commands: ['CommentOnHazard'],
      steps: [{ state: 'done' }, { state: 'done' }, { state: 'now' }, {}, {}],
    });
    expect(await offered('zhao')).toMatchObject({
      commands: ['VoidHazard', 'ReclassifyHazard', 'MergeHazard', 'ChaseHazard', 'CommentOnHazard'],
    });
  });

  it('shows an acting person the tasks of whoever he stands in for', async () => {
    const absences = [{ person: 'zhang', from: term('zhang').from, to: instantFromMs(Date.now() + 3_600_000), acting: 'qian' }];
    await ledger.puts(anOrganisation({ absences }), now());
    expect((await call('qian', 'GET', '/api/me')).body).toMatchObject({
      seats: [{ post: 'specific', as: 'acting', for: { id: 'zhang', name: '张建国' } }],
    });
    await ledger.puts(anOrganisation(), now());
  });
});

describe('the notices', () => {
  it('are all shown to the office, to others their own', async () => {
    const all = (await call('zhao', 'GET', '/api/notices')).body as unknown as { total: number };
    const own = (await call('zhang', 'GET', '/api/notices')).body as unknown as { total: number; items: unknown[] };
    expect(own.total).toBeGreaterThan(0);
    expect(all.total).toBeGreaterThan(own.total);
    expect(own.items).toContainEqual(
      expect.objectContaining({ person: { id: 'zhang', name: '张建国' }, status: 'queued', delivery: null }),
    );
    expect(await call('zhang', 'GET', '/api/notices?to=zhao')).toMatchObject({ status: 403, body: { code: 'NOT_FOR_YOU' } });
  });
});

describe('the organisation as one document', () => {
  const yaml = { 'content-type': 'application/yaml', accept: 'application/yaml' };

  it('comes out as YAML, goes in again unchanged, and stays the version it was', async () => {
    const read = await call('zhao', 'GET', '/api/organisation', undefined, { accept: 'application/yaml' });
    const document = read.body as unknown as string;
    expect(parse(document)).toMatchObject({ zones: [{ code: 'east', specific: [{ person: 'zhang', from: '2024-01-01' }] }, {}] });
    const put = await call('zhao', 'PUT', '/api/organisation', document, { ...yaml, 'if-match': read.headers.get('etag') ?? '' });
    expect(put).toMatchObject({ status: 200, body: { version: Number(read.headers.get('etag')?.replaceAll('"', '')) } });
  });

  it('is changed by the office and by nobody else', async () => {
    const renamed = { ...anOrganisation(), bureau: { name: '青湖区建管局' } };
    expect(await call('zhang', 'PUT', '/api/organisation', renamed)).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect(await call('zhao', 'PUT', '/api/organisation', renamed, { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'ORGANISATION_MOVED' },
    });
    expect(await call('zhao', 'PUT', '/api/organisation', renamed)).toMatchObject({ status: 200 });
    expect((await call('qian', 'GET', '/api/organisation')).body).toMatchObject({ bureau: { name: '青湖区建管局' } });
  });

  const east = anOrganisation().zones[0];
  it.each([
    ['a field that nobody knows', { colour: 'red' }, 'colour'],
    ['two holders of one seat at once', { zones: [{ ...east, specific: [term('zhang'), term('li')] }] }, 'zones[0].specific[1]'],
    ['somebody who is not among the people', { zones: [{ ...east, supervising: [term('nobody')] }] }, 'zones[0].supervising[0].person'],
    ['a zone in no grid', { zones: [{ ...east, grid: 'nowhere' }] }, 'zones[0].grid'],
    ['a date that does not exist', { absences: [{ person: 'li', from: '2026-02-30', to: '2026-03-02' }] }, 'absences[0].from'],
    ['one code for two zones', { zones: [east, east] }, 'zones[1]'],
  ])('is refused for %s, naming the place, and nothing changes', async (_, changes, place) => {
    const before = await ledger.rows('select max(version) from organisation');
    const { status, body } = await call('zhao', 'PUT', '/api/organisation', { ...anOrganisation(), ...changes });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(place);
    expect(await ledger.rows('select max(version) from organisation')).toEqual(before);
  });

  it('is refused, naming the line, when it is no YAML', async () => {
    const { status, body } = await call('zhao', 'PUT', '/api/organisation', 'bureau:\n  name: "a\n', yaml);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('line')]);
  });
});

describe('the policy as a document', () => {
  it('is put as the next version; a running hazard keeps its own', async () => {
    const { body: before } = await call('qian', 'POST', '/api/hazards', { zone: 'east', ...seen });
    const { body: policies } = await call('zhao', 'GET', '/api/policies');
    const { version: _, ...policy } = policies.items[0] as { version: number; ladders: Record<string, { limit: unknown }> };
    const quick = {
      ...policy,
      name: '三日内整改',
      ladders: { ...policy.ladders, 'hazard.rectify.general': { ...policy.ladders['hazard.rectify.general'], limit: { workdays: 3 } } },
    };
    expect(await call('zhang', 'POST', '/api/policies', quick)).toMatchObject({ status: 403 });
    expect(await call('zhao', 'POST', '/api/policies', quick)).toMatchObject({ status: 201, body: { version: 2 } });
    const { body: after } = await call('qian', 'POST', '/api/hazards', { zone: 'east', ...seen });
    const due = async (id: string) =>
      ((await call('qian', 'GET', `/api/hazards/${id}`)).body as unknown as { owes: { dueAt: string } }).owes.dueAt;
    expect((await due(before.id)) > (await due(after.id))).toBe(true);
  });

  it.each([
    [
      'a share beyond the whole',
      { rungs: [{ key: 'half-way', nature: 'reminder', when: { fraction: 2 }, tells: ['specific'] }] },
      'rungs[0].when.fraction',
    ],
    ['a ladder without an escalation', { rungs: [{ key: 'a', nature: 'reminder', when: { fraction: 0.5 }, tells: [] }] }, 'NO_ESCALATION'],
    ['no time at all', { limit: { workdays: 0 } }, '.limit'],
    [
      'a post that nobody knows',
      { rungs: [{ key: 'a', nature: 'escalation', level: 1, when: { afterDue: { workdays: 0 } }, tells: ['mayor'] }] },
      'tells[0]',
    ],
  ])('is refused for %s, naming the place', async (_, changes, place) => {
    const { body: policies } = await call('zhao', 'GET', '/api/policies');
    const { version: _version, ...policy } = policies.items[0] as { version: number; ladders: Record<string, object> };
    const ladders = { ...policy.ladders, 'hazard.assign': { ...policy.ladders['hazard.assign'], ...changes } };
    const { status, body } = await call('zhao', 'POST', '/api/policies', { ...policy, ladders }, { 'accept-language': 'en' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(place === 'NO_ESCALATION' ? 'at least one escalation' : place);
  });
});

describe('for whoever runs it', () => {
  it('says of each dependency whether it can be reached', async () => {
    expect(await call(null, 'GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await call(null, 'GET', '/readyz')).toMatchObject({
      status: 200,
      body: { postgres: { status: 'ok', since: expect.any(String) } },
    });
  });

  it('gives Prometheus figures without a name in them', async () => {
    const { body } = await call(null, 'GET', '/metrics');
    expect(body).toContain('safety_grid_open_cases{kind="hazard",stage="rectifying"');
    expect(body).toContain('safety_grid_request_seconds_bucket');
    expect(body).not.toContain('张建国');
  });

  it('describes itself, page and document, without a word from outside', async () => {
    const { body: document } = await call(null, 'GET', '/api/openapi.json');
    expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/api/hazards': { post: {} } } });
    const { body: page } = await call(null, 'GET', '/api/docs');
    expect(page).toContain('/api/docs/swagger-ui-bundle.js');
    expect(page).not.toMatch(/https?:\/\//);
    expect((await call(null, 'GET', '/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  it('shuts out whoever guesses passwords, and only after several tries', async () => {
    const guess = () => call(null, 'POST', '/api/session', { username: 'zhang', password: 'guess' });
    for (let tries = 0; tries < 5; tries += 1) expect((await guess()).status).toBe(401);
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_TRIES' } });
  });
});
