import { describe, expect, it } from 'vitest';
import { preview } from '../../../domain/escalation/dated-ladder.ts';
import type { Hazard } from '../../../domain/hazard/hazard.ts';
import { showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment, asksToExtend, given, isGranted, isRefused, people, rectifies, reports, rings, verifies } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const reported = reports(opened);
/** Due on 2026-10-12 17:30. */
const asked = given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20'));
const dueOf = (hazard: Hazard | null) => (hazard?.obligation ? showInShanghai(hazard.obligation.due.at) : null);
const ladderOf = (hazard: Hazard | null) =>
  hazard?.obligation
    ? preview(hazard.obligation, aMoment(opened)).map(
        ({ key, at }) => `${key} ${showInShanghai(at)}${hazard.obligation?.fired.includes(key) ? ' ✓' : ''}`,
      )
    : [];

describe('an extension (延期) that was asked', () => {
  it('moves nothing while nobody has decided: the ladder is climbed on', () => {
    expect(dueOf(asked.state)).toBe('2026-10-12 17:30');
    given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20'), rings('2026-10-10 17:30'))
      .when(rings('2026-10-12 17:30'))
      .then('RungFired');
  });

  it('moves the deadline and every rung that still lies ahead once it is granted; reminders come again', () => {
    const { after, then } = given(reported, rings('2026-10-10 09:00'), asksToExtend('2026-10-10 10:00', '2026-10-20')).when(
      isGranted('2026-10-10 11:00', asked.state),
    );
    then('RequestGranted', 'DeadlineMoved');
    expect(ladderOf(after)).toEqual([
      'acknowledge 2026-09-30 17:30 ✓',
      'half-way 2026-10-15 14:15',
      'day-before 2026-10-19 17:30',
      'supervising 2026-10-20 17:30',
      'first 2026-10-22 17:30',
      'weekly 2026-10-23 17:30',
    ]);
  });

  it('granted after the deadline, climbs again from the new one and keeps the level that was reached', () => {
    const overdue = [reported, rings('2026-10-12 17:30')];
    const { after } = given(...overdue, asksToExtend('2026-10-13 09:00', '2026-10-20')).when(isGranted('2026-10-13 10:00', asked.state));
    expect(after).toMatchObject({ obligation: { level: 1 }, highestLevel: 1 });
    expect(ladderOf(after).filter((line) => line.endsWith('✓'))).toEqual(['acknowledge 2026-09-30 17:30 ✓']);
    given(...overdue, asksToExtend('2026-10-13 09:00', '2026-10-20'), isGranted('2026-10-13 10:00', asked.state))
      .when(rings('2026-10-13 10:01'))
      .thenNothing('NOTHING_DUE');
  });

  it('leaves everything as it was when it is not granted, and may then be asked again', () => {
    const refused = isRefused('2026-10-10 11:00', asked.state, '材料已到场');
    const { after } = given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20')).when(refused);
    expect([dueOf(after), after?.pending]).toEqual(['2026-10-12 17:30', null]);
    given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20'), refused)
      .when(asksToExtend('2026-10-10 14:00', '2026-10-16'))
      .then('RequestMade');
  });

  it('lapses when the repair is done first', () => {
    const { decision, after } = given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20')).when(rectifies('2026-10-10 11:00'));
    expect(decision).toMatchObject({ then: [{ to: 'part', part: 'request/1', command: { type: 'LapseRequest' } }] });
    expect(after?.pending).toBeNull();
  });

  it.each([
    ['by somebody who does not owe the repair', asksToExtend('2026-10-10 10:00', '2026-10-20', people.li), 'NOT_YOURS'],
    ['to a date before the present deadline', asksToExtend('2026-10-09 10:00', '2026-10-11'), 'NOT_LATER'],
    ['by more days in all than the policy allows (30)', asksToExtend('2026-10-10 10:00', '2026-11-12'), 'EXTENSION_TOO_LONG'],
    [
      'without a reason',
      {
        ...asksToExtend('2026-10-10 10:00', '2026-10-20'),
        command: { ...asksToExtend('2026-10-10 10:00', '2026-10-20').command, reason: ' ' } as never,
      },
      'REASON_REQUIRED',
    ],
  ])('is refused %s', (_, step, code) => given(reported).when(step).thenRefused(code));

  it('is refused while another one waits for its decision', () => {
    given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20'))
      .when(asksToExtend('2026-10-10 10:30', '2026-10-21'))
      .thenRefused('REQUEST_PENDING');
  });

  it('is refused where nothing is being repaired', () => {
    given(reported, rectifies('2026-10-09 10:00')).when(asksToExtend('2026-10-10 10:00', '2026-10-20')).thenRefused('WRONG_STAGE');
  });

  it('is decided by the supervising deputy the first time, by the first responsible person from the second on, and has its limit', () => {
    const steps = [reported];
    const askAndGrant = (ask: string, until: string) => {
      const step = asksToExtend(ask, until);
      const { decision, after } = given(...steps).when(step);
      steps.push(step, isGranted(ask, after));
      return decision.kind === 'accepted' && decision.then?.[0]?.command['decidedBy'];
    };
    expect(askAndGrant('2026-10-10 10:00', '2026-10-14')).toBe('supervising');
    expect(askAndGrant('2026-10-13 10:00', '2026-10-16')).toBe('first');
    expect(askAndGrant('2026-10-15 10:00', '2026-10-20')).toBe('first');
    given(...steps)
      .when(asksToExtend('2026-10-19 10:00', '2026-10-21'))
      .thenRefused('EXTENSION_LIMIT');
  });

  it('says in the mail what the reader may do, and to whom', () => {
    const { after } = given(reported, asksToExtend('2026-10-10 10:00', '2026-10-20')).when(isGranted('2026-10-10 11:00', asked.state));
    expect(after?.extensions).toEqual({ granted: 1, days: 8 });
  });
});

describe('after an extension the hazard', () => {
  it('is verified, found wanting and climbs as ever', () => {
    given(
      reported,
      asksToExtend('2026-10-10 10:00', '2026-10-20'),
      isGranted('2026-10-10 11:00', asked.state),
      rectifies('2026-10-19 09:00'),
    )
      .when(verifies('2026-10-19 10:00', false))
      .then('VerificationFailed', 'ObligationOpened');
  });
});
