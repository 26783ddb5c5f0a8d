import { describe, expect, it } from 'vitest';
import type { UnitReportCommand } from '../../../domain/dispatch/decide-unit-report.ts';
import type { Prefilled, ReportContent } from '../../../domain/dispatch/unit-report.ts';
import { preview } from '../../../domain/escalation/dated-ladder.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment } from '../../support/given.ts';
import { content, october, ofReport, prefilled } from '../../support/a-month.ts';

const overdue = [{ id: 'a', number: 'AQ-2026-00007', title: '塔吊限位失灵', zone: 'east', workdaysOverdue: 3 }];
const opens = (changes: Partial<Prefilled> = {}) =>
  [
    '2026-10-23 08:30',
    { type: 'OpenReport', period: october, unit: 'u1', number: 'YB-2026-10-u1', title: '月报', prefilled: prefilled(changes) },
  ] as const;
const submits = (at: string, changes: Partial<ReportContent> = {}, by = 'zhang') =>
  [at, { type: 'SubmitReport', by, content: content(changes) } satisfies UnitReportCommand] as const;
const returns = (at: string, reason = '请补充培训情况', by = 'zhao') => [at, { type: 'ReturnReport', by, reason }] as const;
const accepts = (at: string, by = 'zhao') => [at, { type: 'AcceptReport', by }] as const;
const recalls = (at: string, by = 'zhang') => [at, { type: 'RecallReport', by }] as const;
const rings = (at: string) => [at, { type: 'Climb' }] as const;

