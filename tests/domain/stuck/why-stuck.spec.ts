import { describe, expect, it } from 'vitest';
import type { CaseKind } from '../../../domain/case/case-kind.ts';
import { openObligation } from '../../../domain/escalation/obligation.ts';
import type { Obligation } from '../../../domain/escalation/obligation.ts';
import type { DutyKey } from '../../../domain/escalation/policy.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import type { Post } from '../../../domain/people/seat.ts';
import { unblocksOf } from '../../../domain/stuck/unblocks.ts';
import { whyStuck } from '../../../domain/stuck/why-stuck.ts';
import type { StuckFacts, StuckReason } from '../../../domain/stuck/why-stuck.ts';
import { en } from '../../../domain/stuck/wording.en.ts';
import { zh } from '../../../domain/stuck/wording.zh.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aMoment, aRoster, west } from '../../support/given.ts';

const opened = '2026-10-09 09:10';
const owed = (duty: DutyKey, post: Post, zone = 'east', changes: Partial<Obligation> = {}): Obligation => ({
  ...openObligation(1, duty, seatFor(post, zone), instantOf(opened), aMoment(opened)),
  ...changes,
});
const facts = (changes: Partial<StuckFacts> = {}): StuckFacts => ({
  kind: 'hazard',
  stage: 'rectifying',
  zone: 'east',
  obligation: owed('hazard.rectify.general', 'specific'),
  alarmAt: null,
  vacancy: null,
  vacantSince: null,
  undelivered: null,
  unread: null,
  fault: null,
  ...changes,
});
const at = (time: string) => instantOf(time);
const kinds = (changes: Partial<StuckFacts>, now: string, roster = aRoster()) =>
  whyStuck(facts(changes), aMoment(now, roster)).map(({ kind }) => kind);
const away = (until: string) => aRoster({ absences: [{ person: 'zhang', from: at('2026-10-10 00:00'), to: at(until), acting: null }] });
const refused = { person: 'zhang', times: 3, answer: '550 5.1.1', at: at('2026-10-09 09:12') };
const reached = (time: string) => owed('hazard.rectify.general', 'specific', 'east', { contactedAt: at(time) });

describe('a hazard that is due on 15 October, 17:30', () => {
  it.each([
    ['on its way is not stuck', {}, '2026-10-15 17:30', aRoster(), []],
    ['past its deadline is overdue', {}, '2026-10-15 17:31', aRoster(), ['overdue']],
    [
      'told to the director has nobody above',
      { obligation: owed('hazard.rectify.general', 'specific', 'east', { level: 2 }) },
      '2026-10-20 09:00',
      aRoster(),
      ['topOfLadder', 'overdue'],
    ],
    [
      'suspended past its review is stuck for that alone',
      {
        stage: 'suspended',
        obligation: owed('hazard.review', 'office', 'east', { due: { at: at('2026-10-12 17:30'), certainty: 'firm', calendar: '' } }),
      },
      '2026-10-13 09:00',
      aRoster(),
      ['suspendedPastReview'],
    ],
    [
      'of a vacant seat waits for an appointment (DOMAIN 5)',
      { zone: west, obligation: owed('hazard.rectify.general', 'specific', west) },
      '2026-10-09 10:00',
      aRoster(),
      ['vacantSeat'],
    ],
    [
      'whose owner is away past the deadline waits for an acting person',
      {},
      '2026-10-12 09:00',
      away('2026-10-20 00:00'),
      ['absentWithoutActing'],
    ],
    ['whose owner is back in time is not stuck', {}, '2026-10-12 09:00', away('2026-10-14 00:00'), []],
    ['whose notice was refused is stuck at once', { undelivered: refused }, '2026-10-09 10:00', aRoster(), ['undelivered']],
    [
      'whose owner was reached since is not',
      { undelivered: refused, obligation: reached('2026-10-09 10:00') },
      '2026-10-09 10:01',
      aRoster(),
      [],
    ],
    [
      'whose notice was refused after the call is stuck again',
      { undelivered: refused, obligation: reached('2026-10-09 09:11') },
      '2026-10-09 10:00',
      aRoster(),
      ['undelivered'],
    ],
    [
      'whose urgent notice has been unread for less than four hours is not stuck',
      { unread: { person: 'zhang', sentAt: at('2026-10-09 09:12') } },
      '2026-10-09 13:11',
      aRoster(),
      [],
    ],
    [
      'whose urgent notice has been unread for four hours is',
      { unread: { person: 'zhang', sentAt: at('2026-10-09 09:12') } },
      '2026-10-09 13:12',
      aRoster(),
      ['unread'],
    ],
    [
      'whose workflow does not run has lost its clock',
      { fault: { cause: 'notRunning', since: at('2026-10-09 10:00') } },
      '2026-10-09 10:01',
      aRoster(),
      ['lostClock'],
    ],
    [
      'whose activity is tried again and again is held up by the engine',
      { fault: { cause: 'activityRetrying', since: at('2026-10-09 10:00') } },
      '2026-10-09 10:18',
      aRoster(),
      ['engineFault'],
    ],
    ['whose alarm passed two minutes ago may still ring', { alarmAt: at('2026-10-09 10:00') }, '2026-10-09 10:02', aRoster(), []],
    [
      'whose alarm passed longer ago is held up by the engine',
      { alarmAt: at('2026-10-09 10:00') },
      '2026-10-09 10:03',
      aRoster(),
      ['engineFault'],
    ],
    [
      'on an unpublished year rests on a provisional date',
      {
        obligation: owed('hazard.rectify.general', 'specific', 'east', {
          due: { at: at('2027-01-05 17:30'), certainty: 'provisional', calendar: '' },
        }),
      },
      '2026-12-30 09:00',
      aRoster(),
      ['provisionalDate'],
    ],
  ] as [string, Partial<StuckFacts>, string, ReturnType<typeof aRoster>, string[]][])('%s', (_, changes, now, roster, expected) => {
    expect(kinds(changes, now, roster)).toEqual(expected);
  });

  it('that is stuck for several reasons says the worst first, and offers first what makes the rest possible', () => {
    const obligation = owed('hazard.rectify.general', 'specific', 'east', { level: 2 });
    const several = facts({ obligation, undelivered: refused, alarmAt: at('2026-10-15 17:30') });
    const reasons = whyStuck(several, aMoment('2026-10-16 09:00', away('2026-10-20 00:00')));
    expect(reasons.map(({ kind }) => kind)).toEqual(['topOfLadder', 'undelivered', 'absentWithoutActing', 'overdue', 'engineFault']);
    const ways = unblocksOf({ kind: 'hazard', stage: 'rectifying', dueAt: obligation.due.at }, reasons);
    expect(ways.map(({ type }) => type)).toEqual([
      'NameActing',
      'ReassignHazard',
      'RecordContact',
      'ResendNotices',
      'ChaseCase',
      'RestartClock',
    ]);
  });
});

