import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stuckKinds } from '../../domain/stuck/why-stuck.ts';
import type { StuckKind } from '../../domain/stuck/why-stuck.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { lookAtSeats } from '../../ledger/look-at-seats.ts';
import { climbWall } from '../../ledger/climb-wall.ts';
import { deleteOldData, usualRetention } from '../../ledger/retention.ts';
import { keepClockFaults } from '../../ledger/stuck/clock-faults.ts';
import { stuckBoard } from '../../ledger/stuck/stuck-board.ts';
import { transact } from '../../ledger/transact.ts';
import { deciders } from '../../ledger/deciders.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { anAuditor, staff } from '../support/an-actor.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
beforeEach(async () => {
  ledger = await aLedger();
  await ledger.puts(anOrganisation({ west: [term('qian')] }), '2024-01-01 00:00');
});
afterEach(() => ledger.close());

const opened = '2026-10-09 09:10';
const at = (text: string) => instantOf(text);
const board = (now: string, filter: Partial<Parameters<typeof stuckBoard>[1]> = {}, reader = 'zhao') =>
  stuckBoard(ledger, { page: 1, pageSize: 50, order: 'worst', ...filter }, staff(reader), at(now));
const typesOf = (items: readonly { actions: { type: string }[] }[]) => items.map(({ actions }) => actions.map(({ type }) => type));
const byKind = (a: StuckKind, b: StuckKind) => stuckKinds.indexOf(a) - stuckKinds.indexOf(b);
const climbs = (now: string) => climbWall(ledger, at(now));
/** What became of the notices to the person so far. */
const delivered = (person: string, status: 'sent' | 'failed', when: string, answer = '250 ok') =>
  ledger.rows(
    `with d as (insert into delivery (message_id, person, channel, address, subject, text, status, answer, created_at, sent_at)
       values ($1, $2, 'mail', 'x', 'x', 'x', $3, $4, $5, $5) returning id)
     update notice set status = $3, delivery_id = (select id from d) where person = $2 and status = 'queued'`,
    randomUUID(),
    person,
    status,
    answer,
    at(when),
  );