describe('a unit’s report', () => {
  it('is owed by the head of the unit within five workdays, reminded two and one before and on the day, and climbs (DOMAIN §5)', () => {
    const { after, told } = ofReport(opens());
    expect(told).toEqual(['zhang reportDue']);
    const ladder = after?.obligation ? preview(after.obligation, aMoment('2026-10-23 09:00')) : [];
    expect(ladder.map(({ key, at }) => `${showInShanghai(at)} ${key}`)).toEqual([
      '2026-10-28 17:30 two-days-before',
      '2026-10-29 17:30 day-before',
      '2026-10-30 08:30 on-the-day',
      '2026-10-30 17:30 supervising',
      '2026-11-02 17:30 first',
    ]);
  });

  it('climbs to the deputy of the unit, then to the director', () => {
    expect(ofReport(opens(), rings('2026-10-30 17:30')).told).toEqual(['zhang reminder', 'li escalation']);
    expect(ofReport(opens(), rings('2026-10-30 17:30'), rings('2026-11-02 17:30')).told).toEqual(['wang escalation']);
  });

  it('is accepted by the office, and the month hears of it', () => {
    const submitted = ofReport(opens(), submits('2026-10-28 10:00'));
    expect([submitted.types, submitted.told]).toEqual([['ReportSubmitted', 'ObligationOpened'], ['zhao task']]);
    const { decision, after } = ofReport(opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00'));
    expect(after).toMatchObject({ stage: 'accepted', obligation: null, submitted: { isOnTime: true } });
    expect(decision).toMatchObject({
      then: [{ to: 'whole', kind: 'dispatch', command: { type: 'ReceiveReport', unit: 'u1', isOnTime: true } }],
    });
  });

  it('that is returned goes on with the deadline that it had, and says why', () => {
    const { after, told } = ofReport(opens(), submits('2026-10-28 10:00'), returns('2026-10-29 09:00'));
    expect(told).toEqual(['zhang reportReturned']);
    expect(after).toMatchObject({ stage: 'drafting', returned: { reason: '请补充培训情况' }, obligation: { id: 3 } });
    expect(showInShanghai(after?.obligation?.due.at ?? ('' as never))).toBe('2026-10-30 17:30');
  });

  it('that was received is returned before its deadline, with that deadline, and the month waits for it again', () => {
    const received = [opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00')] as const;
    const { after, told, decision } = ofReport(...received, returns('2026-10-30 09:00'));
    expect(told).toEqual(['zhang reportReturned']);
    expect(after).toMatchObject({ stage: 'drafting', acceptedBy: null, obligation: { id: 3, duty: 'report.submit' } });
    expect(showInShanghai(after?.obligation?.due.at ?? ('' as never))).toBe('2026-10-30 17:30');
    expect(decision).toMatchObject({ then: [{ to: 'whole', kind: 'dispatch', command: { type: 'ReleaseReport', unit: 'u1' } }] });
    expect(ofReport(...received, returns('2026-10-30 09:00', '数字有误', 'zhang')).decision).toMatchObject({
      refusal: { code: 'OFFICE_ONLY' },
    });
  });

  it('that was received on time is not made late: after its deadline it is not returned', () => {
    const late = ofReport(opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00'), returns('2026-10-30 17:31'));
    expect(late.decision).toMatchObject({ refusal: { code: 'REPORT_TOO_LATE_TO_RETURN' } });
  });

  it('that its head takes back before it is received is owed as before, with the deadline that it had; the office hears of it', () => {
    const { after, types, told } = ofReport(
      opens(),
      submits('2026-10-28 10:00', { problems: '夜间检查力量不足' }),
      recalls('2026-10-29 09:00'),
    );
    expect([types, told]).toEqual([['ReportRecalled', 'ObligationOpened'], ['zhao reportRecalled']]);
    expect(after).toMatchObject({
      stage: 'drafting',
      submitted: null,
      returned: null,
      recalled: { by: 'zhang' },
      content: { problems: '夜间检查力量不足' },
      obligation: { id: 3, duty: 'report.submit', owedBy: { post: 'unitHead', scope: 'u1' } },
    });
    expect(showInShanghai(after?.obligation?.due.at ?? ('' as never))).toBe('2026-10-30 17:30');
  });

  it('that was taken back and handed in again counts by when it was handed in last', () => {
    const again = (at: string) => ofReport(opens(), submits('2026-10-28 10:00'), recalls('2026-10-29 09:00'), submits(at));
    expect(again('2026-10-30 17:30').after).toMatchObject({ stage: 'submitted', submitted: { isOnTime: true } });
    expect(again('2026-10-30 17:31').after).toMatchObject({ stage: 'submitted', submitted: { isOnTime: false } });
    expect(again('2026-10-30 17:30').after).not.toHaveProperty('recalled');
  });

  it('that was taken back climbs by the clock that it had', () => {
    const taken = [opens(), rings('2026-10-28 17:30'), submits('2026-10-29 10:00'), recalls('2026-10-29 11:00')] as const;
    expect(ofReport(...taken).after?.obligation?.fired).toEqual(['two-days-before']);
    expect(ofReport(...taken, rings('2026-10-30 17:30')).told).toEqual(['zhang reminder', 'li escalation']);
  });

  it('handed in after its deadline is late', () => {
    expect(ofReport(opens(), submits('2026-10-30 17:31')).after).toMatchObject({ submitted: { isOnTime: false } });
  });

  it.each<[string, readonly (readonly [string, UnitReportCommand])[], string]>([
    ['by somebody else', [opens(), submits('2026-10-28 10:00', {}, 'zhou')], 'NOT_YOURS'],
    ['twice', [opens(), submits('2026-10-28 10:00'), submits('2026-10-28 10:01')], 'WRONG_STAGE'],
    ['without the explanation of an overdue case', [opens({ overdue }), submits('2026-10-28 10:00')], 'EXPLANATION_MISSING'],
    ['with a blank one', [opens({ overdue }), submits('2026-10-28 10:00', { explanations: { a: ' ' } })], 'EXPLANATION_MISSING'],
    ['with one of somebody else’s case', [opens(), submits('2026-10-28 10:00', { explanations: { b: '雨天' } })], 'NOTHING_TO_EXPLAIN'],
    ['with more placards than zones', [opens(), submits('2026-10-28 10:00', { placardsPosted: 3 })], 'MORE_THAN_THERE_ARE'],
    [
      'with more key units inspected than there are',
      [opens(), submits('2026-10-28 10:00', { keyUnitsInspected: 6 })],
      'MORE_THAN_THERE_ARE',
    ],
    ['with people trained and no training', [opens(), submits('2026-10-28 10:00', { trainings: 0, trained: 30 })], 'MORE_THAN_THERE_ARE'],
    ['without next month’s plan', [opens(), submits('2026-10-28 10:00', { nextMonth: '' })], 'REASON_REQUIRED'],
    [
      'with a figure that is not the frozen one',
      [
        opens(),
        [
          '2026-10-28 10:00',
          { type: 'SubmitReport', by: 'zhang', content: content(), figures: [{ key: 'closureRate', numerator: 4, denominator: 4 }] },
        ],
      ],
      'FIGURE_DIFFERS',
    ],
    [
      'and returned by no member of the office',
      [opens(), submits('2026-10-28 10:00'), returns('2026-10-28 11:00', '不全', 'li')],
      'OFFICE_ONLY',
    ],
    ['and returned without a reason', [opens(), submits('2026-10-28 10:00'), returns('2026-10-28 11:00', ' ')], 'REASON_REQUIRED'],
    ['accepted by its own head', [opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00', 'zhang')], 'OFFICE_ONLY'],
    ['taken back before it was handed in', [opens(), recalls('2026-10-28 11:00')], 'WRONG_STAGE'],
    ['taken back twice', [opens(), submits('2026-10-28 10:00'), recalls('2026-10-28 11:00'), recalls('2026-10-28 11:01')], 'WRONG_STAGE'],
    ['taken back by the office', [opens(), submits('2026-10-28 10:00'), recalls('2026-10-28 11:00', 'zhao')], 'NOT_YOURS'],
    ['taken back by the head of another unit', [opens(), submits('2026-10-28 10:00'), recalls('2026-10-28 11:00', 'zhou')], 'NOT_YOURS'],
    [
      'taken back once it was received',
      [opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00'), recalls('2026-10-28 11:01')],
      'REPORT_RECEIVED',
    ],
    [
      'accepted once it was taken back',
      [opens(), submits('2026-10-28 10:00'), recalls('2026-10-28 11:00'), accepts('2026-10-28 11:01')],
      'WRONG_STAGE',
    ],
    ['accepted before it was handed in', [opens(), accepts('2026-10-28 11:00')], 'WRONG_STAGE'],
  ])('%s is refused', (_, steps, code) => expect(ofReport(...steps).decision).toMatchObject({ kind: 'refused', refusal: { code } }));

  it('with the figures as they were shown is accepted', () => {
    const figures = [{ key: 'closureRate' as const, numerator: 3, denominator: 4 }];
    const { decision } = ofReport(opens(), ['2026-10-28 10:00', { type: 'SubmitReport', by: 'zhang', content: content(), figures }]);
    expect(decision.kind).toBe('accepted');
  });

  it('ends with the month as 未报, as 未列入汇总 when it was handed in and not received, or with its unit as withdrawn; one that is over stays what it is', () => {
    expect(ofReport(opens(), ['2026-11-05 10:00', { type: 'MissReport' }]).after).toMatchObject({ stage: 'unreported', obligation: null });
    const handedIn = ofReport(opens(), submits('2026-11-04 10:00'), ['2026-11-05 10:00', { type: 'MissReport' }]);
    expect([handedIn.after?.stage, handedIn.after?.obligation, handedIn.types]).toEqual(['leftOut', null, ['ReportLeftOut']]);
    expect(ofReport(opens(), ['2026-10-25 10:00', { type: 'WithdrawReport' }]).after).toMatchObject({
      stage: 'withdrawn',
      obligation: null,
    });
    const accepted = [opens(), submits('2026-10-28 10:00'), accepts('2026-10-28 11:00')] as const;
    expect(ofReport(...accepted, ['2026-11-05 10:00', { type: 'MissReport' }]).decision).toEqual({ kind: 'ignored', reason: 'CASE_ENDED' });
  });
});
