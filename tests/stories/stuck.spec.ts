import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookBothWays } from '../../activities/reconcile.ts';
import { watchEngine } from '../../api/engine-watch.ts';
import { defaultPolicy } from '../../domain/escalation/default-policy.ts';
import type { Policy } from '../../domain/escalation/policy.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { StuckKind } from '../../domain/stuck/why-stuck.ts';
import { addDays, dateIn, instantFromMs, yearOf } from '../../domain/time/instant.ts';
import { statutoryDays } from '../../domain/time/statutory-days.ts';
import { deciders } from '../../ledger/deciders.ts';
import { transact } from '../../ledger/transact.ts';
import { policyInSeconds } from '../../stack/example-bureau.ts';
import { bellId, movedSignalName } from '../../workflows/contract.ts';
import { aBureau } from '../support/a-bureau.ts';
import { anOrganisation, term } from '../support/a-ledger.ts';
import { anApi } from '../support/an-api.ts';
import { noPicture } from '../support/given.ts';
import { until } from '../support/until.ts';

// Seconds where something has to climb, the bureau's own days where nothing may meanwhile.
const policy: Policy = {
  ...policyInSeconds,
  ladders: { ...policyInSeconds.ladders, 'hazard.verify.general': defaultPolicy.ladders['hazard.verify.general'] },
};

let bureau: Awaited<ReturnType<typeof aBureau>>;
let api: Awaited<ReturnType<typeof anApi>>;
let connection: Connection;
let temporal: Client;
let organisation: Organisation = anOrganisation({ west: [term('qian')] });
beforeAll(async () => {
  bureau = await aBureau(policy);
  api = await anApi(bureau.ledger, ['zhao', 'zhang', 'qian']);
  connection = await Connection.connect({ address: bureau.temporalAddress });
  temporal = new Client({ connection });
});
afterAll(async () => {
  await connection.close();
  await api.close();
  await bureau.close();
});

type Action = { type: string; method: string; path: string; given: Record<string, string>; fill: string[] };
type Item = {
  id: string;
  stuck: StuckKind;
  why: { zh: string; en: string };
  reasons: { kind: StuckKind }[];
  next: { at: string } | null;
  actions: Action[];
};
type Board = { items: Item[]; counts: Record<string, number>; engine: { clocks: { missing: string[] } | null } };

const now = () => instantFromMs(Date.now());
const ago = (hours: number) => instantFromMs(Date.now() - hours * 3_600_000);
const board = async (query = '') => (await api.call('zhao', 'GET', `/api/stuck?pageSize=100${query}`)).body as unknown as Board;
const itemOf = async (id: string) => (await board()).items.find((item) => item.id === id);
const kindsOf = async (id: string) => (await itemOf(id))?.reasons.map(({ kind }) => kind) ?? [];
/** Waits until the case is stuck for that reason. */
async function stuckFor(id: string, kind: StuckKind): Promise<Item> {
  await until(async () => (await kindsOf(id)).includes(kind));
  const { items } = await board(`&kind=${kind}`);
  const item = items.find((each) => each.id === id);
  if (!item) throw new Error(`${id} is not shown among ${kind}`);
  return item;
}
const isFree = (id: string, kind: StuckKind) => until(async () => !(await kindsOf(id)).includes(kind));
/** Sends the action as the board gives it, with what has still to be filled in. */
async function sends(item: Item, type: string, filled: object = {}) {
  const action = item.actions.find((each) => each.type === type);
  if (!action) throw new Error(`the board offers no ${type}`);
  expect(Object.keys(filled)).toEqual(expect.arrayContaining(action.fill));
  expect(await api.call('zhao', action.method, action.path, { type, ...action.given, ...filled })).toMatchObject({ status: 200 });
}
async function puts(changes: Parameters<typeof anOrganisation>[0]) {
  organisation = anOrganisation({ west: [term('qian')], ...changes });
  expect(await api.call('zhao', 'PUT', '/api/organisation', organisation)).toMatchObject({ status: 200 });
}
const major = { class: 'major', criterion: 'mohurd-2024-5' } as const;
const clockOf = (id: string) => temporal.workflow.getHandle(`hazard/${id}`);
const runs = async (id: string) =>
  clockOf(id)
    .describe()
    .then(({ status }) => status.name === 'RUNNING')
    .catch(() => false);
const ringsTheBell = () => temporal.schedule.getHandle(bellId).trigger();

