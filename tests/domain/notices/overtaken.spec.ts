import { describe, expect, it } from 'vitest';
import { isOvertaken } from '../../../domain/notices/overtaken.ts';
import type { Since, WaitingNotice } from '../../../domain/notices/overtaken.ts';
import type { Absence, Tenure } from '../../../domain/people/roster.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import type { PersonId, Post } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aRoster, people } from '../../support/given.ts';

const morning = instantOf('2026-09-30 08:30');
const { zhang, li, qian, zhao, sun } = people;

const forZhang: WaitingNotice = { person: zhang, kind: 'task', obligation: 1, post: 'specific', zone: 'east' };
const told = (person: PersonId, post: Post = 'specific') => ({ owed: 1, handedTo: [{ person, post }] });
const nobodyTold: Since = { owed: 1, handedTo: [] };
const over = (owed: number | null): Since => ({ owed, handedTo: [] });

const holds = (post: Post, person: PersonId): Tenure => ({
  ...{ seat: seatFor(post, 'east'), person },
  ...{ from: instantOf('2024-01-01 00:00'), to: null },
});
const rosterWith = (specific: PersonId | null, supervising: PersonId = li, absences: Absence[] = []) =>
  aRoster({
    tenures: [
      ...(specific ? [holds('specific', specific)] : []),
      holds('supervising', supervising),
      holds('office', zhao),
      holds('officeDirector', sun),
    ],
    absences,
  });
const away = (acting: PersonId | null): Absence => ({
  ...{ person: zhang, acting },
  ...{ from: instantOf('2026-09-30 00:00'), to: instantOf('2026-10-10 00:00') },
});

const unchanged = rosterWith(zhang);
const qiansNow = rosterWith(qian);
const vacantNow = rosterWith(null);

describe('a notice that asks for an act and waits', () => {
  it.each([
    ['nothing happened', forZhang, nobodyTold, unchanged, false],
    ['what it asks for was done, something else is owed', forZhang, over(2), unchanged, true],
    ['the case has ended', forZhang, over(null), unchanged, true],
    ['another person holds the seat and was told that he takes over', forZhang, told(qian), qiansNow, true],
    [
      'another person holds the seat, and nobody has told him yet: better the former holder than nobody',
      forZhang,
      nobodyTold,
      qiansNow,
      false,
    ],
    ['somebody was told who is not in the seat either, for it changed once more', forZhang, told(sun), qiansNow, false],
    ['he who has the seat now was told of another step, in another post', forZhang, told(qian, 'supervising'), qiansNow, false],
    ['the seat went away and came back', forZhang, told(qian), unchanged, false],
    ['he is away and somebody acts for him: he may still act himself', forZhang, told(qian), rosterWith(zhang, li, [away(qian)]), false],
    ['he is away with nobody acting', forZhang, nobodyTold, rosterWith(zhang, li, [away(null)]), false],
    ['the seat is vacant, and the office was told that it stands in', forZhang, told(zhao), vacantNow, true],
    ['the seat is vacant, and the office was not told', forZhang, nobodyTold, vacantNow, false],
    ['the office stands in for a vacant seat', { ...forZhang, person: zhao }, nobodyTold, vacantNow, false],
    ['the office stood in, and the appointed one was told', { ...forZhang, person: zhao }, told(qian), qiansNow, true],
    [
      'an escalation to a deputy who is none any more: no handing over tells the new one of it',
      escalationTo(li),
      told(qian),
      rosterWith(qian, sun),
      false,
    ],
    [
      'a notice that asks for nothing goes out, whoever holds the seat',
      { ...forZhang, kind: 'moved' as const },
      told(qian),
      qiansNow,
      false,
    ],
  ])('%s', (_, notice, since, roster, isGone) => {
    expect(isOvertaken(notice, since, roster, morning)).toBe(isGone);
  });
});

function escalationTo(person: PersonId): WaitingNotice {
  return { ...forZhang, person, kind: 'escalation', post: 'supervising' };
}
