import { describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../../domain/hazard/commands.ts';
import { progressOf, publicReporter } from '../../../domain/tip-off/tip-off.ts';
import { instantOf, showInShanghai } from '../../../domain/time/instant.ts';
import { entriesOf, facts, given, gives, isGranted, north, people, rectifies, reports, verifies } from '../../support/given.ts';

const came = '2026-09-29 09:10';
const tipOff = gives(came, {
  type: 'ReportHazard',
  by: publicReporter,
  number: 'AQ-2026-00001',
  zone: 'east',
  facts: facts({ source: 'tipOff' }),
});
const assigns = (answer?: string) =>
  gives('2026-09-29 10:00', { type: 'AssignHazard', by: people.zhao, zone: null, ...(answer !== undefined && { answer }) });
const passes = (answer?: string) =>
  gives('2026-10-13 10:00', { type: 'VerifyHazard', by: people.zhao, passed: true, opinion: '', ...(answer !== undefined && { answer }) });
const asksToVoid = (answer?: string) =>
  gives('2026-09-29 11:00', { type: 'VoidHazard', by: people.zhao, reason: '现场无此问题', ...(answer !== undefined && { answer }) });
const rectified = rectifies('2026-10-12 10:00');

describe('a tip-off', () => {
  it('is the office’s to assign, also where the zone has its responsible person', () => {
    const { after, then, told } = given().when(tipOff);
    then('HazardReported', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'reported', reportedBy: '', obligation: { duty: 'hazard.assign', owedBy: { post: 'office' } } });
    expect(told()).toEqual(['zhao task']);
  });

  it('that is assigned is accepted, which its reporter is told once, with what the office adds', () => {
    const { after, then } = given(tipOff).when(assigns('已安排核查'));
    then('HazardAssigned', 'ReporterAnswered', 'ObligationOpened');
    expect(after?.answers).toMatchObject([{ kind: 'accepted', text: '已安排核查' }]);
    const returned = gives('2026-09-30 10:00', { type: 'ReturnToOffice', by: people.zhang, reason: '不在本区' });
    given(tipOff, assigns(), returned)
      .when(gives('2026-09-30 11:00', { type: 'AssignHazard', by: people.zhao, zone: north }))
      .then('HazardAssigned', 'ObligationOpened');
  });

  it.each([
    ['closed', given(tipOff, assigns(), rectified), passes],
    ['voided', given(tipOff), asksToVoid],
  ] as const)('is not %s without an answer to its reporter (安全生产法 73-76)', (_, before, ends) => {
    before.when(ends()).thenRefused('ANSWER_REQUIRED');
    before.when(ends(' ')).thenRefused('ANSWER_REQUIRED');
    expect(before.when(ends('已答复')).decision.kind).toBe('accepted');
  });

  it('that is no hazard is voided by two people, and its reporter reads what the office wrote', () => {
    const asked = asksToVoid('经现场核实，护栏齐全。');
    const { after, then } = given(tipOff, asked).when(isGranted('2026-09-30 09:00', given(tipOff, asked).state, people.sun));
    then('RequestGranted', 'HazardVoided', 'ReporterAnswered');
    expect(after?.answers).toMatchObject([{ kind: 'notAccepted', text: '经现场核实，护栏齐全。' }]);
  });

  it('is answered further by the office alone, also after its end, and not with nothing', () => {
    const answers = (by: string, text = '补充说明') => gives('2026-10-14 10:00', { type: 'AnswerReporter', by, text });
    const closed = given(tipOff, assigns(), rectified, passes('已补齐'));
    closed.when(answers(people.zhao)).then('ReporterAnswered');
    closed.when(answers(people.zhang)).thenRefused('OFFICE_ONLY');
    closed.when(answers(people.zhao, ' ')).thenRefused('REASON_REQUIRED');
    given(reports(came)).when(answers(people.zhao)).thenRefused('NO_REPORTER');
  });
});

describe('a tip-off that was merged into another hazard', () => {
  const duplicate = { from: 'the tip-off', number: 'AQ-2026-00002', zone: north, owedBy: null, tipOff: true };
  const absorbs = gives('2026-09-30 10:00', { type: 'AbsorbDuplicate', by: people.zhao, reason: '同一处', ...duplicate } as HazardCommand);

  it('tells its reporter, and the other hazard that somebody waits', () => {
    const merges = gives('2026-09-30 10:00', { type: 'MergeHazard', by: people.zhao, into: 'the other', reason: '同一处' });
    const { after, decision } = given(tipOff).when(merges);
    expect(after?.answers).toMatchObject([{ kind: 'merged' }]);
    expect(decision).toMatchObject({ then: [{ to: 'other', caseId: 'the other', command: { tipOff: true } }] });
  });

  it('is answered when that one is closed, which needs an answer for it', () => {
    const other = given(reports(came), absorbs, rectified);
    other.when(verifies('2026-10-13 10:00', true)).thenRefused('ANSWER_REQUIRED');
    expect(other.when(passes('已补齐')).decision).toMatchObject({
      then: [{ to: 'other', caseId: 'the tip-off', command: { type: 'PassAnswerOn', answer: { kind: 'closed', text: '已补齐' } } }],
    });
    const merged = given(tipOff, gives('2026-09-30 10:00', { type: 'MergeHazard', by: people.zhao, into: 'x', reason: '同一处' }));
    const answer = { kind: 'closed', text: '已补齐', at: instantOf('2026-10-13 10:00') } as const;
    merged.when(gives('2026-10-13 10:00', { type: 'PassAnswerOn', by: people.zhao, answer })).then('ReporterAnswered');
  });
});

describe('what the public may know of a case', () => {
  const story = [tipOff, assigns('已安排核查'), rectified, passes('已补齐')] as const;
  const known = (...steps: Parameters<typeof given>) => {
    const progress = progressOf(given(...steps).state ?? {}, entriesOf(...steps));
    return progress.steps.map(({ at }) => at && showInShanghai(at));
  };

  it.each([
    ['that it was received', [tipOff], [came, null, null, null]],
    ['that it is being dealt with', story.slice(0, 2), [came, '2026-09-29 10:00', null, null]],
    ['not that somebody says it is put right', story.slice(0, 3), [came, '2026-09-29 10:00', null, null]],
    ['that it was verified and closed', story, [came, '2026-09-29 10:00', '2026-10-13 10:00', '2026-10-13 10:00']],
  ])('is %s', (_, steps, dates) => {
    expect(known(...steps)).toEqual(dates);
  });

  it('is nothing else: no number, no name, no zone, no words of those who deal with it', () => {
    const progress = progressOf(given(...story).state ?? {}, entriesOf(...story));
    expect(Object.keys(progress)).toEqual(['steps', 'answers', 'isDeclined']);
    expect(progress.answers.map((each) => Object.keys(each).sort())).toEqual([
      ['at', 'kind', 'text'],
      ['at', 'kind', 'text'],
    ]);
    expect(JSON.stringify(progress)).not.toMatch(/AQ-|zhao|zhang|east|补齐两处/);
  });
});