describe('people who do not act', () => {
  it('overdue, then at the top of the ladder: named with what comes next; free once it is done', async () => {
    const { caseId } = await bureau.ledger.reports(now());
    const overdue = await stuckFor(caseId, 'overdue');
    expect(overdue.why.zh).toMatch(/^等待张建国提交整改结果，今天已超期/);
    const top = await stuckFor(caseId, 'topOfLadder');
    expect(top).toMatchObject({ next: null, why: { zh: expect.stringContaining('此后不再自动提醒或升级') } });
    await sends(top, 'ChaseCase', { words: '' });
    await bureau.ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await isFree(caseId, 'overdue');
  });

  it('a case of another kind is pressed for alike', async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await bureau.ledger.act(caseId, now(), {
      type: 'RequestSuspension',
      by: 'zhang',
      review: addDays(dateIn(now()), 20),
      reason: '停工待拆迁',
    });
    const [request] = await bureau.ledger.rows('select id from cases where part_of = $1', caseId);
    const item = await stuckFor(request.id, 'overdue');
    expect(item.why.zh).toMatch(/^等待李明远决定申请，今天已超期/);
    await sends(item, 'ChaseCase', { words: '请今天决定' });
    const { items } = (await api.call('zhao', 'GET', `/api/notices?case=${request.id}`)).body as unknown as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toContain('chase');
  });

  it('a suspension past its review: free once the office resumes it', async () => {
    const { caseId } = await bureau.ledger.reports(ago(24 * 20));
    await bureau.ledger.act(caseId, ago(24 * 20), {
      type: 'RequestSuspension',
      by: 'zhang',
      review: addDays(dateIn(now()), -10),
      reason: '停工待拆迁',
    });
    const [request] = await bureau.ledger.rows('select id from cases where part_of = $1', caseId);
    const command: { type: string } = { type: 'DecideRequest', by: 'li', granted: true, reason: '' } as { type: string };
    const act = { caseId: request.id, commandId: 'granted', actor: { person: 'li' }, at: ago(24 * 20), command };
    expect(await transact(bureau.ledger, deciders.request, act)).toMatchObject({ outcome: 'accepted' });
    const item = await stuckFor(caseId, 'suspendedPastReview');
    expect(item.why.zh).toMatch(/^挂账应于.+前复核，已超期\d+个工作日仍未复核，整改计时一直暂停。/);
    await sends(item, 'ResumeHazard', { reason: '拆迁已经完成，恢复整改' });
    await isFree(caseId, 'suspendedPastReview');
  });
});

describe('seats in which nobody acts', () => {
  it('vacant: the vacancy and what waits for the seat; free once somebody is named from the board', async () => {
    const { caseId } = await bureau.ledger.reports(now(), { zone: 'west', changes: major });
    await puts({ west: [{ ...term('qian'), to: now() }] });
    const item = await stuckFor(caseId, 'vacantSeat');
    expect(item.why.zh).toMatch(/^城西责任区的具体责任人自.+起空缺，本事项（提交重大隐患整改结果）暂由办公室接收/);
    const vacancy = (await board('&kind=vacantSeat')).items.find(({ id }) => id !== caseId);
    expect(vacancy?.why.zh).toMatch(/^城西责任区自.+起没有具体责任人，1项待办暂由办公室接收。请任命责任人。$/);
    expect(vacancy?.next).not.toBeNull();
    await sends(item, 'NameHolder', { person: 'sun' });
    await isFree(caseId, 'vacantSeat');
    expect(await board()).toMatchObject({ counts: { vacantSeat: 0 } });
  });

  it('the same person named twice is named once; a zone that is none, or somebody who is not away, is refused by its field', async () => {
    await puts({ west: [{ ...term('qian'), to: now() }] });
    const names = (body: object) => api.call('zhao', 'POST', '/api/organisation/commands', body);
    const sun = { type: 'NameHolder', post: 'specific', scope: 'west', person: 'sun' };
    const [first, second] = [await names(sun), await names(sun)];
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(await names({ ...sun, scope: 'nowhere' })).toMatchObject({ status: 422, body: { fields: [{ field: 'scope' }] } });
    expect(await names({ type: 'NameActing', person: 'sun', acting: 'zhao' })).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'person' }] },
    });
    expect(await names({ ...sun, person: 'zhang' })).toMatchObject({ status: 422 });
  });

  it('away without an acting person: free once one is named from the board', async () => {
    await puts({ absences: [{ person: 'zhang', from: ago(1), to: instantFromMs(Date.now() + 60 * 86_400_000), acting: null }] });
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    const item = await stuckFor(caseId, 'absentWithoutActing');
    expect(item.why.zh).toMatch(/^张建国请假至.+，未指定代理人，本事项（提交重大隐患整改结果）.+到期。请指定代理人/);
    await sends(item, 'NameActing', { acting: 'sun' });
    await isFree(caseId, 'absentWithoutActing');
    await puts({});
  });
});