const owing: [CaseKind, DutyKey, Post, string][] = [
  ['hazard', 'hazard.assign', 'office', 'reported'],
  ['request', 'request.decide.supervising', 'supervising', 'deciding'],
  ['recheck', 'hazard.recheck', 'office', 'rechecking'],
  ['supervision', 'supervision.decide', 'first', 'proposed'],
  ['vacancy', 'vacancy.fill', 'office', 'vacant'],
  ['year-watch', 'calendar.publish', 'office', 'awaited'],
  ['dispatch', 'dispatch.sign', 'officeDirector', 'signing'],
  ['unit-report', 'report.submit', 'unitHead', 'drafting'],
  ['statistics', 'statistics.issue', 'office', 'owed'],
  ['suggestion', 'suggestion.answer', 'office', 'answering'],
];

describe.each(owing)('an overdue %s', (kind, duty, post, stage) => {
  const obligation = owed(duty, post);
  const vacancy = kind === 'vacancy' ? { seat: seatFor('specific', west), waiting: 3 } : null;
  const reasons = whyStuck(facts({ kind, stage, obligation, vacancy }), aMoment('2027-03-01 09:00'));

  it('is stuck, and offers a way on', () => {
    expect(reasons.map((reason) => reason.kind)).toContain('overdue');
    const ways = unblocksOf({ kind, stage, dueAt: obligation.due.at }, reasons);
    expect(ways.map(({ type }) => type)).toEqual(expect.arrayContaining(['ChaseCase', 'RecordContact']));
  });

  it('is told in both languages', () => {
    const subject = {
      duty,
      owedBy: obligation.owedBy,
      person: 'zhang',
      isReader: false,
      dueAt: obligation.due.at,
      next: null,
      canBeExtended: false,
      mayReassign: false,
    };
    const names = { person: () => 'Z', scope: () => 'S' };
    for (const reason of reasons) {
      expect(zh(reason, subject, names)).toMatch(/\p{Script=Han}/u);
      expect(en(reason, subject, names)).not.toMatch(/\p{Script=Han}|undefined/u);
      expect(zh(reason, subject, names)).not.toMatch(/undefined/);
    }
  });
});

