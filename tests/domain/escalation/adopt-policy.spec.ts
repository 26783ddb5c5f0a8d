import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Moment } from '../../../domain/case/decision.ts';
import { adoptPolicy } from '../../../domain/escalation/adopt-policy.ts';
import { climb } from '../../../domain/escalation/climb.ts';
import { nextRung, preview } from '../../../domain/escalation/dated-ladder.ts';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import type { Obligation } from '../../../domain/escalation/obligation.ts';
import type { Ladder, Policy, Rung } from '../../../domain/escalation/policy.ts';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../../../domain/hazard/hazard.ts';
import { hazardDecider } from '../../../domain/hazard/hazard-decider.ts';
import { instantFromMs, instantOf, localDateOf, msOf, showInShanghai } from '../../../domain/time/instant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import {
  aMoment,
  asksToExtend,
  asksToSuspend,
  given,
  gives,
  isGranted,
  people,
  rectifies,
  reports,
  resumes,
  rings,
} from '../../support/given.ts';

const opened = '2026-09-29 09:10';
/** Due on 2026-10-12 by the policy that it was opened with. */
const { rungs } = defaultPolicy.ladders['hazard.rectify.general'];
const rung = (key: string, changes: Partial<Rung>): Rung => ({ ...(rungs.find((each) => each.key === key) as Rung), ...changes });
const policy = (changes: Partial<Ladder>, version = 2): Policy => ({
  ...defaultPolicy,
  version,
  ladders: { ...defaultPolicy.ladders, 'hazard.rectify.general': { ...defaultPolicy.ladders['hazard.rectify.general'], ...changes } },
});
const threeDays = policy({ limit: { workdays: 3 } });
const tenDays = policy({ limit: { workdays: 10 } });
/** The first responsible person hears as soon as it is overdue. */
const firstAtOnce = policy({ rungs: [...rungs.slice(0, 3), rung('supervising', { tells: ['supervising', 'first'], level: 2 })] });

const momentOf = (at: Instant, ...drafts: Policy[]): Moment => ({
  ...aMoment('2026-01-01 09:00'),
  now: at,
  policies: new Map([defaultPolicy, ...drafts].map((each) => [each.version, each])),
});
const fold = (state: Hazard, decision: Decision<HazardEvent>) =>
  decision.kind === 'accepted' ? decision.events.reduce<Hazard>(evolve, state) : state;
function adopts(state: Hazard | null, draft: Policy, at: string) {
  const moment = momentOf(instantOf(at), draft);
  const decision = adoptPolicy(state as Hazard, { type: 'AdoptPolicy', version: draft.version }, moment);
  const [moved] = decision.kind === 'accepted' ? decision.events : [];
  if (moved?.type !== 'DeadlineMoved') throw new Error(JSON.stringify(decision));
  return { moment, decision, moved, state: fold(state as Hazard, decision) };
}
const saidOf = ({ from, to }: { from: { at: Instant }; to: { at: Instant } }) => `${showInShanghai(from.at)} → ${showInShanghai(to.at)}`;
const rangAt = (state: Hazard, moment: Moment) => {
  const decision = climb(state, moment);
  return decision.kind === 'accepted' ? decision.events.flatMap((event) => (event.type === 'RungFired' ? [event.key] : [])) : [];
};

