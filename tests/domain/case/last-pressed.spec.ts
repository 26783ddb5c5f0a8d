import { expect, it } from 'vitest';
import { lastPressed, whyNotChased, whyNotPressedAgain } from '../../../domain/case/press.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aMoment, given, gives, people, rectifies, reports } from '../../support/given.ts';

const chases = (at: string, by: string) => gives(at, { type: 'ChaseHazard', by, words: '' });
const reported = reports('2026-09-29 09:10');
const pressedAfter = (...steps: Parameters<typeof given>) => {
  const { state } = given(...steps);
  return state && lastPressed(state);
};

it('who pressed last is known as long as the same step is owed', () => {
  expect(pressedAfter(reported)).toBeNull();
  const both = [reported, chases('2026-09-29 10:00', people.zhao), chases('2026-09-29 10:20', people.li)] as const;
  expect(pressedAfter(...both)).toEqual({ by: people.li, at: instantOf('2026-09-29 10:20') });
  // What was pressed for is done: nobody has pressed for the verification.
  expect(pressedAfter(...both, rectifies('2026-09-30 10:00'))).toBeNull();
});

it('who presses many presses nobody again within the hour in which another did', () => {
  const { state } = given(reported, chases('2026-09-29 10:00', people.zhao));
  if (!state) throw new Error('it was reported');
  const why = (by: string, at: string) => [whyNotChased(state, by, aMoment(at)), whyNotPressedAgain(state, by, aMoment(at))];
  expect(why(people.li, '2026-09-29 10:59')).toEqual([null, 'CHASED_LATELY']);
  expect(why(people.li, '2026-09-29 11:00')).toEqual([null, null]);
  expect(why(people.zhao, '2026-09-29 10:59')).toEqual(['CHASED_LATELY', 'CHASED_LATELY']);
  expect(why(people.zhang, '2026-09-29 10:59')).toEqual(['MAY_NOT_CHASE', 'MAY_NOT_CHASE']);
});
