import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateIn, instantFromMs, plusMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { noPicture } from '../support/given.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let api: Awaited<ReturnType<typeof anApi>>;

const seen = { zone: 'east', title: '脚手架连墙件缺失', description: '3号楼北侧二层缺失两处' };
const today = dateIn(instantFromMs(Date.now()));

/** East belongs to 张建国, north to 周强; west has nobody. */
beforeAll(async () => {
  ledger = await aLedger();
  const { zones, people, ...rest } = anOrganisation();
  const zhou = { id: 'zhou', name: '周强', email: 'zhou@example.com', phone: null, unit: null, language: 'zh' as const };
  const north = { code: 'north', name: '城北责任区', grid: 'bureau', supervising: [term('li')], specific: [term('zhou')] };
  await ledger.puts({ ...rest, zones: [...zones, north], people: [...people, zhou] }, '2026-01-05 09:00');
  api = await anApi(ledger, ['qian', 'zhang', 'zhou', 'zhao', 'li']);
});
afterAll(async () => {
  await api.close();
  await ledger.close();
});

const reports = async (changes: object = {}) => (await api.call('qian', 'POST', '/api/hazards', { ...seen, ...changes })).body;
const gives = (as: string, id: string, type: string, words: object = {}) =>
  api.call(as, 'POST', `/api/hazards/${id}/commands`, { type, ...words });
const hazard = async (id: string, as = 'zhao') => (await api.call(as, 'GET', `/api/hazards/${id}`)).body;
const toldAbout = async (id: string) => {
  const { notices } = (await hazard(id)) as unknown as { notices: { person: { id: string }; kind: string }[] };
  return notices.map(({ person, kind }) => `${person.id} ${kind}`);
};

describe('a hazard in the wrong zone, over HTTP', () => {
  it('is returned, assigned again and reassigned; each person hears what concerns him', async () => {
    const { id } = await reports();
    const returned = await gives('zhang', id, 'ReturnToOffice', { reason: '不在本责任区' });
    expect(returned).toMatchObject({ status: 200, body: { stage: 'reported', owes: { post: 'office' } } });
    await gives('zhao', id, 'AssignHazard', { zone: 'east' });
    const reassigned = await gives('zhao', id, 'ReassignHazard', { zone: 'north', reason: '属城北责任区' });
    expect(reassigned.body).toMatchObject({ stage: 'rectifying', zone: { code: 'north' }, owes: { person: { name: '周强' } } });
    expect(await toldAbout(id)).toEqual(['zhang task', 'zhao returned', 'zhang task', 'zhang reassigned', 'zhou task']);
    expect(await gives('zhang', id, 'RectifyHazard', { measures: '已补齐', ...noPicture })).toMatchObject({
      status: 403,
      body: { code: 'NOT_YOURS' },
    });
    expect(await hazard(id)).toMatchObject({ steps: [{ state: 'done' }, { state: 'done', by: { id: 'zhao' } }, { state: 'now' }, {}, {}] });
  });
});

describe('a hazard that somebody presses for', () => {
  it('is pressed for once an hour, and anybody may comment', async () => {
    const { id } = await reports();
    expect(await gives('li', id, 'ChaseHazard', { words: '请本周内完成' })).toMatchObject({ status: 200 });
    expect(await gives('li', id, 'ChaseHazard')).toMatchObject({ status: 409, body: { code: 'CHASED_LATELY' } });
    const { body: seen } = await api.call('li', 'GET', `/api/hazards/${id}`);
    const pressedAt = (seen.timeline as { command: string; at: string }[]).find(({ command }) => command === 'ChaseHazard')?.at ?? '';
    expect((seen as unknown as { pressableAt: string | null }).pressableAt).toBe(plusMs(pressedAt as Instant, 3_600_000));
    expect(await hazard(id)).toMatchObject({ pressableAt: null });
    expect(await gives('qian', id, 'ChaseHazard')).toMatchObject({ status: 403, body: { code: 'MAY_NOT_CHASE' } });
    expect(await gives('qian', id, 'CommentOnHazard', { text: '现场已拍照' })).toMatchObject({ status: 200 });
    expect(await toldAbout(id)).toEqual(['zhang task', 'zhang chase', 'zhang commented']);
    expect((await hazard(id)).timeline.map(({ command }) => command)).toEqual(['ReportHazard', 'ChaseHazard', 'CommentOnHazard']);
  });
});

