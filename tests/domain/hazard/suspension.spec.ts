import { describe, expect, it } from 'vitest';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { asksToSuspend, given, isGranted, people, reports, resumes, rings } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
/** Due on 2026-10-12 17:30; asked on 9 October with three workdays left: 9 (today), 10 and 12. */
const asked = given(reports(opened), asksToSuspend('2026-10-09 10:00', '2026-11-30'));
const suspended = [reports(opened), asksToSuspend('2026-10-09 10:00', '2026-11-30'), isGranted('2026-10-09 11:00', asked.state)];

describe('a suspension (挂账) that was granted', () => {
  it('stops the clock of the repair; the office owes the review, by its date', () => {
    const { after, then } = given(reports(opened), asksToSuspend('2026-10-09 10:00', '2026-11-30')).when(
      isGranted('2026-10-09 11:00', asked.state),
    );
    then('RequestGranted', 'HazardSuspended', 'ObligationOpened');
    expect(after).toMatchObject({
      stage: 'suspended',
      obligation: { duty: 'hazard.review', owedBy: { post: 'office' } },
      suspensions: [{ to: null, workdaysLeft: 2 }],
    });
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-11-30 17:30');
  });

  it('lets the old deadline pass in silence, and the review climb instead', () => {
    given(...suspended)
      .when(rings('2026-10-14 17:30'))
      .thenNothing('NOTHING_DUE');
    const { after } = given(...suspended, rings('2026-11-25 17:30')).when(rings('2026-12-02 17:30'));
    expect(after?.highestLevel).toBe(2);
  });

  it('goes on with the workdays that were left once the office resumes it, and counts the pause', () => {
    const { after, then } = given(...suspended).when(resumes('2026-11-02 09:00'));
    then('HazardResumed', 'ObligationOpened');
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-11-04 17:30');
    expect(after?.suspensions.map(({ from, to }) => [showInShanghai(from), to && showInShanghai(to)])).toEqual([
      ['2026-10-09 11:00', '2026-11-02 09:00'],
    ]);
  });

  it('leaves at least a workday where none was left', () => {
    const overdue = given(reports(opened), asksToSuspend('2026-10-15 10:00', '2026-11-30'));
    const { after } = given(
      reports(opened),
      asksToSuspend('2026-10-15 10:00', '2026-11-30'),
      isGranted('2026-10-15 11:00', overdue.state),
    ).when(resumes('2026-11-02 09:00'));
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-11-03 17:30');
  });

  it('is resumed by the office alone', () => {
    given(...suspended)
      .when(resumes('2026-11-02 09:00', people.zhang))
      .thenRefused('OFFICE_ONLY');
    given(reports(opened)).when(resumes('2026-11-02 09:00')).thenRefused('WRONG_STAGE');
  });

  it('is not asked with a review more than ninety days ahead', () => {
    given(reports(opened)).when(asksToSuspend('2026-10-09 10:00', '2027-01-20')).thenRefused('REVIEW_TOO_FAR');
  });

  it('may be prolonged at its review, again by a decision', () => {
    const prolong = asksToSuspend('2026-11-30 10:00', '2027-01-15', people.zhao);
    const { after } = given(...suspended).when(prolong);
    const { after: prolonged } = given(...suspended, prolong).when(isGranted('2026-11-30 11:00', after));
    expect(prolonged).toMatchObject({ stage: 'suspended', suspensions: [{ to: null }] });
    expect(showInShanghai(prolonged?.obligation?.due.at as never)).toBe('2027-01-15 17:30');
  });
});