describe('the board', () => {
  it('of a hazard on its way is empty', async () => {
    await ledger.reports(opened);
    expect(await board('2026-10-09 15:00')).toMatchObject({ items: [], counts: { all: 0 }, total: 0 });
  });

  it('says of an overdue one whom it waits for, since when, what comes next, and what can be done (UX 7, row 9)', async () => {
    const { caseId } = await ledger.reports(opened);
    await climbs('2026-10-15 17:30');
    const { items, counts } = await board('2026-10-16 09:00');
    expect(counts).toMatchObject({ all: 1, overdue: 1, topOfLadder: 0 });
    expect(items).toMatchObject([
      {
        id: caseId,
        stuck: 'overdue',
        owes: { person: { name: '张建国' }, workdaysOverdue: 1, level: 1 },
        why: {
          zh: '等待张建国提交整改结果，已超期1个工作日；10月19日（周一）17:30将通知第一责任人。可催办、改派，或由其申请延期。',
          en: 'Waiting for the result of the repair by 张建国, 1 workday overdue. The first responsible person will be told on Mon 19 Oct, 17:30. Press for action, reassign, or let the person ask for an extension.',
        },
        next: { at: at('2026-10-19 17:30'), tells: [{ person: { name: '王海平' } }] },
        actions: [
          { type: 'ChaseCase', mayFill: ['words'] },
          { type: 'ReassignHazard', fill: ['zone', 'reason'] },
          { type: 'RecordContact' },
        ],
      },
    ]);
    await ledger.act(caseId, '2026-10-19 10:00', {
      type: 'RectifyHazard',
      by: 'zhang',
      measures: '已补齐',
      withoutPhoto: '涉密部位，不得拍照',
    });
    expect(await board('2026-10-19 10:01')).toMatchObject({ counts: { all: 0 } });
  });

  it('tells one that has climbed to the top from one that has not', async () => {
    await ledger.reports(opened);
    for (const now of ['2026-10-16 17:30', '2026-10-20 17:30']) await climbs(now);
    const { items, counts } = await board('2026-10-20 18:00');
    expect(counts).toMatchObject({ all: 1, overdue: 1, topOfLadder: 1 });
    expect(items[0]?.reasons.map(({ kind }) => kind)).toEqual(['topOfLadder', 'overdue']);
    expect(items[0]?.why.zh).toContain('已升级到顶');
  });

  it('names a vacancy with the tasks that the office holds (row 10), and a case that waits for the seat', async () => {
    await ledger.reports('2026-10-05 09:00', { zone: 'west' });
    await lookAtSeats(ledger, at('2026-10-08 08:00'));
    const until = [{ ...term('qian'), to: at('2026-10-08 09:00') }];
    await ledger.puts(anOrganisation({ west: until }), '2026-10-08 09:00');
    await lookAtSeats(ledger, at('2026-10-08 09:00'));
    const { items, counts } = await board('2026-10-09 10:00');
    expect(counts).toMatchObject({ vacantSeat: 2 });
    expect(items.map(({ kind, why }) => [kind, why.zh]).sort()).toEqual([
      ['hazard', expect.stringMatching(/^城西责任区的具体责任人自10月8日起空缺，本事项（提交整改结果）暂由办公室接收/)],
      ['vacancy', '城西责任区自10月8日起没有具体责任人，1项待办暂由办公室接收。请任命责任人。'],
    ]);
    expect(items.map(({ actions }) => actions[0])).toEqual(
      items.map(() => expect.objectContaining({ type: 'NameHolder', given: { post: 'specific', scope: 'west' }, fill: ['person'] })),
    );
    await ledger.puts(anOrganisation({ west: [...until, { ...term('zhao'), from: at('2026-10-09 11:00') }] }), '2026-10-09 11:00');
    await lookAtSeats(ledger, at('2026-10-09 11:00'));
    expect(await board('2026-10-09 11:01')).toMatchObject({ counts: { vacantSeat: 0 } });
  });

  it('names an absence without an acting person when he is not back in time (row 11)', async () => {
    await ledger.reports(opened);
    const absences = [{ person: 'zhang', from: at('2026-10-10 00:00'), to: at('2026-10-20 00:00'), acting: null }];
    await ledger.puts(anOrganisation({ west: [term('qian')], absences }), '2026-10-10 09:00');
    const { items } = await board('2026-10-12 09:00', { kind: 'absentWithoutActing' });
    expect(items).toMatchObject([
      {
        stuck: 'absentWithoutActing',
        why: { zh: '张建国请假至10月19日，未指定代理人，本事项（提交整改结果）10月15日（周四）17:30到期。请指定代理人或改派。' },
        actions: expect.arrayContaining([expect.objectContaining({ type: 'NameActing', given: { person: 'zhang' }, fill: ['acting'] })]),
      },
    ]);
    await ledger.puts(
      anOrganisation({ west: [term('qian')], absences: absences.map((each) => ({ ...each, acting: 'sun' })) }),
      '2026-10-12 10:00',
    );
    expect(await board('2026-10-12 10:01')).toMatchObject({ counts: { absentWithoutActing: 0 } });
  });

  it('names a notice that was refused until somebody was reached (row 12)', async () => {
    const { caseId } = await ledger.reports(opened);
    await delivered('zhang', 'failed', '2026-10-09 09:11', '550 5.1.1 no such mailbox');
    const { items } = await board('2026-10-09 10:00');
    expect(items).toMatchObject([
      {
        stuck: 'undelivered',
        why: {
          zh: '发给张建国的通知1次未送达（邮箱拒收：地址不存在）。请电话联系并核对联系方式，联系后点“已联系”，或补发通知。',
        },
      },
    ]);
    expect(typesOf(items)).toEqual([['RecordContact', 'ResendNotices', 'ChaseCase', 'ReassignHazard']]);
    const reached = { type: 'RecordContact' as const, by: 'zhao', words: '电话已接' };
    const by = { caseId, commandId: 'called', actor: { person: 'zhao' }, at: at('2026-10-09 10:05'), command: reached };
    expect(await transact(ledger, deciders.hazard, by)).toMatchObject({ outcome: 'accepted' });
    expect(await board('2026-10-09 10:06')).toMatchObject({ counts: { all: 0 } });
  });

  it('names an urgent notice that nobody opened, until it is read', async () => {
    await ledger.reports(opened, { changes: { class: 'major', criterion: 'mohurd-2024-5' } });
    for (const person of ['zhang', 'li', 'wang']) await delivered(person, 'sent', '2026-10-09 09:11');
    expect(await board('2026-10-09 12:00')).toMatchObject({ counts: { unread: 0 } });
    const { items } = await board('2026-10-09 14:00');
    expect(items).toMatchObject([
      {
        stuck: 'unread',
        why: { zh: expect.stringContaining('紧急通知已送达，尚未查看。请电话确认') },
      },
    ]);
    await ledger.rows(`update notice set read_at = now() where person = 'zhang'`);
    expect(await board('2026-10-09 14:00')).toMatchObject({ counts: { all: 0 } });
  });

  it('names a suspension past its review', async () => {
    const { caseId } = await ledger.reports(opened);
    await ledger.act(caseId, '2026-10-09 10:00', {
      type: 'RequestSuspension',
      by: 'zhang',
      review: localDateOf('2026-10-16'),
      reason: '停工待拆迁',
    });
    const [request] = await ledger.rows('select id from cases where part_of = $1', caseId);
    await transact(ledger, deciders.request, {
      caseId: request.id,
      commandId: 'granted',
      actor: { person: 'li' },
      at: at('2026-10-09 11:00'),
      command: { type: 'DecideRequest', by: 'li', granted: true, reason: '' } as { type: string },
    });
    await climbs('2026-10-13 17:30');
    await climbs('2026-10-16 17:30');
    const { items, counts } = await board('2026-10-19 09:00');
    expect(counts).toMatchObject({ suspendedPastReview: 1, overdue: 0 });
    expect(items).toMatchObject([
      { stuck: 'suspendedPastReview', why: { zh: expect.stringMatching(/^挂账应于10月16日（周五）17:30前复核，已超期1个工作日仍未复核/) } },
    ]);
    expect(typesOf(items)[0]?.slice(0, 2)).toEqual(['ResumeHazard', 'RequestSuspension']);
    await ledger.act(caseId, '2026-10-19 09:10', { type: 'ResumeHazard', by: 'zhao', reason: '拆迁完成' });
    expect(await board('2026-10-19 09:11')).toMatchObject({ counts: { suspendedPastReview: 0 } });
  });

  it('names a clock that was lost, one that keeps failing, and one that is late (row 13)', async () => {
    const [lost, failing, late] = [
      await ledger.reports('2026-10-12 09:00'),
      await ledger.reports('2026-10-12 09:00'),
      await ledger.reports(opened),
    ];
    const now = '2026-10-12 17:48';
    await keepClockFaults(
      ledger.pool,
      [
        { caseId: lost.caseId, cause: 'notRunning' },
        { caseId: failing.caseId, cause: 'activityRetrying' },
      ],
      at('2026-10-12 17:30'),
    );
    const { items, counts } = await board(now);
    expect(counts).toMatchObject({ lostClock: 1, engineFault: 2 });
    const whyOf = (id: string) => items.find((item) => item.id === id)?.why.zh;
    expect(whyOf(lost.caseId)).toContain('计时曾经丢失，已重新设定');
    expect(whyOf(failing.caseId)).toBe('本事项的计时17:30起反复重试，至今18分钟，正在自动恢复；办理不受影响，迟到的提醒会补发一次。');
    expect(whyOf(late.caseId)).toMatch(/^本事项的计时\d\d:\d\d起已中断/);
    expect(items.every(({ actions }) => actions[0]?.type === 'RestartClock')).toBe(true);
    await keepClockFaults(ledger.pool, [], at(now));
    await climbs(now);
    expect(await board(now)).toMatchObject({ counts: { all: 0 } });
  });

  it('names a deadline that rests on an unpublished year, and shows each case once for several reasons', async () => {
    await ledger.reports('2026-12-28 09:00');
    const { items, counts } = await board('2027-02-28 09:00');
    expect(counts).toMatchObject({ all: 1, overdue: 1, provisionalDate: 1, engineFault: 1 });
    expect(items).toHaveLength(1);
    expect((await board('2027-02-28 09:00', { kind: 'provisionalDate' })).items).toMatchObject([
      {
        stuck: 'provisionalDate',
        why: { zh: expect.stringContaining('2027年放假调休安排尚未录入') },
      },
    ]);
  });

  it('begins with what nobody will move any more, then by lateness, across its pages', async () => {
    const late = await ledger.reports('2026-10-12 09:10', { zone: 'west' });
    const top = [await ledger.reports('2026-10-12 09:10'), await ledger.reports(opened)];
    for (const now of ['2026-10-15 17:30', '2026-10-20 17:30', '2026-10-22 17:30']) await climbs(now);
    await ledger.rows(`update cases set level = 1, state = jsonb_set(state, '{obligation,level}', '1') where id = $1`, late.caseId);
    const vacancies = await ledger.reports('2026-10-22 09:00', { zone: 'west' });
    const unreached = await ledger.reports('2026-10-22 10:00');
    await delivered('zhang', 'failed', '2026-10-22 10:01', '550');
    await ledger.puts(anOrganisation({ west: [{ ...term('qian'), to: at('2026-10-22 11:00') }] }), '2026-10-22 11:00');
    await lookAtSeats(ledger, at('2026-10-22 11:00'));
    const now = '2026-10-23 09:00';
    const { items } = await board(now);
    expect(items.map(({ stuck }) => stuck)).toEqual(items.map(({ stuck }) => stuck).toSorted(byKind));
    expect(items.map(({ id }) => id).filter((id) => [late, vacancies, unreached, ...top].some(({ caseId }) => caseId === id))).toEqual([
      top[1]?.caseId,
      top[0]?.caseId,
      unreached.caseId,
      late.caseId,
      vacancies.caseId,
    ]);
    const pages = await Promise.all(items.map((_, i) => board(now, { page: i + 1, pageSize: 1 })));
    expect(pages.map(({ items: [only] }) => only?.id)).toEqual(items.map(({ id }) => id));
    // On a board of one kind, what is worse than that stands in front as well.
    expect((await board(now, { kind: 'overdue' })).items.map(({ id }) => id)).toEqual([top[1]?.caseId, top[0]?.caseId, late.caseId]);
  });

  it('stands by lateness, the latest first, across its pages, when it is asked for so', async () => {
    const [first, second] = [await ledger.reports(opened), await ledger.reports('2026-10-13 09:10')];
    // Whoever is above the first one was told: it is repeated only on Monday, after the next rung of the second.
    for (const now of ['2026-10-15 17:30', '2026-10-20 17:30']) await climbs(now);
    const now = '2026-10-21 09:00';
    const on = async (page: number) => (await board(now, { order: 'lateness', page, pageSize: 1 })).items.map(({ id }) => id);
    expect([await on(1), await on(2)]).toEqual([[first.caseId], [second.caseId]]);
  });

  it('says whom pressing would tell, why it is not the reader’s to press, and who is away with nobody acting', async () => {
    const { caseId } = await ledger.reports(opened);
    const absences = [{ person: 'zhang', from: at('2026-10-10 00:00'), to: at('2026-10-20 00:00'), acting: null }];
    await ledger.puts(anOrganisation({ west: [term('qian')], absences }), '2026-10-10 09:00');
    const now = '2026-10-16 09:00';
    expect((await board(now)).items).toMatchObject([
      {
        awayUntil: at('2026-10-20 00:00'),
        tells: [
          { name: '张建国', isCopy: false },
          { id: 'zhao', isCopy: false },
        ],
        notPressed: null,
      },
    ]);
    await ledger.act(caseId, now, { type: 'ChaseCase', by: 'zhao', words: '' });
    expect((await board('2026-10-16 09:30')).items).toMatchObject([{ notPressed: 'CHASED_LATELY', pressableAt: at('2026-10-16 10:00') }]);
    expect((await board('2026-10-16 10:00')).items).toMatchObject([{ notPressed: null, pressableAt: null }]);
    expect((await stuckBoard(ledger, { page: 1, pageSize: 50, order: 'worst' }, anAuditor, at(now))).items).toMatchObject([
      { notPressed: 'MAY_NOT_CHASE', pressesFirstLater: false, actions: [] },
    ]);
    await ledger.puts(
      anOrganisation({ west: [term('qian')], absences: absences.map((each) => ({ ...each, acting: 'qian' })) }),
      '2026-10-10 09:01',
    );
    expect((await board(now)).items).toMatchObject([
      {
        tells: [
          { id: 'qian', isCopy: false },
          { name: '张建国', isCopy: true },
        ],
      },
    ]);
    const ofDeputy = typesOf((await board(now, {}, 'li')).items);
    expect(ofDeputy.flat()).toEqual(expect.not.arrayContaining(['NameActing', 'NameHolder', 'ResendNotices', 'RestartClock']));
  });

  it('names whom the escalations reached, and says that a verification failed and why', async () => {
    const { caseId } = await ledger.reports(opened);
    const rectified = { type: 'RectifyHazard' as const, by: 'zhang', measures: '已补齐', withoutPhoto: '涉密部位，不得拍照' };
    await ledger.act(caseId, '2026-10-09 10:00', rectified);
    expect((await board('2026-10-30 09:00')).items).toMatchObject([{ sentBack: null }]);
    await ledger.act(caseId, '2026-10-09 11:00', { type: 'VerifyHazard', by: 'zhao', passed: false, opinion: '栏杆高度不足' });
    for (const now of ['2026-10-16 17:30', '2026-10-20 17:30', '2026-10-23 17:30']) await climbs(now);
    await delivered('li', 'sent', '2026-10-20 17:31');
    const [item] = (await board('2026-10-26 09:00')).items;
    expect(item).toMatchObject({ stuck: 'topOfLadder', sentBack: { by: { name: '赵敏' }, reason: '栏杆高度不足' } });
    // What waits in the queue has told nobody.
    expect(item?.why.zh).toContain('已升级到顶，已向李明远发出通知。');
    await delivered('wang', 'sent', '2026-10-20 17:31');
    expect((await board('2026-10-26 09:00')).items[0]?.why.zh).toContain('已向李明远、王海平发出通知。');
    expect((await board('2026-10-26 09:00')).items[0]?.why.en).toContain('notices went to 李明远, 王海平.');
  });

  it('speaks to whoever is waited for himself', async () => {
    await ledger.reports(opened);
    await climbs('2026-10-15 17:30');
    // A deputy who is responsible for a zone as well.
    await ledger.puts(anOrganisation({ specific: [term('li')], west: [term('qian')] }), '2026-10-16 08:00');
    expect((await board('2026-10-16 09:00', {}, 'li')).items[0]?.why.zh).toMatch(/^等您提交整改结果，.+请尽快办理，或申请延期。$/);
    expect((await board('2026-10-16 09:00', {}, 'zhao')).items[0]?.why.zh).toMatch(/^等待.+提交整改结果/);
  });

  it('is seen by the office and the director, by a deputy as far as his zones go, and by nobody else', async () => {
    await ledger.reports(opened);
    await ledger.reports(opened, { zone: 'west' });
    const now = '2026-10-19 09:00';
    for (const [reader, count] of [
      ['zhao', 2],
      ['sun', 2],
      ['wang', 2],
      ['li', 2],
    ] as const)
      expect((await board(now, {}, reader)).counts.all, reader).toBe(count);
    expect((await board(now, {}, 'zhang')).counts.all).toBe(0);
    expect((await stuckBoard(ledger, { page: 1, pageSize: 50, order: 'worst' }, anAuditor, at(now))).counts.all).toBe(2);
    expect((await board(now, { zone: 'east' })).counts.all).toBe(1);
  });

  it('is shown also after what the bell does once a day', async () => {
    await ledger.reports(opened);
    await deleteOldData(ledger, at('2026-10-10 00:01'), usualRetention);
    expect((await board('2026-10-10 09:00'))?.counts).toBeTruthy();
  });

  it('counts of each kind as many as it shows, for every kind', async () => {
    for (const zone of ['east', 'west', 'east']) await ledger.reports(opened, { zone });
    await delivered('zhang', 'failed', '2026-10-09 09:11', '550');
    await climbs('2026-10-16 17:30');
    const now = '2026-10-21 09:00';
    const { counts } = await board(now);
    for (const kind of stuckKinds) {
      const { items, total } = await board(now, { kind });
      expect([items.length, total], kind).toEqual([counts[kind], counts[kind]]);
      expect(items.every(({ reasons }) => reasons[0]?.kind === kind)).toBe(true);
    }
    // The statement counts by the same rules as `whyStuck` names them.
    const { items } = await board(now);
    const named = stuckKinds.map((kind) => [kind, items.filter(({ reasons }) => reasons.some((reason) => reason.kind === kind)).length]);
    expect({ all: items.length, ...Object.fromEntries(named) }).toEqual(counts);
  });
});
