import { describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../../domain/hazard/commands.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import {
  asksToExtend,
  asksToSuspend,
  given,
  gives,
  isGranted,
  north,
  people,
  rectifies,
  reports,
  verifies,
  west,
} from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const later = '2026-10-09 10:00';
const other = 'the other hazard';
const merges = (by: string = people.zhao, reason = '同一处') => gives(later, { type: 'MergeHazard', by, into: other, reason });
const unmerges = (by: string = people.zhao, reason = '并非同一处') => gives('2026-10-12 10:00', { type: 'UnmergeHazard', by, reason });
const duplicate = { from: 'the duplicate', number: 'AQ-2026-00002', zone: north, owedBy: seatFor('specific', north) };
const absorbs = (changes: object = {}) =>
  gives(later, { type: 'AbsorbDuplicate', by: people.zhao, reason: '同一处', ...duplicate, ...changes } as HazardCommand);
const releases = (at = '2026-10-12 10:00') =>
  gives(at, { type: 'ReleaseDuplicate', by: people.zhao, reason: '并非同一处', from: duplicate.from });

describe('a duplicate that is merged', () => {
  it('ends, and the other hazard hears which one it was and who owed it', () => {
    const { after, then, told, decision } = given(reports(opened)).when(merges());
    then('HazardMerged');
    expect(after).toMatchObject({ stage: 'merged', mergedInto: other, obligation: null });
    expect(told()).toEqual([`${people.qian} ended`]);
    expect(decision).toMatchObject({
      then: [
        {
          to: 'other',
          kind: 'hazard',
          caseId: other,
          command: { type: 'AbsorbDuplicate', number: 'AQ-2026-00001', zone: 'east', owedBy: { post: 'specific', scope: 'east' } },
        },
      ],
    });
  });

  it('takes with it what was asked for it', () => {
    const { decision } = given(reports(opened), asksToExtend('2026-10-09 09:00', '2026-10-20')).when(merges());
    expect(decision).toMatchObject({ then: [{ to: 'other' }, { to: 'part', command: { type: 'LapseRequest' } }] });
  });

  it('stands still no longer, if it was suspended', () => {
    const asked = asksToSuspend('2026-10-08 10:00', '2026-11-30');
    const granted = isGranted('2026-10-08 11:00', given(reports(opened), asked).state);
    const { after } = given(reports(opened), asked, granted).when(merges());
    expect(after?.suspensions.map(({ to }) => to && showInShanghai(to))).toEqual([later]);
  });

  it('goes on by itself when that is taken back, handed over with its full limit, and whoever owes it hears why', () => {
    const { after, then, told, decision } = given(reports(opened), merges()).when(unmerges());
    then('HazardUnmerged', 'HazardAssigned', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'rectifying', mergedInto: null, obligation: { id: 2 } });
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-10-19 17:30');
    expect(told()).toEqual(['zhang task']);
    expect(decision).toMatchObject({ then: [{ to: 'other', caseId: other, command: { type: 'ReleaseDuplicate' } }] });
  });

  it('waits for its assignment again where the zone has no specific person', () => {
    given(reports(opened, west), merges()).when(unmerges()).then('HazardUnmerged', 'ObligationOpened');
  });

  it.each<[string, ReturnType<typeof gives>, string]>([
    ['merged by somebody outside the office', merges(people.zhang), 'OFFICE_ONLY'],
    ['merged without a reason', merges(people.zhao, ' '), 'REASON_REQUIRED'],
    ['taken back before it was merged', unmerges(), 'WRONG_STAGE'],
  ])('is not %s', (_, step, code) => given(reports(opened)).when(step).thenRefused(code));

  it.each<[string, ReturnType<typeof gives>, string]>([
    ['merged twice', merges(), 'WRONG_STAGE'],
    ['taken back by somebody outside the office', unmerges(people.zhang), 'OFFICE_ONLY'],
    ['taken back without a reason', unmerges(people.zhao, ''), 'REASON_REQUIRED'],
  ])('is not %s once it is merged', (_, step, code) => given(reports(opened), merges()).when(step).thenRefused(code));
});

describe('the hazard into which a duplicate is merged', () => {
  it('has it in its history; whoever owes it and whoever owed the duplicate are told, each once', () => {
    const { after, then, told } = given(reports(opened)).when(absorbs());
    then('DuplicateAbsorbed');
    expect(after?.duplicates).toEqual([duplicate]);
    expect(told()).toEqual(['zhang merged', 'zhou merged']);
    expect(
      given(reports(opened))
        .when(absorbs({ zone: 'east', owedBy: seatFor('specific', 'east') }))
        .told(),
    ).toEqual(['zhang merged']);
  });

  it('is another one, and open', () => {
    given(reports(opened))
      .when(absorbs({ number: 'AQ-2026-00001' }))
      .thenRefused('INTO_ITSELF');
    given(reports(opened), rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true)).when(absorbs()).thenRefused('OTHER_ENDED');
    given(reports(opened), merges()).when(absorbs()).thenRefused('OTHER_ENDED');
  });

  it('lets it go again, also after its own end', () => {
    const { after } = given(reports(opened), absorbs()).when(releases());
    expect(after?.duplicates).toEqual([]);
    given(reports(opened), absorbs(), rectifies('2026-10-10 10:00'), verifies('2026-10-10 11:00', true))
      .when(releases())
      .then('DuplicateReleased');
    given(reports(opened)).when(releases()).thenNothing('ALREADY_DONE');
  });
});
