import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import type { Ladder, Policy, Rung } from '../../../domain/escalation/policy.ts';
import type { HazardCommand } from '../../../domain/hazard/commands.ts';
import { decide } from '../../../domain/hazard/decide.ts';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../../../domain/hazard/hazard.ts';
import { servedIn } from '../../../domain/rehearsal/past-case.ts';
import type { PastCase } from '../../../domain/rehearsal/past-case.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { showRehearsal } from '../../../domain/rehearsal/show-rehearsal.ts';
import { instantFromMs, instantOf, msOf, showInShanghai } from '../../../domain/time/instant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { aMoment, asksToExtend, given, isGranted, people, rectifies, reports, rings, verifies } from '../../support/given.ts';

type Step = { at: string; command: HazardCommand };
const opened = '2026-09-29 09:10';
/** What the ledger keeps of these steps. */
function past(...steps: Step[]): PastCase {
  let hazard: Hazard | null = null;
  const entries: { at: Instant; events: HazardEvent[] }[] = [];
  for (const { at, command } of steps) {
    const decision = decide(hazard, command, aMoment(at));
    if (decision.kind !== 'accepted') throw new Error(JSON.stringify(decision));
    hazard = decision.events.reduce<Hazard | null>(evolve, hazard);
    entries.push({ at: instantOf(at), events: decision.events });
  }
  const served = servedIn(entries, (state, event) => evolve(state as Hazard | null, event as HazardEvent));
  return { id: 'a', kind: 'hazard', number: 'AQ-2026-00001', title: '脚手架连墙件缺失', served, isWhole: true };
}
const draft = (changes: Partial<Ladder>): Omit<Policy, 'version'> => ({
  ...defaultPolicy,
  ladders: { ...defaultPolicy.ladders, 'hazard.rectify.general': { ...defaultPolicy.ladders['hazard.rectify.general'], ...changes } },
});
const now = aMoment('2026-12-01 09:00');
const threeDays = draft({ limit: { workdays: 3 } });
const acknowledges = (at: string): Step => ({ at, command: { type: 'Acknowledge', by: people.zhang } });

describe('what was owed for a case', () => {
  it('is read from its entries: what was opened, and when it ended', () => {
    const { served } = past(
      reports(opened),
      acknowledges('2026-09-30 10:00'),
      rings('2026-10-12 17:30'),
      rectifies('2026-10-13 10:00'),
      verifies('2026-10-14 10:00', true),
    );
    expect(
      served.map(({ obligation, acts, endedAt }) => [obligation.duty, acts.map(({ type }) => type), endedAt && showInShanghai(endedAt)]),
    ).toEqual([
      ['hazard.rectify.general', ['acknowledged'], '2026-10-13 10:00'],
      ['hazard.verify.general', [], '2026-10-14 10:00'],
    ]);
  });

  it('has no end while it is owed', () => {
    expect(past(reports(opened)).served).toMatchObject([{ endedAt: null }]);
  });
});

