import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import { addDays, dateIn, instantFromMs } from '../../domain/time/instant.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
beforeAll(async () => {
  bureau = await aBureau({ ...defaultPolicy, ordinaryNotices: 'anyTime' });
  api = await anApi(bureau.ledger, ['qian', 'zhang', 'zhao', 'sun', 'li', 'root']);
  await bureau.ledger.rows(`update account set person = null, role = 'administrator' where username = 'root'`);
});
afterAll(async () => {
  await api?.close();
  await bureau?.close();
});

const today = () => dateIn(instantFromMs(Date.now()));
const inView = (version: number | undefined) => (version === undefined ? {} : { 'if-match': `"${version}"` });
const preview = (as: string, command: object, version?: number) =>
  api.call(as, 'POST', '/api/organisation/commands/preview', command, inView(version));
const gives = (as: string, command: object, { version, reason }: { version?: number; reason?: string } = {}) =>
  api.call(as, 'POST', `/api/organisation/commands${reason ? `?reason=${encodeURIComponent(reason)}` : ''}`, command, inView(version));
type Previewed = {
  version: number;
  isSame: boolean;
  steps: { isNow: boolean; handovers: { cases: number; from: { id: string }; to: { id: string } }[]; told: { person: { id: string } }[] }[];
  cases: { number: string }[] | null;
  placards: { code: string }[];
};
const previewed = async (as: string, command: object) => (await preview(as, command)).body as unknown as Previewed;
const versionNow = async () => Number((await bureau.ledger.rows('select max(version) as version from organisation'))[0]?.version);
const appoint = { type: 'AppointHolder', post: 'specific', scope: 'east', person: 'sun' };

