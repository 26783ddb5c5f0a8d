import { describe, expect, it } from 'vitest';
import { commandsOpenTo } from '../../../domain/hazard/commands-open-to.ts';
import { planDays } from '../../../domain/hazard/rules/submit-plan.ts';
import type { SubmitPlan } from '../../../domain/hazard/commands.ts';
import { localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import {
  aMoment,
  asksToExtend,
  given,
  gives,
  isGranted,
  north,
  people,
  rectifies,
  reports,
  rings,
  submitsPlan,
  verifies,
} from '../../support/given.ts';

const opened = '2026-09-29 09:10';
/** Due on 2026-10-29 17:30, thirty days later. */
const major = reports(opened, 'east', { class: 'major' });
const later = '2026-10-09 10:00';
const extended = () => {
  const asked = asksToExtend(later, '2026-11-10');
  return given(major, asked, isGranted('2026-10-09 11:00', given(major, asked).state));
};
const rectified = () => given(major, submitsPlan(later), rectifies('2026-10-12 10:00'));
const dueOf = (hazard: ReturnType<typeof given>['state']) => showInShanghai(hazard?.obligation?.due.at as never);

describe('the plan of a major hazard (五落实)', () => {
  it('is required before the repair is reported done', () => {
    given(major).when(rectifies(later)).thenRefused('PLAN_REQUIRED');
    given(major, submitsPlan(later)).when(rectifies('2026-10-12 10:00')).then('HazardRectified', 'ObligationOpened');
  });

  it('makes its day the deadline, and every rung follows', () => {
    const { after, then, told } = given(major).when(submitsPlan(later));
    then('PlanSubmitted', 'DeadlineMoved');
    expect(dueOf(after)).toBe('2026-10-20 17:30');
    expect(after?.plan).toEqual({
      measures: '回填反压',
      responsible: '项目经理周强',
      fundsYuan: 120_000,
      dueOn: '2026-10-20',
      contingencyPlan: '人员撤离',
    });
    expect(told()).toEqual(['zhang moved']);
    given(major, submitsPlan(later)).when(rings('2026-10-20 17:30')).then('RungFired', 'RungFired');
  });

  it('moves nothing when its day is the deadline', () => {
    given(major)
      .when(submitsPlan(later, { dueOn: localDateOf('2026-10-29') }))
      .then('PlanSubmitted');
  });

  it('may be submitted again, also up to a deadline that was extended', () => {
    const asked = asksToExtend(later, '2026-11-10');
    const granted = isGranted('2026-10-09 11:00', given(major, asked).state);
    given(major, asked, granted)
      .when(submitsPlan('2026-10-10 09:00', { dueOn: localDateOf('2026-11-09') }))
      .then('PlanSubmitted', 'DeadlineMoved');
  });

  it('is still wanted when the deadline has passed, but no longer moves it', () => {
    const { after, then } = given(major).when(submitsPlan('2026-11-02 10:00', { dueOn: localDateOf('2026-11-06') }));
    then('PlanSubmitted');
    expect(dueOf(after)).toBe('2026-10-29 17:30');
  });

  it.each<[string, string, string | null, ReturnType<typeof given>['state']]>([
    ['up to the limit that counts from the report', later, '2026-10-29', given(major).state],
    ['also after a plan that promised it sooner', later, '2026-10-29', given(major, submitsPlan(later)).state],
    ['also when the day of that plan has passed', '2026-10-21 09:00', '2026-10-29', given(major, submitsPlan(later)).state],
    ['up to a deadline that was extended beyond it', '2026-10-30 09:00', '2026-11-10', extended().state],
    ['no more once the limit has passed', '2026-10-30 09:00', null, given(major).state],
    ['not while the repair waits for its verification', '2026-10-13 09:00', null, rectified().state],
    ['not of a general hazard', later, null, given(reports(opened)).state],
  ])('moves the deadline %s', (_, at, latest, hazard) => {
    if (!hazard) throw new Error('nothing was reported');
    expect(planDays(hazard, aMoment(at))?.movesUntil ?? null).toBe(latest);
    const isOffered = commandsOpenTo(hazard, people.zhang, aMoment(at)).includes('SubmitPlan');
    expect(isOffered).toBe(hazard.stage === 'rectifying' && hazard.facts.class === 'major');
  });

  it.each([
    ['today, before the office closes', '2026-10-13 17:29', '2026-10-13'],
    ['the next workday, once it has closed', '2026-10-13 17:30', '2026-10-14'],
    ['Monday, on a weekend', '2026-10-17 09:00', '2026-10-19'],
  ])('may end on %s', (_, at, from) => {
    const { state } = given(major);
    expect(state && planDays(state, aMoment(at))?.from).toBe(from);
    given(major)
      .when(submitsPlan(at, { dueOn: localDateOf(from) }))
      .then('PlanSubmitted', 'DeadlineMoved');
  });

  it('outlives a failed verification, but not the hand-over to another zone', () => {
    const reworked = [major, submitsPlan(later), rectifies('2026-10-12 10:00'), verifies('2026-10-12 11:00', false)];
    given(...reworked)
      .when(rectifies('2026-10-13 10:00'))
      .then('HazardRectified', 'ObligationOpened');
    const elsewhere = gives('2026-10-09 11:00', { type: 'ReassignHazard', by: people.zhao, zone: north, reason: '属城北' });
    given(major, submitsPlan(later), elsewhere).when(rectifies('2026-10-12 10:00', people.zhou)).thenRefused('PLAN_REQUIRED');
  });

  it.each<[string, Partial<SubmitPlan>, string]>([
    ['somebody who does not owe the repair', { by: people.zhao }, 'NOT_YOURS'],
    ['without measures', { measures: ' ' }, 'REASON_REQUIRED'],
    ['without a responsible person', { responsible: '' }, 'REASON_REQUIRED'],
    ['without a contingency plan', { contingencyPlan: '' }, 'REASON_REQUIRED'],
    ['for a day that has passed', { dueOn: localDateOf('2026-10-08') }, 'DATE_PAST'],
    ['for a day beyond thirty days from the report', { dueOn: localDateOf('2026-10-30') }, 'PLAN_TOO_LATE'],
  ])('is refused: %s', (_, changes, code) => given(major).when(submitsPlan(later, changes)).thenRefused(code));

  it('is no matter of a general hazard', () => given(reports(opened)).when(submitsPlan(later)).thenRefused('NOT_MAJOR'));
});

describe.each(['RecordStopWorkAdvice', 'RecordPublicity'] as const)('%s', (type) => {
  const records = (by: string, on = '2026-10-08', text = '三号楼暂停作业') => gives(later, { type, by, on: localDateOf(on), text });

  it.each([people.zhao, people.zhang])('is put on record by the office or by whoever owes: %s', (by) => {
    const before = given(major);
    const { after, told } = before.when(records(by));
    const list = type === 'RecordPublicity' ? after?.publicity : after?.stopWorkAdvice;
    expect(list).toEqual([{ on: '2026-10-08', text: '三号楼暂停作业', by }]);
    expect(after?.obligation).toEqual(before.state?.obligation);
    expect(told()).toEqual([]);
  });

  it.each<[string, ReturnType<typeof records>, string]>([
    ['by somebody else', records(people.qian), 'NOT_YOURS'],
    ['for a day ahead', records(people.zhao, '2026-10-10'), 'DATE_AHEAD'],
    ['without words', records(people.zhao, '2026-10-08', ' '), 'REASON_REQUIRED'],
  ])('is refused %s', (_, step, code) => given(major).when(step).thenRefused(code));

  it('is for major hazards only', () => given(reports(opened)).when(records(people.zhao)).thenRefused('NOT_MAJOR'));
});
