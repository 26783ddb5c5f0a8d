import { describe, expect, it } from 'vitest';
import { instantOf, showInShanghai } from '../../../domain/time/instant.ts';
import { aRoster, given, people, rectifies, reports, rings, verifies, west } from '../../support/given.ts';

const opened = '2026-09-29 09:10';

describe('a hazard that was just reported', () => {
  it('goes to the zone’s specific person at once', () => {
    const { after, then } = given().when(reports(opened));
    then('HazardReported', 'HazardAssigned', 'ObligationOpened');
    expect(after?.obligation).toMatchObject({ duty: 'hazard.rectify.general', owedBy: { post: 'specific', scope: 'east' } });
    expect(showInShanghai(after?.obligation?.due.at ?? instantOf(opened))).toBe('2026-10-12 17:30');
  });

  it('goes to the office where the zone has no specific person', () => {
    const { after, then } = given().when(reports(opened, west));
    then('HazardReported', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'reported', obligation: { duty: 'hazard.assign', owedBy: { post: 'office' } } });
  });

  it('is owed within the limit of its class', () => {
    expect(given(reports(opened, 'east', { class: 'major' })).state?.obligation?.duty).toBe('hazard.rectify.major');
    expect(given(reports(opened, 'east', { mode: 'immediate' })).state?.obligation?.duty).toBe('hazard.rectify.immediate');
  });

  it('can be acknowledged once by whoever owes it, and the deadline stays', () => {
    const acknowledge = (by: string) => ({ at: '2026-09-29 10:00', command: { type: 'Acknowledge' as const, by } });
    given(reports(opened)).when(acknowledge(people.zhang)).then('Acknowledged');
    given(reports(opened)).when(acknowledge(people.li)).thenRefused('NOT_YOURS');
    given(reports(opened), acknowledge(people.zhang)).when(acknowledge(people.zhang)).thenNothing('ALREADY_DONE');
    const before = given(reports(opened)).state?.obligation?.due;
    expect(given(reports(opened), acknowledge(people.zhang)).state?.obligation?.due).toEqual(before);
  });

  it('is voided by nobody alone: the office asks with a reason, a second person decides', () => {
    const voids = (by: string, reason: string) => ({ at: opened, command: { type: 'VoidHazard' as const, by, reason } });
    given(reports(opened)).when(voids(people.zhao, '重复登记')).then('RequestMade');
    given(reports(opened)).when(voids(people.zhang, '重复登记')).thenRefused('OFFICE_ONLY');
    given(reports(opened)).when(voids(people.zhao, ' ')).thenRefused('REASON_REQUIRED');
  });
});

describe('a hazard that waits for assignment', () => {
  const assigns = (by: string, zone: string | null) => ({ at: opened, command: { type: 'AssignHazard' as const, by, zone } });

  it('is assigned by the office to a zone that has a specific person', () => {
    const { after, then } = given(reports(opened, west)).when(assigns(people.zhao, 'east'));
    then('HazardAssigned', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'rectifying', zone: 'east', obligation: { id: 2 } });
  });

  it('cannot go to a vacant seat, nor be assigned by anyone else', () => {
    given(reports(opened, west)).when(assigns(people.zhao, null)).thenRefused('SEAT_VACANT');
    given(reports(opened, west)).when(assigns(people.zhang, 'east')).thenRefused('OFFICE_ONLY');
  });
});

describe('a hazard being rectified', () => {
  it('is rectified by whoever owes it, then the office owes the verification', () => {
    const { after, then } = given(reports(opened)).when(rectifies('2026-09-30 10:00'));
    then('HazardRectified', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'verifying', rectifiedBy: people.zhang, obligation: { duty: 'hazard.verify.general' } });
  });

  it('is not rectified by somebody else', () => {
    given(reports(opened)).when(rectifies('2026-09-30 10:00', people.li)).thenRefused('NOT_YOURS');
  });

  it('may be rectified by the acting person', () => {
    const absences = [
      { person: people.zhang, from: instantOf('2026-09-30 00:00'), to: instantOf('2026-10-09 00:00'), acting: people.qian },
    ];
    given(reports(opened))
      .when({ ...rectifies('2026-09-30 10:00', people.qian), roster: aRoster({ absences }) })
      .then('HazardRectified', 'ObligationOpened');
  });
});

describe('a hazard that waits for verification', () => {
  const waiting = [reports(opened), rectifies('2026-09-30 10:00')];

  it('closes when it passes', () => {
    const { after, then } = given(...waiting).when(verifies('2026-09-30 11:00', true));
    then('VerificationPassed', 'HazardClosed');
    expect(after).toMatchObject({ stage: 'closed', obligation: null });
  });

  it('is owed again with a clock of its own when it fails', () => {
    const { after, then } = given(...waiting).when(verifies('2026-10-09 11:00', false));
    then('VerificationFailed', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'rectifying', reworks: 1, obligation: { id: 3, fired: [], level: 0 } });
    expect(showInShanghai(after?.obligation?.due.at ?? instantOf(opened))).toBe('2026-10-15 17:30');
  });

  it('is never verified by its rectifier, its zone’s person or somebody outside the office', () => {
    given(...waiting)
      .when(verifies('2026-09-30 11:00', true, people.zhang))
      .thenRefused('VERIFIER_IS_RECTIFIER');
    given(...waiting)
      .when(verifies('2026-09-30 11:00', true, people.li))
      .thenRefused('OFFICE_ONLY');
    given(...waiting)
      .when(verifies('2026-09-30 11:00', true, people.qian))
      .thenRefused('OFFICE_ONLY');
  });
});

describe('the clock of a closed hazard', () => {
  it('rings in vain', () => {
    given(reports(opened), rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true))
      .when(rings('2026-12-01 09:00'))
      .thenNothing('CASE_ENDED');
  });
});