describe('notices that do not reach whoever owes', () => {
  it('refused by the mail server: free once it was sent again, or somebody was reached', async () => {
    bureau.mailServerRefuses(550, '5.1.1 no such mailbox', 'zhang@example.com');
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    const item = await stuckFor(caseId, 'undelivered');
    expect(item.why.zh).toMatch(/^发给张建国的通知1次未送达（邮箱拒收：地址不存在）。/);
    await sends(item, 'ResendNotices');
    expect(await bureau.ledger.rows(`select actor, detail from audit where action = 'noticesResent' and case_id = $1`, caseId)).toEqual([
      { actor: 'zhao', detail: { notices: 1 } },
    ]);
    await until(async () => {
      const told = await bureau.ledger.rows(`select status from notice where case_id = $1 and person = 'zhang'`, caseId);
      return told.length > 0 && told.every(({ status }) => status === 'sent');
    });
    await isFree(caseId, 'undelivered');
  });

  it('urgent, delivered and not opened for hours: free once it is opened', async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await until(
      async () =>
        (await bureau.ledger.rows(`select id from notice where case_id = $1 and person = 'zhang' and status = 'sent'`, caseId)).length > 0,
    );
    expect(await kindsOf(caseId)).toEqual([]);
    // Five hours go by.
    await bureau.ledger.rows(
      `update delivery set sent_at = sent_at - interval '5 hours' where id in (select delivery_id from notice where case_id = $1)`,
      caseId,
    );
    const item = await stuckFor(caseId, 'unread');
    expect(item.why.zh).toMatch(/发给张建国的紧急通知已送达，尚未查看。请电话确认/);
    expect(item.actions[0]?.type).toBe('RecordContact');
    expect(await api.call('zhang', 'GET', `/api/hazards/${caseId}`)).toMatchObject({ status: 200 });
    await isFree(caseId, 'unread');
  });
});

describe('the calendar', () => {
  it('a deadline in a year that is not published: free once the office adopts the year', { timeout: 90_000 }, async () => {
    const year = yearOf(dateIn(now())) + 2;
    const { caseId } = await bureau.ledger.reports(`${year}-03-01T01:00:00.000Z`, { changes: major });
    const item = await stuckFor(caseId, 'provisionalDate');
    expect(item.why.zh).toContain(`${year}年放假调休安排尚未录入`);
    const action = item.actions.find(({ type }) => type === 'PutCalendarYear');
    const document = { source: '示例', daysOff: [...statutoryDays(year)], makeupWorkdays: [] };
    expect(await api.call('zhao', action?.method ?? '', action?.path ?? '', document)).toMatchObject({ status: 200 });
    await isFree(caseId, 'provisionalDate');
  });
});

