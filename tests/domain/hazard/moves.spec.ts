import { describe, expect, it } from 'vitest';
import type { HazardCommand } from '../../../domain/hazard/commands.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { given, gives, north, people, rectifies, reports, rings, west } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const later = '2026-10-09 10:00';
const returns = (by: string, reason = '不在本责任区') => gives(later, { type: 'ReturnToOffice', by, reason });
const reassigns = (by: string, zone: string, reason = '属城北责任区') => gives(later, { type: 'ReassignHazard', by, zone, reason });

describe('a hazard that was handed to the wrong zone', () => {
  it('is returned by whoever owes the repair: the office owes the assignment again, and is told why', () => {
    const { after, then, told } = given(reports(opened)).when(returns(people.zhang));
    then('HazardReturned', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'reported', obligation: { id: 2, duty: 'hazard.assign', owedBy: { post: 'office' } } });
    expect(told()).toEqual(['zhao returned']);
  });

  it('is then assigned by the office, with a full limit', () => {
    const assigns: HazardCommand = { type: 'AssignHazard', by: people.zhao, zone: north };
    const { after } = given(reports(opened), returns(people.zhang)).when(gives('2026-10-09 11:00', assigns));
    expect(after).toMatchObject({ stage: 'rectifying', zone: north, obligation: { id: 3, owedBy: { post: 'specific', scope: north } } });
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-10-15 17:30');
  });

  it('is reassigned by the office: the new person has the full limit, the former one hears that nothing is left to do', () => {
    const { after, then, told } = given(reports(opened)).when(reassigns(people.zhao, north));
    then('HazardReassigned', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'rectifying', zone: north, obligation: { id: 2, fired: [], level: 0 } });
    expect(showInShanghai(after?.obligation?.due.at as never)).toBe('2026-10-15 17:30');
    expect(told()).toEqual(['zhang reassigned', 'zhou task']);
  });

  it('keeps what it had climbed to, and climbs on from the new deadline', () => {
    const overdue = [reports(opened), rings('2026-10-12 17:30')];
    const late = gives('2026-10-13 09:00', { type: 'ReassignHazard', by: people.zhao, zone: north, reason: '属城北责任区' });
    const { after } = given(...overdue).when(late);
    expect(after).toMatchObject({ highestLevel: 1, obligation: { level: 0 } });
    given(...overdue, late)
      .when(rings('2026-10-20 17:30'))
      .then('RungFired', 'RungFired');
  });
});

describe.each<[string, ReturnType<typeof gives>, string]>([
  ['returned by somebody who does not owe it', returns(people.li), 'NOT_YOURS'],
  ['returned without a reason', returns(people.zhang, ' '), 'REASON_REQUIRED'],
  ['reassigned by somebody outside the office', reassigns(people.zhang, north), 'OFFICE_ONLY'],
  ['reassigned to a zone that does not exist', reassigns(people.zhao, 'nowhere'), 'ZONE_UNKNOWN'],
  ['reassigned to the zone where it is', reassigns(people.zhao, 'east'), 'SAME_ZONE'],
  ['reassigned to a vacant seat', reassigns(people.zhao, west), 'SEAT_VACANT'],
  ['reassigned without a reason', reassigns(people.zhao, north, ''), 'REASON_REQUIRED'],
])('a hazard being rectified is not %s', (_, step, code) => {
  it(`but refused: ${code}`, () => given(reports(opened)).when(step).thenRefused(code));
});

it.each([returns(people.zhang), reassigns(people.zhao, north)])('a hazard that waits for verification stays where it is: %j', (step) => {
  given(reports(opened), rectifies('2026-09-30 10:00')).when(step).thenRefused('WRONG_STAGE');
});