describe('the organisation', () => {
  it('is changed and previewed by the office and administrators, and by nobody else; a preview changes nothing', async () => {
    const before = await versionNow();
    for (const as of ['zhang', 'qian', 'li'])
      for (const ask of [preview, gives]) expect(await ask(as, appoint)).toMatchObject({ status: 403, body: { code: 'OFFICE_ONLY' } });
    expect((await preview('zhao', appoint)).status).toBe(200);
    expect((await preview('root', appoint)).body).toMatchObject({ cases: null });
    expect(await versionNow()).toBe(before);
  });

  it('previewed and changed: the new holder gets the task by mail, the old one may act no more', { timeout: 120_000 }, async () => {
    const report = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
    const { body: hazard } = await api.call('qian', 'POST', '/api/hazards', report);
    const foreseen = await previewed('zhao', appoint);
    expect(foreseen).toMatchObject({
      isSame: false,
      steps: [{ isNow: true, handovers: [{ cases: 1, from: { id: 'zhang' }, to: { id: 'sun' } }], told: [{ person: { id: 'sun' } }] }],
      cases: [{ number: hazard.number }],
      placards: [{ code: 'east' }],
    });
    const answer = await gives('zhao', appoint, { version: foreseen.version, reason: '青建任〔2026〕12号' });
    expect(answer).toMatchObject({ status: 200, body: { version: foreseen.version + 1 } });
    const mails = await bureau.mailTo('sun@example.com', 1);
    expect(mails[0]?.subject).toContain(`（${hazard.number}）`);
    expect(mails[0]?.subject).toContain('【移交】');
    const zone = (await api.call('li', 'GET', '/api/zones/east')).body as unknown as { seats: { post: string; terms: unknown[] }[] };
    expect(zone.seats.find(({ post }) => post === 'specific')?.terms).toMatchObject([
      { person: { id: 'sun' }, to: null },
      { person: { id: 'zhang' } },
    ]);
    const acknowledge = (as: string) => api.call(as, 'POST', `/api/hazards/${hazard.id}/commands`, { type: 'Acknowledge' });
    expect([(await acknowledge('zhang')).status, (await acknowledge('sun')).status]).toEqual([403, 200]);
    expect((await api.call('zhao', 'GET', '/api/audit?action=organisationChanged')).body.items[0]).toMatchObject({
      actor: { name: '赵敏' },
      detail: { command: 'AppointHolder', reason: '青建任〔2026〕12号' },
    });
  });

  it('in view of an older version is refused in words, whoever was first, and stays as that one left it', async () => {
    const seen = (await previewed('zhao', { ...appoint, person: 'zhang' })).version;
    expect((await gives('sun', { type: 'CorrectZone', zone: 'west', name: '城西片区', keyUnits: [] }, { version: seen })).status).toBe(200);
    const late = await gives('zhao', { ...appoint, person: 'zhang' }, { version: seen });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'ORGANISATION_MOVED', detail: expect.stringMatching(/^组织机构已由孙立于.+改过/) },
    });
    const document = (await api.call('zhao', 'GET', '/api/organisation')).body as unknown as { zones: { name: string }[] };
    expect(document.zones.map(({ name }) => name)).toEqual(['城东责任区', '城西片区']);
    expect((await gives('zhao', { ...appoint, person: 'zhang' }, { version: seen + 1 })).status).toBe(200);
  });

  it('places a zone, which whoever reports finds by where he stands', async () => {
    const positions = [{ latitude: 36.0671, longitude: 120.3826 }];
    const place = { type: 'CorrectZone', zone: 'west', name: '城西责任区', keyUnits: [] };
    const { version } = await previewed('zhao', { ...place, positions });
    expect((await gives('zhao', { ...place, positions }, { version })).status).toBe(200);
    const zones = (await api.call('li', 'GET', '/api/zones')).body as unknown as { items: { code: string; positions: unknown }[] };
    expect(zones.items.map(({ code, positions: points }) => [code, points])).toEqual([
      ['east', []],
      ['west', positions],
    ]);
    expect((await preview('zhao', { ...place, positions: [{ latitude: 120.3826, longitude: 36.0671 }] })).body).toMatchObject({
      fields: [{ field: 'positions[0].latitude' }],
    });
  });

  it('is not even previewed in view of an older version than there is, unless it would change nothing', async () => {
    const read = await versionNow();
    const vacate = { type: 'VacateSeat', post: 'supervising', scope: 'west' };
    expect((await preview('zhao', vacate, read)).body).toMatchObject({ version: read, inViewOf: read });
    expect((await gives('sun', { type: 'CorrectZone', zone: 'west', name: '城西责任片', keyUnits: [] })).status).toBe(200);
    expect(await preview('zhao', vacate, read)).toMatchObject({
      status: 409,
      body: { code: 'ORGANISATION_MOVED', detail: expect.stringMatching(/^组织机构已由孙立于.+改过.+请按最新内容重新预览影响后再保存/) },
    });
    expect((await preview('zhao', vacate, read + 1)).body).toMatchObject({ version: read + 1, inViewOf: read + 1 });
    expect((await preview('zhao', { ...appoint, person: 'zhang' }, read)).body).toMatchObject({ isSame: true });
    expect((await preview('zhao', vacate)).body).toMatchObject({ inViewOf: null });
  });

  it('an absence ends on a day that the document can say, else it is refused by its field', async () => {
    const away = (until: string) => ({ type: 'RecordAbsence', person: 'li', from: today(), until, acting: null });
    for (const ask of [preview, gives])
      expect((await ask('zhao', away('9999-12-31'))).body).toMatchObject({
        fields: [{ field: 'until', message: expect.stringContaining('不晚于9999年12月30日') }],
      });
    expect((await gives('zhao', away('9999-12-30'))).status).toBe(200);
    const { body: file } = await api.call('zhao', 'GET', '/api/organisation?as=yaml');
    const again = await api.call('zhao', 'POST', '/api/organisation/preview', file, { 'content-type': 'application/yaml' });
    expect(again).toMatchObject({ status: 200, body: { isSame: true } });
    const beyond = { ...anOrganisation(), absences: [{ person: 'li', from: '2026-09-01', to: '9999-12-31T23:00:00Z' }] };
    expect((await api.call('zhao', 'POST', '/api/organisation/preview', beyond)).body).toMatchObject({
      fields: [{ field: 'absences[0].to' }],
    });
  });

  it('is refused by the field of the command, in the reader’s language', async () => {
    expect((await gives('zhao', { ...appoint, from: addDays(today(), -1) })).body).toMatchObject({
      fields: [{ field: 'from', message: expect.stringContaining('生效日期不能早于今天') }],
    });
    expect((await preview('zhao', { ...appoint, person: 'nobody' })).body).toMatchObject({ fields: [{ field: 'person' }] });
  });
});

