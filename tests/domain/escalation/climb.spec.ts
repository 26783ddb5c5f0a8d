import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRung, preview } from '../../../domain/escalation/dated-ladder.ts';
import type { Obligation } from '../../../domain/escalation/obligation.ts';
import { climb } from '../../../domain/escalation/climb.ts';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard } from '../../../domain/hazard/hazard.ts';
import { instantFromMs, instantOf, msOf, showInShanghai } from '../../../domain/time/instant.ts';
import { aMoment, aRoster, given, people, rectifies, reports, rings, verifies } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const told = (decision: ReturnType<typeof climb>) =>
  decision.kind === 'accepted'
    ? decision.events.flatMap((event) => (event.type === 'RungFired' ? [[event.key, ...event.told]] : []))
    : decision;
const ladderOf = (obligation: Obligation) =>
  preview(obligation, aMoment(opened)).map(({ key, at, rung }) => [key, showInShanghai(at), rung.tells.join('+')]);

describe('the ladder of a general hazard', () => {
  it('is dated from the first reminder to the weekly report', () => {
    expect(ladderOf(given(reports(opened)).state?.obligation as Obligation)).toEqual([
      ['acknowledge', '2026-09-30 17:30', ''],
      ['half-way', '2026-10-09 13:30', 'specific'],
      ['day-before', '2026-10-10 17:30', 'specific'],
      ['supervising', '2026-10-12 17:30', 'supervising'],
      ['first', '2026-10-14 17:30', 'first'],
      ['weekly', '2026-10-15 17:30', 'supervising+first'],
    ]);
  });

  it('does nothing before its date', () => {
    given(reports(opened)).when(rings('2026-09-30 17:29')).thenNothing('NOTHING_DUE');
  });

  it('climbs from the specific person to the deputy to the director, and each rung rings once', () => {
    const atHalf = given(reports(opened), rings('2026-09-30 17:30')).when(rings('2026-10-09 13:30'));
    expect(told(atHalf.decision as never)).toEqual([['half-way', people.zhang]]);
    const overdue = given(reports(opened), rings('2026-10-10 17:30')).when(rings('2026-10-12 17:30'));
    expect(told(overdue.decision as never)).toEqual([['supervising', people.li]]);
    expect(overdue.after).toMatchObject({ highestLevel: 1, obligation: { level: 1 } });
    const top = given(reports(opened), rings('2026-10-12 17:30')).when(rings('2026-10-14 17:30'));
    expect(told(top.decision as never)).toEqual([['first', people.wang]]);
    given(reports(opened), rings('2026-10-14 17:30')).when(rings('2026-10-14 17:31')).thenNothing('NOTHING_DUE');
  });

  it('tells the acting person and copies the absent one', () => {
    const absences = [{ person: people.li, from: instantOf('2026-10-09 00:00'), to: instantOf('2026-10-17 00:00'), acting: people.sun }];
    const { decision } = given(reports(opened), rings('2026-10-10 17:30')).when(rings('2026-10-12 17:30', aRoster({ absences })));
    expect(told(decision as never)).toEqual([['supervising', people.sun, people.li]]);
  });

  it('tells the office where the seat is vacant', () => {
    const tenures = aRoster().tenures.filter(({ seat }) => seat.post !== 'supervising');
    const { decision } = given(reports(opened), rings('2026-10-10 17:30')).when(
      rings('2026-10-12 17:30', aRoster({ tenures: [...tenures] })),
    );
    expect(told(decision as never)).toEqual([['supervising', people.zhao]]);
  });

  it('after a long silence of the clock tells every level once and reminds once', () => {
    const { decision, after } = given(reports(opened)).when(rings('2026-10-14 18:00'));
    expect(told(decision as never)).toEqual([
      ['day-before', people.zhang],
      ['supervising', people.li],
      ['first', people.wang],
    ]);
    expect(after?.obligation?.fired).toEqual(['acknowledge', 'half-way', 'day-before', 'supervising', 'first']);
  });

  it('goes on after a failed verification, from the new deadline', () => {
    const { state } = given(reports(opened), rectifies('2026-10-09 10:00'), verifies('2026-10-09 11:00', false));
    expect(ladderOf(state?.obligation as Obligation).at(3)).toEqual(['supervising', '2026-10-15 17:30', 'supervising']);
  });
});

describe('the ladder of a major hazard', () => {
  it('reminds weekly until the deadline', () => {
    const { state } = given(reports('2026-03-02 09:00', 'east', { class: 'major' }));
    expect(ladderOf(state?.obligation as Obligation)).toEqual([
      ['weekly-reminder', '2026-03-09 17:30', 'specific'],
      ['weekly-reminder#2', '2026-03-16 17:30', 'specific'],
      ['weekly-reminder#3', '2026-03-23 17:30', 'specific'],
      ['three-days-before', '2026-03-27 17:30', 'specific'],
      ['weekly-reminder#4', '2026-03-30 17:30', 'specific'],
      ['day-before', '2026-03-31 17:30', 'specific'],
      ['supervising', '2026-04-01 17:30', 'supervising'],
      ['first', '2026-04-02 17:30', 'first'],
    ]);
  });
});

describe('laws of the ladder', () => {
  const anyOpening = fc.integer({ min: msOf(instantOf('2025-01-01 00:00')), max: msOf(instantOf('2028-06-01 00:00')) }).map(instantFromMs);
  const reportedAt = (at: string, major: boolean) =>
    given({ ...reports(opened, 'east', major ? { class: 'major' } : {}), at }).state as Hazard;

  it('the preview is what the clock later does', () => {
    fc.assert(
      fc.property(anyOpening, fc.boolean(), (at, major) => {
        let state = reportedAt(at, major);
        const promised = preview(state.obligation as Obligation, aMoment(at)).map((dated) => `${dated.key} ${dated.at}`);
        const done: string[] = [];
        while (done.length < promised.length) {
          const next = nextRung(state.obligation as Obligation, aMoment(at));
          if (!next) break;
          const decision = climb(state, aMoment(next.at));
          if (decision.kind !== 'accepted') throw new Error('the alarm rang in vain');
          for (const event of decision.events) {
            if (event.type === 'RungFired') done.push(...[...event.covers, event.key].map((key) => `${key} ${next.at}`));
            state = evolve(state, event);
          }
        }
        expect(done.sort()).toEqual(promised.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('the next alarm is after the climb, and a second climb at the same moment finds nothing', () => {
    fc.assert(
      fc.property(anyOpening, fc.integer({ min: 0, max: 60 * 24 * 40 }), (at, minutes) => {
        const now = instantFromMs(msOf(at) + minutes * 60_000);
        const state = reportedAt(at, false);
        const decision = climb(state, aMoment(now));
        const after = decision.kind === 'accepted' ? decision.events.reduce(evolve, state) : state;
        const next = nextRung(after.obligation as Obligation, aMoment(now));
        expect(next === null || next.at > now).toBe(true);
        expect(climb(after, aMoment(now))).toEqual({ kind: 'ignored', reason: 'NOTHING_DUE' });
      }),
      { numRuns: 60 },
    );
  });
});
