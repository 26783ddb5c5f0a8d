import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../domain/time/instant.ts';
import { climbCase } from '../../ledger/climb-case.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { tasksOf } from '../../ledger/tasks.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';

const opened = '2026-09-29 09:10';
let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeAll(async () => {
  ledger = await aLedger();
});
afterAll(() => ledger.close());

const noticesOf = (caseId: string) => ledger.rows('select person, kind from notice where case_id = $1 order by id', caseId);

describe('a command', () => {
  it('writes state, entry, notice and wake-up together', async () => {
    const { caseId, number, nextAlarm } = await ledger.reports(opened);
    expect(number).toMatch(/^AQ-2026-\d{5}$/);
    expect(nextAlarm).toEqual({ key: 'acknowledge', at: instantOf('2026-09-30 17:30') });
    expect(await ledger.rows('select stage, revision, duty from cases where id = $1', caseId)).toEqual([
      { stage: 'rectifying', revision: 1, duty: 'hazard.rectify.general' },
    ]);
    expect(await noticesOf(caseId)).toEqual([{ person: 'zhang', kind: 'task' }]);
    expect(await ledger.rows('select revision, finished from wake where case_id = $1', caseId)).toEqual([{ revision: 1, finished: false }]);
  });

  it('given twice is done once and answered alike', async () => {
    const { caseId } = await ledger.reports(opened);
    const command = { type: 'RectifyHazard' as const, by: 'zhang', measures: '已补齐', ...noPicture };
    const first = await ledger.act(caseId, opened, command, { commandId: 'same' });
    const second = await ledger.act(caseId, '2026-09-30 10:00', command, { commandId: 'same' });
    expect(second).toEqual({ ...first, repeated: true });
    expect(await ledger.rows('select count(*)::int as n from entry where case_id = $1', caseId)).toEqual([{ n: 2 }]);
  });

  it('given ten times at once makes one hazard', async () => {
    const caseId = randomUUID();
    const receipts = await Promise.all(Array.from({ length: 10 }, () => ledger.reports(opened, { caseId, commandId: 'report' })));
    expect(new Set(receipts.map(({ number, revision }) => `${number} ${revision}`)).size).toBe(1);
    expect(await noticesOf(caseId)).toHaveLength(1);
  });

  it('given three times at once is done once and answered alike, also when it can be done but once', async () => {
    const { caseId } = await ledger.reports(opened);
    const rectify = () =>
      ledger.act(caseId, opened, { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture }, { commandId: 'click' });
    const receipts = await Promise.all([1, 2, 3].map(rectify));
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(receipts.filter((receipt) => receipt.outcome === 'accepted' && receipt.repeated)).toHaveLength(2);
  });

  it('that says something else under the same id is refused, also when both come at once and each could be done', async () => {
    const { caseId } = await ledger.reports(opened);
    const comments = (words: string) =>
      ledger.act(caseId, opened, { type: 'CommentOnHazard', by: 'zhang', text: words }, { commandId: 'words', said: words });
    const both = await Promise.all(['甲', '乙'].map(comments));
    expect(both.map((receipt) => (receipt.outcome === 'refused' ? receipt.refusal.code : receipt.outcome)).sort()).toEqual([
      'KEY_REUSED',
      'accepted',
    ]);
    const known = both[0]?.outcome === 'accepted' ? '甲' : '乙';
    expect(await comments(known)).toMatchObject({ outcome: 'accepted', repeated: true, revision: 2 });
    expect(await comments(known === '甲' ? '乙' : '甲')).toMatchObject({ refusal: { code: 'KEY_REUSED' } });
    expect(await ledger.rows('select count(*)::int as n from entry where case_id = $1', caseId)).toEqual([{ n: 2 }]);
  });

  it('of two people at once is accepted for one, and the other is told the stage', async () => {
    const { caseId } = await ledger.reports(opened);
    await ledger.act(caseId, opened, { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    const outcomes = await Promise.all(
      ['zhao', 'sun'].map((by) => ledger.act(caseId, opened, { type: 'VerifyHazard', by, passed: true, opinion: '' })),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
  });

  it('in view of an older revision is refused and changes nothing', async () => {
    const { caseId } = await ledger.reports(opened);
    await ledger.act(caseId, opened, { type: 'Acknowledge', by: 'zhang' });
    const refused = await ledger.act(
      caseId,
      opened,
      { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture },
      { expectedRevision: 1 },
    );
    expect(refused).toEqual({ outcome: 'refused', refusal: { code: 'STALE_REVISION', params: { expected: 1, actual: 2 } } });
  });

  it('on an unknown case is refused', async () => {
    expect(await ledger.act(randomUUID(), opened, { type: 'Acknowledge', by: 'zhang' })).toMatchObject({
      refusal: { code: 'CASE_UNKNOWN' },
    });
  });
});

describe('the alarm of a case', () => {
  it('rung twice, or retried after its answer was lost, climbs once', async () => {
    const { caseId } = await ledger.reports(opened);
    const rang = { caseId, revision: 1, alarmAt: '2026-10-09T05:30:00.000Z', now: instantOf('2026-10-09 13:30') };
    const [first, second] = await Promise.all([climbCase(ledger, rang), climbCase(ledger, rang)]);
    expect(second.standing.revision).toBe(first.standing.revision);
    expect(await noticesOf(caseId)).toEqual([
      { person: 'zhang', kind: 'task' },
      { person: 'zhang', kind: 'reminder' },
    ]);
  });

  it('tells whoever holds the seat when it rings', async () => {
    const { caseId } = await ledger.reports(opened);
    await climbCase(ledger, { caseId, revision: 1, alarmAt: 'a', now: instantOf('2026-10-10 17:30') });
    const handedOver = { person: 'li', from: instantOf('2024-01-01 00:00'), to: instantOf('2026-10-11 00:00') };
    await ledger.puts(
      anOrganisation({ supervising: [handedOver, { ...term('sun'), from: instantOf('2026-10-11 00:00') }] }),
      '2026-10-11 09:00',
    );
    await climbCase(ledger, { caseId, revision: 2, alarmAt: 'b', now: instantOf('2026-10-12 17:30') });
    expect((await noticesOf(caseId)).at(-1)).toEqual({ person: 'sun', kind: 'escalation' });
  });
});

describe('the wall', () => {
  it('climbs every due case once, two climbers at once', async () => {
    const cases = await Promise.all(Array.from({ length: 30 }, () => ledger.reports('2026-11-02 09:00')));
    const now = instantOf('2026-12-31 12:00');
    await Promise.all([climbWall(ledger, now), climbWall(ledger, now)]);
    const told = await ledger.rows(
      `select count(*)::int as n from notice where kind = 'escalation' and case_id = any($1::uuid[])`,
      cases.map(({ caseId }) => caseId),
    );
    // the deputy once, the director once, and one weekly report to both
    expect(told).toEqual([{ n: 30 * 2 }]);
    expect((await climbWall(ledger, now)).climbed).toHaveLength(0);
  });
});

describe('a case that climbed to the top', () => {
  it('stands among the tasks of the deputy and of the director, and of nobody else', async () => {
    await ledger.puts(anOrganisation(), '2026-11-02 08:30');
    const { caseId } = await ledger.reports('2026-11-02 09:00');
    const now = instantOf('2026-12-31 12:00');
    await climbWall(ledger, now);
    const climbedTo = async (person: string) =>
      (await tasksOf(ledger, person, now)).climbed.filter(({ id }) => id === caseId).map(({ hat }) => hat.post);
    expect(await climbedTo('wang')).toEqual(['first']);
    expect(await climbedTo('li')).toEqual(['supervising']);
    expect(await climbedTo('zhang')).toEqual([]);
    expect(await climbedTo('zhao')).toEqual([]);
    expect(await climbedTo('qian')).toEqual([]);
  });
});

describe('a case that was pressed for', () => {
  it('says so among the tasks, with the last words, until the step that was pressed for is done', async () => {
    const { caseId } = await ledger.reports('2026-11-03 09:00');
    const pressed = async (person: string, at: string) =>
      (await tasksOf(ledger, person, instantOf(at))).owed.find(({ id }) => id === caseId)?.pressed;
    expect(await pressed('zhang', '2026-11-03 09:01')).toBeNull();
    await ledger.act(caseId, '2026-11-03 10:00', { type: 'ChaseHazard', by: 'zhao', words: '请抓紧' });
    await ledger.act(caseId, '2026-11-03 11:00', { type: 'ChaseHazard', by: 'li', words: '今天内办结' });
    const last = { by: expect.objectContaining({ id: 'li' }), at: instantOf('2026-11-03 11:00'), words: '今天内办结' };
    expect(await pressed('zhang', '2026-11-03 11:01')).toEqual(last);
    await ledger.act(caseId, '2026-11-03 14:00', { type: 'RectifyHazard', by: 'zhang', measures: '已补齐', ...noPicture });
    expect(await pressed('zhao', '2026-11-03 14:01')).toBeNull();
  });
});

describe('the record', () => {
  it('cannot be changed, deleted or truncated', async () => {
    await expect(ledger.pool.query(`update entry set command = 'Other'`)).rejects.toThrow(/append-only/);
    await expect(ledger.pool.query('delete from entry')).rejects.toThrow(/append-only/);
    await expect(ledger.pool.query('truncate entry cascade')).rejects.toThrow(/append-only/);
  });

  it('verifies, and shows what was altered behind its back', async () => {
    const { caseId } = await ledger.reports(opened);
    expect((await verifyChain(ledger.pool)).faults).toEqual([]);
    await ledger.pool.query('alter table entry disable trigger entry_append_only');
    await ledger.pool.query(`update entry set events = jsonb_set(events, '{0,facts,title}', '"别的"') where case_id = $1`, [caseId]);
    await ledger.pool.query('alter table entry enable trigger entry_append_only');
    expect((await verifyChain(ledger.pool)).faults).toEqual([{ caseId, revision: 1, fault: 'ALTERED' }]);
  });
});

describe('an organisation', () => {
  it('with two holders of one seat is refused, naming the place', async () => {
    await expect(ledger.puts(anOrganisation({ specific: [term('zhang'), term('qian')] }), opened)).rejects.toMatchObject({
      faults: [{ path: 'zones[0].specific[1]', code: 'OVERLAP', value: 'qian' }],
    });
  });

  it('with a person whom nobody knows is refused, naming the place', async () => {
    await expect(ledger.puts(anOrganisation({ specific: [term('nobody')] }), opened)).rejects.toMatchObject({
      faults: [{ path: 'zones[0].specific[0].person', code: 'UNKNOWN_PERSON' }],
    });
  });
});