describe('people', () => {
  type Person = { id: string; email: string | null; isAway: boolean; until: string | null; seats: unknown[]; absences: { from: string }[] };
  const people = async (as: string) => (await api.call(as, 'GET', '/api/organisation/people')).body.items as Person[];
  const person = async (id: string) => (await people('zhao')).find((each) => each.id === id);

  it('are shown to everybody, how they are reached to whoever needs it', async () => {
    const emails = async (as: string) => (await people(as)).map(({ email }) => email);
    expect(new Set(await emails('qian'))).toEqual(new Set([null]));
    expect(await emails('zhao')).toContain('zhang@example.com');
  });

  it('are added, corrected, go away, come back and leave', async () => {
    const facts = { name: '吴静怡', email: null, phone: null, unit: null, language: 'zh' };
    expect((await gives('zhao', { type: 'AddPerson', id: 'wu', facts })).status).toBe(200);
    expect((await gives('zhao', { type: 'CorrectPerson', person: 'wu', correction: { email: 'wu@example.com' } })).status).toBe(200);
    const away = { type: 'RecordAbsence', person: 'qian', from: today(), until: addDays(today(), 3), acting: 'wu' };
    expect((await gives('zhao', away)).status).toBe(200);
    const qian = await person('qian');
    expect([qian?.isAway, (await person('wu'))?.email]).toEqual([true, 'wu@example.com']);
    expect((await gives('zhao', { type: 'EndAbsence', person: 'qian', from: qian?.absences[0]?.from })).status).toBe(200);
    expect((await person('qian'))?.isAway).toBe(false);
    expect((await gives('zhao', { type: 'EndService', person: 'qian' })).status).toBe(200);
    expect(await person('qian')).toMatchObject({ seats: [], until: expect.any(String) });
    expect((await api.call('qian', 'GET', '/api/tasks')).status).toBe(403);
  });
});

describe('the whole document', () => {
  const yaml = { 'content-type': 'application/yaml' };

  it('comes as a file, and goes in again with a preview of the same effects', async () => {
    const file = await api.call('zhao', 'GET', '/api/organisation?as=yaml');
    expect(file.headers.get('content-disposition')).toMatch(/attachment; filename="organisation-.+\.yaml"/);
    const text = file.body as unknown as string;
    expect((await api.call('zhao', 'POST', '/api/organisation/preview', text, yaml)).body).toMatchObject({ isSame: true, steps: [] });
    const json = await api.call('zhao', 'GET', '/api/organisation?as=json');
    // A JSON file is YAML as well.
    const same = await api.call('zhao', 'POST', '/api/organisation/preview', JSON.stringify(json.body, null, 2), yaml);
    expect(same.body).toMatchObject({ isSame: true });
  });

  it('says of which version it is, and does not go in again once somebody has changed another', async () => {
    const text = (await api.call('zhao', 'GET', '/api/organisation?as=yaml')).body as unknown as string;
    const read = await versionNow();
    expect(text.startsWith(`version: ${read}\n`)).toBe(true);
    const edited = text.replace('name: 城东责任区', 'name: 城东片区');
    const previews = (file: string) => api.call('zhao', 'POST', '/api/organisation/preview', file, yaml);
    expect((await previews(edited)).body).toMatchObject({ version: read, inViewOf: read, isSame: false });
    expect((await gives('sun', { type: 'CorrectPerson', person: 'li', correction: { phone: '13900000000' } })).status).toBe(200);
    const moved = { status: 409, body: { code: 'ORGANISATION_MOVED' } };
    expect(await previews(edited)).toMatchObject(moved);
    for (const header of [{}, inView(read), inView(read + 1)])
      expect(await api.call('zhao', 'PUT', '/api/organisation', edited, { ...yaml, ...header })).toMatchObject(moved);
    const rebased = edited.replace(`version: ${read}\n`, `version: ${read + 1}\n`);
    expect(await api.call('zhao', 'PUT', '/api/organisation', rebased, { ...yaml, ...inView(read) })).toMatchObject(moved);
    const { body } = await api.call('zhao', 'PUT', '/api/organisation', rebased, yaml);
    expect(body).toEqual({ version: read + 2 });
    // Sent again because the answer was lost.
    expect((await api.call('zhao', 'PUT', '/api/organisation', rebased, yaml)).body).toEqual({ version: read + 2 });
    expect((await previews(text.replace(/^version: .+\n/, ''))).body).toMatchObject({ inViewOf: null });
  });

  it('is refused with the line on which each fault stands', async () => {
    const east = { ...anOrganisation().zones[0], specific: [term('zhang'), term('nobody')] };
    const text = stringify({ ...anOrganisation(), zones: [east], people: [{ id: 'zhang', name: '' }] });
    const lines = text.split('\n');
    const { status, body } = await api.call('zhao', 'POST', '/api/organisation/preview', text, yaml);
    const empty = lines.findIndex((line) => line.includes('name: ""')) + 1;
    expect([status, body]).toMatchObject([422, { fields: [{ field: 'people[0].name', line: empty }] }]);
    const named = text.replace('name: ""', 'name: 张建国');
    const stranger = named.split('\n').findIndex((line) => line.includes('person: nobody')) + 1;
    const { body: refused } = await api.call('zhao', 'PUT', '/api/organisation', named, yaml);
    expect(refused).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ field: 'zones[0].specific[1].person', line: stranger })]),
    });
  });
});
