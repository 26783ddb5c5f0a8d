import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { exampleLadder } from '../../../domain/escalation/example-ladder.ts';
import { instantOf, showInShanghai } from '../../../domain/time/instant.ts';
import { shippedCalendar } from '../../../domain/time/work-calendar.ts';

const opened = instantOf('2026-09-29 09:10');

describe('the ladder of a draft, as an example', () => {
  it('is dated over the holidays and make-up workdays of the real calendar', () => {
    const { due, rungs, holidays, makeupWorkdays } = exampleLadder(defaultPolicy, 'hazard.rectify.general', opened, shippedCalendar);
    expect([showInShanghai(due.at), due.certainty]).toEqual(['2026-10-12 17:30', 'firm']);
    expect(holidays).toEqual([{ from: '2026-10-01', to: '2026-10-07' }]);
    expect(makeupWorkdays).toEqual(['2026-10-10']);
    expect(rungs.map(({ key, at }) => `${showInShanghai(at)} ${key}`)).toEqual([
      '2026-09-30 17:30 acknowledge',
      '2026-10-09 13:30 half-way',
      '2026-10-10 17:30 day-before',
      '2026-10-12 17:30 supervising',
      '2026-10-14 17:30 first',
      '2026-10-15 17:30 weekly',
    ]);
  });

  it('follows the draft, and is provisional where the year is', () => {
    const rectify = { ...defaultPolicy.ladders['hazard.rectify.general'], limit: { workdays: 100 } };
    const draft = { ...defaultPolicy, ladders: { ...defaultPolicy.ladders, 'hazard.rectify.general': rectify } };
    const { due } = exampleLadder(draft, 'hazard.rectify.general', opened, shippedCalendar);
    expect([due.at > instantOf('2027-01-01 00:00'), due.certainty]).toEqual([true, 'provisional']);
  });

  it('is refused where no calendar reaches', () => {
    expect(() => exampleLadder(defaultPolicy, 'hazard.rectify.general', instantOf('2036-01-05 09:00'), shippedCalendar)).toThrow(
      RangeError,
    );
  });
});