describe('the engine', () => {
  it('a clock that was lost is armed again by the next bell, said while it is, and free after', { timeout: 120_000 }, async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await until(() => runs(caseId));
    await clockOf(caseId).terminate('by the test');
    await ringsTheBell();
    const item = await stuckFor(caseId, 'lostClock');
    expect(item.why.zh).toContain('计时曾经丢失，已重新设定');
    await until(() => runs(caseId));
    await ringsTheBell();
    await isFree(caseId, 'lostClock');
    const looks = await bureau.ledger.rows(`select found from engine_look where (found->>'rearmed')::int > 0`);
    expect(looks.length).toBeGreaterThan(0);
  });

  it('a clock that was lost runs again at once when the office has it started; of a case that has ended, or is none, nothing is', async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await until(() => runs(caseId));
    await clockOf(caseId).terminate('by the test');
    expect(await runs(caseId)).toBe(false);
    const restarts = (id: string) => api.call('zhao', 'POST', `/api/stuck/${id}/commands`, { type: 'RestartClock' });
    expect(await restarts(caseId)).toMatchObject({ status: 200 });
    await until(() => runs(caseId));
    for (const id of ['00000000-0000-4000-8000-000000000000', 'none']) expect(await restarts(id)).toMatchObject({ status: 404 });
    const resends = await api.call('zhao', 'POST', '/api/stuck/00000000-0000-4000-8000-000000000000/commands', { type: 'ResendNotices' });
    expect(resends).toMatchObject({ status: 404, body: { code: 'CASE_UNKNOWN' } });
  });

  it('a workflow that outlived its case is ended by the next bell', { timeout: 90_000 }, async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await until(() => runs(caseId));
    // As if the news of its end had been lost on the way.
    await bureau.killWorker();
    await bureau.ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture }).then(() => undefined);
    await bureau.ledger.rows(`update cases set finished = true, stage = 'void', due_at = null, alarm_at = null where id = $1`, caseId);
    await bureau.ledger.rows('delete from wake where case_id = $1', caseId);
    await bureau.restartWorker();
    await ringsTheBell();
    await until(async () => !(await runs(caseId)));
  });

  it('a workflow that has still to hear of the end of its case is left to end by itself', { timeout: 120_000 }, async () => {
    const { caseId } = await bureau.ledger.reports(now(), { changes: major });
    await until(() => runs(caseId));
    await bureau.killWorker();
    await bureau.ledger.act(caseId, now(), { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    await bureau.ledger.rows(`update cases set finished = true, stage = 'void', due_at = null, alarm_at = null where id = $1`, caseId);
    await bureau.ledger.rows('delete from wake where case_id = $1', caseId);
    const [{ receipt }] = await bureau.ledger.rows('select receipt from entry where case_id = $1 order by revision desc limit 1', caseId);
    await clockOf(caseId).signal(movedSignalName, { ...receipt, stage: 'void', nextAlarm: null, finished: true });
    const { running } = await lookBothWays(bureau.ledger, temporal, now(), { isWhole: true, progress: () => undefined });
    expect(running).toBeGreaterThan(0);
    expect(await runs(caseId)).toBe(true);
    await bureau.restartWorker();
    await until(async () => (await clockOf(caseId).describe()).status.name === 'COMPLETED');
  });

  it('an activity that keeps failing is named with its case; free once it is healed', { timeout: 240_000 }, async () => {
    const { caseId } = await bureau.ledger.reports(now());
    await until(() => runs(caseId));
    const [{ state }] = await bureau.ledger.rows('select state from cases where id = $1', caseId);
    // A rule that throws: the obligation follows a policy that is not there.
    await bureau.ledger.rows(`update cases set state = jsonb_set(state, '{obligation,duty}', '"nothing.known"') where id = $1`, caseId);
    await until(async () => (await runs(caseId)) && (await attemptsOf(caseId)) >= 3);
    await bureau.ledger.rows(`update cases set alarm_at = now() - interval '90 seconds' where id = $1`, caseId);
    await ringsTheBell();
    await until(async () => (await bureau.ledger.rows('select cause from clock_fault where case_id = $1', caseId)).length > 0);
    await bureau.ledger.rows('update cases set state = $2 where id = $1', caseId, JSON.stringify(state));
    const item = await stuckFor(caseId, 'engineFault');
    expect(item.why.zh).toMatch(/^本事项的计时\d\d:\d\d起反复重试.*，正在自动恢复；办理不受影响，迟到的提醒会补发一次。$/);
    await until(async () => (await attemptsOf(caseId)) === 0);
    await ringsTheBell();
    await isFree(caseId, 'engineFault');
  });

  it('Temporal away: the board says since when, and that it is over', { timeout: 120_000 }, async () => {
    const watch = watchEngine(bureau.ledger, { temporalAddress: bureau.temporalAddress, temporalNamespace: 'default' }, 500);
    await until(async () => (await bureau.ledger.rows(`select part from engine_sign where part = 'temporal'`)).length > 0);
    expect((await board()).engine.clocks).toBeNull();
    await bureau.killTemporal();
    await until(async () => (await board()).engine.clocks?.missing.includes('temporal') ?? false);
    await bureau.restartTemporal();
    await until(async () => (await board()).engine.clocks === null);
    watch.stop();
  });

  it('no worker: the board says since when, until one runs again', { timeout: 90_000 }, async () => {
    await bureau.killWorker();
    // Two minutes go by.
    await bureau.ledger.rows(`update engine_sign set seen_at = now() - interval '2 minutes' where part = 'worker'`);
    expect((await board()).engine.clocks?.missing).toContain('worker');
    await bureau.restartWorker();
    await until(async () => !((await board()).engine.clocks?.missing.includes('worker') ?? false));
  });
});

async function attemptsOf(caseId: string): Promise<number> {
  const { raw } = await clockOf(caseId).describe();
  return Math.max(0, ...(raw.pendingActivities ?? []).map(({ attempt }) => attempt ?? 0));
}
