import { expect, it } from 'vitest';
import { lastPressed } from '../../../domain/case/press.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { given, gives, people, rectifies, reports } from '../../support/given.ts';

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