describe('a running case adopts another version of the policy (DOMAIN: an edited policy never silently changes a running case)', () => {
  it.each([
    // rule, draft, what rang before, when, old → new, what counts as rung, what rings at once
    ['a longer limit counts from the opening', tenDays, [], '2026-09-30 09:00', '2026-10-12 17:30 → 2026-10-19 17:30', [], []],
    ['a shorter one as well', threeDays, [], '2026-09-30 09:00', '2026-10-12 17:30 → 2026-10-09 17:30', [], []],
    [
      'what lay ahead never falls behind: it ends with the present workday',
      threeDays,
      ['2026-10-09 13:30'],
      '2026-10-10 10:00',
      '2026-10-12 17:30 → 2026-10-10 17:30',
      ['acknowledge', 'half-way', 'day-before'],
      [],
    ],
    [
      'reminders that lie behind count as rung, also those that did not ring',
      policy({ rungs: [rung('half-way', { key: 'early', when: { afterOpening: { workdays: 1 } } }), ...rungs] }),
      [],
      '2026-10-09 14:00',
      '2026-10-12 17:30 → 2026-10-12 17:30',
      ['acknowledge', 'early', 'half-way'],
      [],
    ],
    [
      'a reminder that lies ahead again rings again',
      tenDays,
      ['2026-10-10 17:30'],
      '2026-10-11 09:00',
      '2026-10-12 17:30 → 2026-10-19 17:30',
      ['acknowledge'],
      [],
    ],
    [
      'an escalation above the level that should have rung rings at the next climb',
      firstAtOnce,
      ['2026-10-12 17:30'],
      '2026-10-13 09:00',
      '2026-10-12 17:30 → 2026-10-12 17:30',
      ['acknowledge', 'half-way', 'day-before'],
      ['supervising'],
    ],
    [
      'one at the level that was reached counts as rung',
      policy({ rungs: rungs.map((each) => (each.key === 'supervising' ? { ...each, key: 'deputy' } : each)) }),
      ['2026-10-12 17:30'],
      '2026-10-13 09:00',
      '2026-10-12 17:30 → 2026-10-12 17:30',
      ['acknowledge', 'half-way', 'day-before', 'deputy'],
      [],
    ],
    [
      'an overdue case may be overdue for longer: every higher level that was missed rings',
      threeDays,
      ['2026-10-12 17:30'],
      '2026-10-13 09:00',
      '2026-10-12 17:30 → 2026-10-09 17:30',
      ['acknowledge', 'half-way', 'day-before', 'supervising'],
      ['first'],
    ],
    [
      'an overdue case may be in time again; its level stays, and the same level rings again after the new deadline',
      tenDays,
      ['2026-10-12 17:30'],
      '2026-10-13 09:00',
      '2026-10-12 17:30 → 2026-10-19 17:30',
      ['acknowledge', 'half-way'],
      [],
    ],
  ] as const)('%s', (_, draft, rang, at, dates, fired, atOnce) => {
    const before = given(reports(opened), ...rang.map((each) => rings(each))).state as Hazard;
    const { moved, moment, state } = adopts(before, draft, at);
    expect(saidOf(moved)).toBe(dates);
    expect(moved.fired).toEqual(fired);
    expect(state.obligation).toMatchObject({ policy: 2, level: before.obligation?.level, fired: moved.fired });
    expect(state).toMatchObject({ highestLevel: before.highestLevel, stage: before.stage });
    expect(moved).toMatchObject({ cause: 'policy', policy: { from: 1, to: 2 }, level: before.obligation?.level });
    expect(rangAt(state, moment)).toEqual(atOnce);
  });

  it('a day that people gave stays, whatever the limit is', () => {
    const asks = [reports(opened), asksToExtend('2026-10-08 10:00', '2026-10-20')];
    const extended = given(...asks, isGranted('2026-10-08 11:00', given(...asks).state)).state;
    const { moved, state } = adopts(extended, threeDays, '2026-10-09 09:00');
    expect(saidOf(moved)).toBe('2026-10-20 17:30 → 2026-10-20 17:30');
    expect(state.obligation).toMatchObject({ setBy: { on: localDateOf('2026-10-20') }, countsFrom: instantOf('2026-10-08 11:00') });
  });

  it('the workdays that a suspension left stay', () => {
    const asks = [reports(opened), asksToSuspend('2026-09-30 10:00', '2026-11-20')];
    const resumed = given(...asks, isGranted('2026-09-30 11:00', given(...asks).state), resumes('2026-10-14 09:00')).state as Hazard;
    expect(saidOf(adopts(resumed, tenDays, '2026-10-14 10:00').moved)).toBe('2026-10-20 17:30 → 2026-10-20 17:30');
  });

  it('whoever has acknowledged it need not do so again', () => {
    const seen = given(reports(opened), gives('2026-09-30 09:00', { type: 'Acknowledge', by: people.zhang })).state;
    const { state, moment } = adopts(seen, tenDays, '2026-09-30 10:00');
    expect(nextRung(state.obligation as Obligation, moment)?.key).toBe('half-way');
  });

  it('what is owed next is opened by the policy in force, as ever', () => {
    const { state } = adopts(given(reports(opened)).state, tenDays, '2026-09-30 09:00');
    const moment = momentOf(instantOf('2026-10-08 09:00'), tenDays);
    const rectified = fold(state, hazardDecider.decide(state, rectifies('2026-10-08 09:00').command, moment));
    expect(rectified.obligation).toMatchObject({ duty: 'hazard.verify.general', policy: 1 });
  });

  it.each([
    ['POLICY_UNKNOWN', 'that does not exist', 3, {}],
    ['POLICY_AHEAD', 'whose first valid day lies ahead', 2, { validFrom: localDateOf('2026-11-01') }],
  ])('is refused with %s for a version %s', (code, _, version, changes) => {
    const moment = momentOf(instantOf('2026-10-08 09:00'), { ...tenDays, ...changes });
    const decision = adoptPolicy(given(reports(opened)).state as Hazard, { type: 'AdoptPolicy', version }, moment);
    expect(decision).toMatchObject({ kind: 'refused', refusal: { code } });
  });

  it('twice changes nothing the second time', () => {
    const { state, moment } = adopts(given(reports(opened)).state, tenDays, '2026-09-30 09:00');
    expect(adoptPolicy(state, { type: 'AdoptPolicy', version: 2 }, moment)).toEqual({ kind: 'ignored', reason: 'ALREADY_DONE' });
  });
});

describe('who hears of it', () => {
  const noticesOf = (draft: Policy) => {
    const { state, moved, moment } = adopts(given(reports(opened)).state, draft, '2026-09-30 09:00');
    return hazardDecider.noticesFor(state, [moved], moment);
  };

  it('is whoever owes, when the date moved, with the old one and why', () => {
    expect(noticesOf(tenDays)).toMatchObject([
      { person: people.zhang, kind: 'moved', facts: { moved: { cause: 'policy', from: instantOf('2026-10-12 17:30') } } },
    ]);
  });

  it('is nobody, when the date stands', () => {
    expect(noticesOf(firstAtOnce)).toEqual([]);
  });
});

