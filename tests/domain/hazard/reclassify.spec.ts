import { describe, expect, it } from 'vitest';
import { criteria, criteriaOn } from '../../../domain/hazard/criteria.ts';
import type { ReclassifyHazard } from '../../../domain/hazard/commands.ts';
import { localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import { aCriterion, asksToExtend, given, gives, people, rectifies, reports, rings, verifies, west } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const reclassifies = (changes: Partial<ReclassifyHazard> = {}, at = '2026-10-09 10:00') =>
  gives(at, {
    type: 'ReclassifyHazard',
    by: people.zhao,
    class: 'major',
    mode: 'timeLimited',
    criterion: aCriterion,
    reason: '经复核属超挖',
    ...changes,
  });
const dueOf = (hazard: ReturnType<typeof given>['state']) => showInShanghai(hazard?.obligation?.due.at as never);

describe('a general hazard that proves to be a major one', () => {
  it('is owed anew by the limit of its class; the leaders are told at once and why', () => {
    const { after, then, told, decision } = given(reports(opened)).when(reclassifies());
    then('HazardReclassified', 'ObligationOpened');
    expect(after).toMatchObject({ stage: 'rectifying', facts: { class: 'major', criterion: aCriterion }, obligation: { id: 2 } });
    expect(after?.obligation?.duty).toBe('hazard.rectify.major');
    expect(dueOf(after)).toBe('2026-11-09 17:30');
    expect(told()).toEqual(['zhang reclassified', 'li toldOnOpening', 'wang toldOnOpening']);
    expect(decision).toMatchObject({ events: [{ from: { class: 'general', criterion: null } }, {}] });
  });

  it('keeps what it had climbed to', () => {
    const { after } = given(reports(opened), rings('2026-10-12 17:30')).when(reclassifies({}, '2026-10-13 09:00'));
    expect(after).toMatchObject({ highestLevel: 1, obligation: { level: 0, fired: [] } });
  });

  it('makes what was asked for it pointless', () => {
    const { after, decision } = given(reports(opened), asksToExtend('2026-10-09 09:00', '2026-10-20')).when(reclassifies());
    expect(after?.pending).toBeNull();
    expect(decision).toMatchObject({ then: [{ kind: 'request', command: { type: 'LapseRequest' } }] });
  });

  it('has its verification owed by the limit of its class, while it waits for that', () => {
    const { after, told } = given(reports(opened), rectifies('2026-09-30 10:00')).when(reclassifies());
    expect(after).toMatchObject({ stage: 'verifying', obligation: { duty: 'hazard.verify.major' } });
    expect(told()).toEqual(['zhao reclassified', 'li toldOnOpening', 'wang toldOnOpening']);
  });

  it('waits for its assignment by the same deadline as before', () => {
    const waiting = given(reports(opened, west));
    const { after, then } = waiting.when(reclassifies());
    then('HazardReclassified');
    expect(after).toMatchObject({ stage: 'reported', facts: { class: 'major' }, obligation: waiting.state?.obligation });
  });
});

describe('a major hazard that proves to be a general one', () => {
  it('is owed anew by the limit of its new class, without a criterion', () => {
    const { after, told } = given(reports(opened, 'east', { class: 'major' })).when(reclassifies({ class: 'general' }));
    expect(after).toMatchObject({ facts: { class: 'general', criterion: null }, obligation: { duty: 'hazard.rectify.general' } });
    expect(dueOf(after)).toBe('2026-10-15 17:30');
    expect(told()).toEqual(['zhang reclassified']);
  });

  it('may have to be put right at once', () => {
    const { after } = given(reports(opened)).when(reclassifies({ class: 'general', mode: 'immediate' }));
    expect(dueOf(after)).toBe('2026-10-10 17:30');
  });
});

describe('a class is not changed', () => {
  it.each<[string, ReturnType<typeof gives>, string]>([
    ['by somebody outside the office', reclassifies({ by: people.zhang }), 'OFFICE_ONLY'],
    ['without a reason', reclassifies({ reason: ' ' }), 'REASON_REQUIRED'],
    ['to major without a criterion', reclassifies({ criterion: null }), 'CRITERION_REQUIRED'],
    ['to major by a criterion that does not exist', reclassifies({ criterion: 'x-1' }), 'CRITERION_UNKNOWN'],
    ['to what it is', reclassifies({ class: 'general', criterion: aCriterion }), 'SAME_CLASS'],
  ])('%s', (_, step, code) => given(reports(opened)).when(step).thenRefused(code));

  it('after its end', () => {
    given(reports(opened), rectifies('2026-09-30 10:00'), verifies('2026-09-30 11:00', true))
      .when(reclassifies())
      .thenRefused('WRONG_STAGE');
  });
});

describe('a criterion (判定依据)', () => {
  it('is needed for the report of a major hazard, and must be in force on that day', () => {
    const major = (criterion: string | null, at = opened) => reports(at, 'east', { class: 'major', criterion });
    given().when(major(null)).thenRefused('CRITERION_REQUIRED');
    given().when(major('x-1')).thenRefused('CRITERION_UNKNOWN');
    given().when(major(aCriterion, '2024-11-29 09:00')).thenRefused('CRITERION_UNKNOWN');
    given().when(major(aCriterion)).then('HazardReported', 'HazardAssigned', 'ObligationOpened');
  });

  it('is left aside for a general hazard', () => {
    expect(given(reports(opened, 'east', { criterion: aCriterion })).state?.facts.criterion).toBeNull();
  });

  it('has a code of its own, and stands within its dates', () => {
    expect(new Set(criteria.map(({ code }) => code)).size).toBe(criteria.length);
    expect(criteriaOn(localDateOf('2024-11-30'))).toEqual([]);
    expect(criteriaOn(localDateOf('2024-12-01')).length).toBeGreaterThan(10);
  });
});