describe('a major hazard, over HTTP', () => {
  const plan = { measures: '回填反压', responsible: '项目经理', fundsYuan: 120_000, dueOn: addDays(today, 7), contingencyPlan: '人员撤离' };

  it('names its criterion, is rectified by its plan, closed, and looked at again', async () => {
    const { body: listed } = await api.call('qian', 'GET', '/api/criteria');
    const [{ code }] = listed.items as [{ code: string }];
    const major = { ...seen, class: 'major' };
    expect(await api.call('qian', 'POST', '/api/hazards', major)).toMatchObject({ status: 422, body: { code: 'CRITERION_REQUIRED' } });
    expect(await api.call('qian', 'POST', '/api/hazards', { ...major, criterion: 'x' })).toMatchObject({
      body: { code: 'CRITERION_UNKNOWN' },
    });
    const { id } = await reports({ class: 'major', criterion: code });
    expect(await hazard(id)).toMatchObject({ criterion: { code, isConfirmed: false }, plan: null, recheck: null });

    expect(await gives('zhang', id, 'RectifyHazard', { measures: '已回填', ...noPicture })).toMatchObject({
      status: 409,
      body: { code: 'PLAN_REQUIRED' },
    });
    expect(await gives('zhang', id, 'SubmitPlan', plan)).toMatchObject({ status: 200 });
    await gives('zhao', id, 'RecordStopWorkAdvice', { on: today, text: '建议3号楼停工' });
    await gives('zhang', id, 'RecordPublicity', { on: today, text: '班前会通报' });
    await gives('zhang', id, 'RectifyHazard', { measures: '已回填', ...noPicture });
    expect((await gives('zhao', id, 'VerifyHazard', { passed: true })).body).toMatchObject({ stage: 'closed' });

    const closed = (await hazard(id)) as unknown as { recheck: { id: string } };
    expect(closed).toMatchObject({
      plan,
      stopWorkAdvice: [{ on: today, by: { id: 'zhao' } }],
      publicity: [{ on: today, by: { id: 'zhang' } }],
      recheck: { kind: 'recheck', partOf: id, stage: 'rechecking', owes: { post: 'office' }, recorded: null, mayRecord: true },
    });
    expect(await hazard(id, 'zhang')).toMatchObject({ recheck: { mayRecord: false } });
    const path = `/api/rechecks/${closed.recheck.id}/commands`;
    expect(await api.call('zhao', 'POST', path, { type: 'RecordRecheck', sound: false })).toMatchObject({ status: 422 });
    const unsound = { type: 'RecordRecheck', sound: false, note: '又见超挖' };
    expect(await api.call('zhao', 'POST', path, unsound)).toMatchObject({ status: 200, body: { stage: 'unsound', owes: null } });
    expect(await hazard(id)).toMatchObject({
      recheck: { recorded: { sound: false, note: '又见超挖', by: { id: 'zhao' } }, mayRecord: false },
    });
    const told = await ledger.rows('select person, kind from notice where case_id = $1 order by id', closed.recheck.id);
    expect(told.map(({ person, kind }) => `${person} ${kind}`)).toEqual(['zhao task', 'zhao unsound']);
  });

  it('may prove to be one only later, or none at all', async () => {
    const { id } = await reports();
    const { body: listed } = await api.call('qian', 'GET', `/api/criteria?on=${today}`);
    const [{ code }] = listed.items as [{ code: string }];
    const to = (words: object) => gives('zhao', id, 'ReclassifyHazard', { reason: '经复核', ...words });
    expect((await to({ class: 'major', criterion: code })).body).toMatchObject({ class: 'major', owes: { duty: 'hazard.rectify.major' } });
    expect(await toldAbout(id)).toEqual(['zhang task', 'zhang reclassified', 'li toldOnOpening', 'wang toldOnOpening']);
    expect((await to({ class: 'general', mode: 'immediate' })).body).toMatchObject({ owes: { duty: 'hazard.rectify.immediate' } });
    expect(await to({ class: 'general', mode: 'immediate' })).toMatchObject({ status: 422, body: { code: 'SAME_CLASS' } });
    expect((await api.call('qian', 'GET', '/api/criteria?on=2020-01-01')).body).toMatchObject({ items: [] });
  });
});

describe('a duplicate, over HTTP', () => {
  it('is merged and taken back; each of the two shows the other', async () => {
    const [original, duplicate] = [await reports(), await reports({ zone: 'north' })];
    const merged = await gives('zhao', duplicate.id, 'MergeHazard', { into: original.id, reason: '同一处' });
    expect(merged).toMatchObject({ status: 200, body: { stage: 'merged', owes: null } });
    expect(await hazard(duplicate.id)).toMatchObject({ mergedInto: { id: original.id, number: original.number } });
    expect(await hazard(original.id)).toMatchObject({ duplicates: [{ id: duplicate.id, number: duplicate.number }] });
    expect(await toldAbout(original.id)).toEqual(['zhang task', 'zhang merged', 'zhou merged']);
    expect(await hazard(duplicate.id)).toMatchObject({ commands: ['UnmergeHazard', 'CommentOnHazard'] });
    const unmerged = await gives('zhao', duplicate.id, 'UnmergeHazard', { reason: '并非同一处' });
    expect(unmerged.body).toMatchObject({ stage: 'rectifying', owes: { person: { id: 'zhou' } } });
    expect(await hazard(original.id)).toMatchObject({ duplicates: [] });
    expect(await gives('zhao', duplicate.id, 'MergeHazard', { into: duplicate.id, reason: '同一处' })).toMatchObject({ status: 422 });
  });
});