describe('laws of adoption', () => {
  const anyLadder = fc
    .record({
      workdays: fc.integer({ min: 1, max: 20 }),
      share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      days: fc.integer({ min: 1, max: 10 }),
      gap: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ workdays, share, days, gap }) =>
      policy({
        limit: { workdays },
        rungs: [
          rung('half-way', { when: { fraction: share } }),
          rung('half-way', { key: 'often', when: { afterOpening: { days } }, repeat: { days } }),
          rung('supervising', {}),
          rung('first', { when: { afterDue: { workdays: gap } } }),
          rung('weekly', { when: { afterDue: { workdays: gap + 1 } } }),
        ],
      }),
    );
  const anyOpening = fc.integer({ min: msOf(instantOf('2025-01-01 00:00')), max: msOf(instantOf('2027-06-01 00:00')) }).map(instantFromMs);
  const anyMinutes = fc.integer({ min: 0, max: 60 * 24 * 40 });
  /** Reported, climbed by the clock until then, and adopted. */
  const adopted = (at: Instant, minutes: number, draft: Policy) => {
    const reported = given({ ...reports(opened), at }).state as Hazard;
    const moment = momentOf(instantFromMs(msOf(at) + minutes * 60_000), draft);
    const before = fold(reported, climb(reported, moment));
    const decision = adoptPolicy(before, { type: 'AdoptPolicy', version: 2 }, moment);
    return { before, moment, decision, state: fold(before, decision) };
  };

  it('the preview is what the clock later does', () => {
    fc.assert(
      fc.property(anyOpening, anyMinutes, anyLadder, (at, minutes, draft) => {
        let { state } = adopted(at, minutes, draft);
        const { moment } = adopted(at, minutes, draft);
        const ahead = preview(state.obligation as Obligation, moment).filter(({ key }) => !state.obligation?.fired.includes(key));
        const promised = ahead.map((dated) => `${dated.key} ${dated.at}`);
        const done: string[] = [];
        while (done.length < promised.length) {
          const next = nextRung(state.obligation as Obligation, moment);
          if (!next) break;
          // What should have rung before the adoption rings right after it.
          const now = next.at > moment.now ? next.at : moment.now;
          const decision = climb(state, { ...moment, now });
          if (decision.kind !== 'accepted') throw new Error('the alarm rang in vain');
          for (const event of decision.events)
            if (event.type === 'RungFired') done.push(...[...event.covers, event.key].map((key) => `${key} ${now}`));
          state = fold(state, decision);
        }
        const late = (dated: string) => (dated.slice(-24) < moment.now ? `${dated.slice(0, -24)}${moment.now}` : dated);
        expect(done).toEqual(expect.arrayContaining(promised.map(late)));
      }),
    );
  });

  it('nothing is forgotten: after the next climb the level is at least what the new ladder says', () => {
    fc.assert(
      fc.property(anyOpening, anyMinutes, anyLadder, (at, minutes, draft) => {
        const { state, moment, before } = adopted(at, minutes, draft);
        const overdue = preview({ ...(state.obligation as Obligation), fired: [] }, moment).filter(
          (dated) => dated.rung.nature === 'escalation' && dated.at <= moment.now,
        );
        const climbed = fold(state, climb(state, moment)).obligation as Obligation;
        const levels = overdue.map((dated) => dated.rung.level ?? 0);
        expect(climbed.level).toBe(Math.max(before.obligation?.level ?? 0, ...levels));
      }),
    );
  });

  it('and nothing is told twice: what rings at once is above the level that was reached', () => {
    fc.assert(
      fc.property(anyOpening, anyMinutes, anyLadder, (at, minutes, draft) => {
        const { state, moment, before } = adopted(at, minutes, draft);
        const decision = climb(state, moment);
        for (const event of decision.kind === 'accepted' ? decision.events : [])
          if (event.type === 'RungFired') expect(event.level).toBeGreaterThan(before.obligation?.level ?? 0);
      }),
    );
  });

  it('a deadline that lay ahead lies ahead, any other is what the case would have had from the start', () => {
    fc.assert(
      fc.property(anyOpening, anyMinutes, anyLadder, (at, minutes, draft) => {
        const { before, moment, state } = adopted(at, minutes, draft);
        const fresh = given({ ...reports(opened), at }).state as Hazard;
        const fromTheStart = adoptPolicy(fresh, { type: 'AdoptPolicy', version: 2 }, { ...moment, now: at });
        const due = fold(fresh, fromTheStart).obligation?.due.at as Instant;
        const now = state.obligation?.due.at as Instant;
        if ((before.obligation?.due.at ?? '') > moment.now) expect(now > moment.now).toBe(true);
        if (due > moment.now || (before.obligation?.due.at ?? '') <= moment.now) expect(now).toBe(due);
      }),
    );
  });
});