describe('a rehearsal', () => {
  it('under the same policy changes nothing', () => {
    const same = rehearse([past(reports(opened), rectifies('2026-10-20 10:00'), verifies('2026-10-20 11:00', true))], defaultPolicy, now);
    expect(same.posts).toEqual({
      specific: { reminders: { was: 2, draft: 2 }, escalations: { was: 0, draft: 0 } },
      supervising: { reminders: { was: 0, draft: 0 }, escalations: { was: 3, draft: 3 } },
      first: { reminders: { was: 0, draft: 0 }, escalations: { was: 3, draft: 3 } },
    });
    expect(same).toMatchObject({ cases: 1, lateCases: { was: 1, draft: 1 }, newlyLate: { count: 0 }, noLongerLate: { count: 0 } });
  });

  it.each([
    // What was done, the draft, late by the old and by the draft
    [
      'repaired on the fourth workday is late when three are allowed',
      [rectifies('2026-10-10 10:00')],
      threeDays,
      '2026-10-12 17:30 → 2026-10-09 17:30',
      [0, 1],
    ],
    [
      'repaired on the sixth is in time when ten are allowed',
      [rectifies('2026-10-13 10:00')],
      draft({ limit: { workdays: 10 } }),
      '2026-10-12 17:30 → 2026-10-19 17:30',
      [1, 0],
    ],
    ['repaired at the very end of three days is in time', [rectifies('2026-10-09 17:30')], threeDays, null, [0, 0]],
    ['repaired in time by both differs in nothing', [rectifies('2026-10-08 10:00')], threeDays, null, [0, 0]],
    ['still open is late by both', [], threeDays, null, [1, 1]],
  ] as const)('says whose lateness would differ: %s', (_, done, tried, due, late) => {
    const found = rehearse([past(reports(opened), ...done)], tried, now);
    const differing = [...found.newlyLate.first, ...found.noLongerLate.first];
    expect(differing.map((each) => `${showInShanghai(each.due.was)} → ${showInShanghai(each.due.draft)}`)).toEqual(due ? [due] : []);
    expect(found.duties['hazard.rectify.general']?.late).toEqual({ was: late[0], draft: late[1] });
  });

  it('lets a day that people gave hold, unless the draft’s own deadline is later', () => {
    const ask = asksToExtend('2026-10-10 10:00', '2026-10-20');
    const granted = isGranted('2026-10-10 11:00', given(reports(opened), ask).state);
    const extended = (repaired: string) =>
      past(reports(opened), ask, granted, rectifies(`${repaired} 10:00`), verifies(`${repaired} 11:00`, true));
    const lateBy = (policy: Omit<Policy, 'version'>, repaired = '2026-10-20') =>
      rehearse([extended(repaired)], policy, now).duties['hazard.rectify.general']?.late;
    expect(lateBy(threeDays)).toEqual({ was: 0, draft: 0 });
    expect(lateBy(draft({ limit: { workdays: 30 } }), '2026-10-28')).toEqual({ was: 1, draft: 0 });
    expect(rehearse([extended('2026-10-20')], threeDays, now).posts.supervising?.escalations).toEqual({ was: 0, draft: 1 });
  });

  it('leaves out a reminder of what somebody had acknowledged', () => {
    const seen: Rung = {
      key: 'acknowledge',
      nature: 'reminder',
      when: { afterOpening: { workdays: 1 } },
      tells: ['office'],
      unless: 'acknowledged',
    };
    const tried = draft({ rungs: [seen, ...defaultPolicy.ladders['hazard.rectify.general'].rungs.slice(1)] });
    const office = (...done: Step[]) => rehearse([past(reports(opened), ...done)], tried, now).posts.office?.reminders.draft ?? 0;
    expect([office(), office(acknowledges('2026-09-30 10:00')), office(acknowledges('2026-10-08 10:00'))]).toEqual([1, 0, 1]);
    const reminded = past(
      reports(opened),
      acknowledges('2026-10-10 10:00'),
      rectifies('2026-10-12 10:00'),
      verifies('2026-10-12 11:00', true),
    );
    expect(rehearse([reminded], defaultPolicy, now).posts.specific?.reminders).toEqual({ was: 2, draft: 2 });
  });

  it('of many cases is the sum of its parts', () => {
    const cases = [
      past(reports(opened), rectifies('2026-10-10 10:00')),
      past(reports(opened), rectifies('2026-10-20 10:00')),
      past(reports(opened)),
    ];
    const atOnce = rehearse(cases, threeDays, now);
    expect(cases.reduce((sum, each) => rehearse([each], threeDays, now, sum), rehearse([], threeDays, now))).toEqual(atOnce);
  });

  it('is shown as a table in both languages', () => {
    const rehearsal = rehearse([past(reports(opened), rectifies('2026-10-10 10:00'), verifies('2026-10-10 11:00', true))], threeDays, now);
    expect(showRehearsal(rehearsal, 'zh')).toContain(
      '按草案才超期的（1）：\n  AQ-2026-00001  整改  2026-10-12 17:30 → 2026-10-09 17:30  2026-10-10 10:00',
    );
    expect(showRehearsal(rehearsal, 'zh')).toMatch(/^岗位 +提醒 +升级$/m);
    expect(showRehearsal(rehearsal, 'zh')).toMatch(/^分管责任人 +0 +0 → 1$/m);
    expect(showRehearsal(rehearsal, 'en')).not.toMatch(/\p{Script=Han}|undefined/u);
  });

  it('of a year of ten thousand hazards takes a moment', () => {
    const cases = Array.from({ length: 10_000 }, (_, n): PastCase => {
      const at = (hours: number) => instantFromMs(msOf(instantOf('2025-01-02 09:00')) + ((n * 8_000) / 10_000 + hours) * 3_600_000);
      const [reported, ...later] = [reports('', 'east', n % 20 === 0 ? { mode: 'immediate' } : {}), rectifies(''), verifies('', true)];
      const steps = [reported, ...later].map((step, i) => ({ ...step, at: at(i * (24 + (n % 300))) }) as Step);
      return { ...past(...steps), id: String(n) };
    });
    const beganAt = performance.now();
    const found = rehearse(cases, threeDays, aMoment('2026-03-01 09:00'));
    process.stdout.write(`10,000 hazards rehearsed in ${((performance.now() - beganAt) / 1000).toFixed(1)} s\n`);
    expect(found.cases).toBe(10_000);
    expect(found.newlyLate.count).toBeGreaterThan(100);
    expect(found.newlyLate.first).toHaveLength(200);
  });
});