describe('the sentences', () => {
  const subject = {
    duty: 'hazard.rectify.general' as const,
    owedBy: seatFor('specific', 'east'),
    person: 'zhang',
    isReader: false,
    dueAt: at('2026-10-12 17:30'),
    next: { at: at('2026-10-14 17:30'), nature: 'escalation' as const, tells: ['first' as const] },
    canBeExtended: true,
    mayReassign: true,
  };
  const names = { person: () => '张建国', scope: () => '城西责任区' };
  const since = at('2026-10-08 09:12');
  it.each<[string, StuckReason, string]>([
    [
      '9',
      { kind: 'overdue', workdays: 1, since },
      '等待张建国提交整改结果，已超期1个工作日；10月14日（周三）17:30将通知第一责任人。可催办、改派，或由其申请延期。',
    ],
    [
      '10',
      { kind: 'vacantSeat', seat: seatFor('specific', west), since, waiting: 3 },
      '城西责任区自10月8日起没有具体责任人，3项待办暂由办公室接收。请任命责任人。',
    ],
    [
      '11',
      { kind: 'absentWithoutActing', person: 'zhang', since, until: at('2026-10-21 00:00') },
      '张建国请假至10月20日，未指定代理人，本事项（提交整改结果）10月12日（周一）17:30到期。请指定代理人或改派。',
    ],
    [
      '12',
      { kind: 'undelivered', person: 'zhang', times: 3, answer: '550 5.1.1 no such user', since },
      '发给张建国的通知3次未送达（邮箱拒收：地址不存在）。请电话联系并核对联系方式，联系后点“已联系”，或补发通知。',
    ],
    [
      '13',
      { kind: 'engineFault', cause: 'late', minutes: 18, since },
      '本事项的计时09:12起已中断，至今18分钟，正在自动恢复；办理不受影响，迟到的提醒会补发一次。',
    ],
  ])('of UX 7, row %s', (_, reason, sentence) => {
    expect(zh(reason, subject, names)).toBe(sentence);
    expect(en(reason, subject, names)).toMatch(/\.$/);
  });

  it('offer nobody what he may not do', () => {
    const led = { ...subject, mayReassign: false };
    const told = [zh, en].map((words) => words({ kind: 'topOfLadder', workdays: 1, since }, led, names));
    expect(told[0]).toContain('已升级到顶，已向相关领导发出通知。');
    expect(told[0]).toMatch(/请当面督促。$/);
    expect(told[1]).toMatch(/speak to the person yourself\.$/);
    expect(zh({ kind: 'overdue', workdays: 1, since }, led, names)).toMatch(/可催办，或由其申请延期。$/);
  });

  it('say of a weekend day that it is worked', () => {
    const next = { ...subject.next, at: at('2026-10-10 17:30') };
    const marked = { ...subject, next, onMakeupWorkdays: [next.at] };
    expect(zh({ kind: 'overdue', workdays: 1, since }, marked, names)).toContain('10月10日（周六，调休上班）17:30将通知第一责任人');
    expect(en({ kind: 'overdue', workdays: 1, since }, marked, names)).toContain('Sat 10 Oct (make-up workday), 17:30');
  });

  it('tell whoever is waited for himself what he can do, and not to press himself', () => {
    const own = { ...subject, isReader: true };
    const top: StuckReason = { kind: 'topOfLadder', workdays: 1, since };
    expect(zh({ kind: 'overdue', workdays: 1, since }, own, names)).toBe(
      '等您提交整改结果，已超期1个工作日；10月14日（周三）17:30将通知第一责任人。请尽快办理，或申请延期。',
    );
    expect(zh(top, { ...own, canBeExtended: false }, names)).toBe(
      '等您提交整改结果，已超期1个工作日，已升级到顶，已向相关领导发出通知。10月14日（周三）17:30将通知第一责任人。请尽快办理。',
    );
    expect(en(top, own, names)).toBe(
      'Yours to do: the result of the repair, 1 workday overdue; notices went to everybody above. The first responsible person will be told on Wed 14 Oct, 17:30. Please do it soon, or ask for an extension.',
    );
    expect(zh(top, subject, names)).toContain('请当面督促或改派');
    expect(zh(top, { ...subject, person: null }, names)).toContain('请任命责任人或改派');
    expect(en(top, { ...subject, person: null }, names)).toMatch(/Please appoint one, or reassign\.$/);
  });

  it('name every duty of the default policy', () => {
    expect(Object.keys(defaultPolicy.ladders).length).toBeGreaterThan(20);
    for (const duty of Object.keys(defaultPolicy.ladders) as DutyKey[])
      expect(zh({ kind: 'overdue', workdays: 1, since }, { ...subject, duty }, names)).not.toContain('undefined');
  });
});
