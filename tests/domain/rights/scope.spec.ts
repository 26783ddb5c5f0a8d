import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseKind } from '../../../domain/case/case-kind.ts';
import { rosterOf } from '../../../domain/organisation/organisation.ts';
import { mayActIn, seatsOpenTo } from '../../../domain/people/roster.ts';
import type { Absence } from '../../../domain/people/roster.ts';
import type { Actor } from '../../../domain/rights/actor.ts';
import { capacities, capacitiesOf } from '../../../domain/rights/capacity.ts';
import { may } from '../../../domain/rights/may.ts';
import { actions, rules } from '../../../domain/rights/rules.ts';
import { covers, fieldOf, scopeOf } from '../../../domain/rights/scope.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aBureauOfRoles, actorFor } from '../../support/a-bureau-of-roles.ts';
import { staff } from '../../support/an-actor.ts';

const now = instantOf('2026-10-09 10:00');
const away = (person: string, acting: string | null): Absence => ({
  person,
  acting,
  from: instantOf('2026-10-08 00:00'),
  to: instantOf('2026-10-10 00:00'),
});
const at = (absences: Absence[] = []) => ({ now, roster: rosterOf(aBureauOfRoles(absences), 1) });
const hazardIn = (zone: string, isOwn = false) => ({ kind: 'hazard' as const, zone, isOwn });

/** Of a hazard in his zone, one elsewhere, one elsewhere that is his own: which he may read. */
const reads = (actor: Actor | null, absences: Absence[] = []) => {
  const scope = scopeOf(actor, at(absences));
  return [hazardIn('east'), hazardIn('west'), hazardIn('west', true)].map((each) => covers(scope, each));
};

describe('what somebody may read of the cases', () => {
  it.each([
    ['S4, S5: the specific responsible person his zone', actorFor.specific, [true, false, true]],
    ['S5: the head of a unit its zones', actorFor.unitHead, [true, false, true]],
    ['S4: the staff of a unit its zones', actorFor.unitStaff, [true, false, true]],
    ['S5: a deputy the zones that he supervises', actorFor.supervising, [true, false, true]],
    ['S5: the first responsible person all', actorFor.first, [true, true, true]],
    ['S6: the office all', actorFor.office, [true, true, true]],
    ['S6: its director all', actorFor.officeDirector, [true, true, true]],
    ['S12: an auditor all', actorFor.auditor, [true, true, true]],
    ['S8: an inspector what he reported or was told of', actorFor.inspector, [false, false, true]],
    ['S7: everybody else the same; the whole bureau is no unit', actorFor.staff, [false, false, true]],
    ['an administrator none', actorFor.administrator, [false, false, false]],
    ['whoever has not signed in none', actorFor.publicReporter, [false, false, false]],
    ['whoever has left the organisation none', staff('gone'), [false, false, false]],
    [
      'an administrator who holds a post none',
      { username: 'root', person: 'clerk', role: 'administrator' as const },
      [false, false, false],
    ],
  ])('%s', (_, actor, expected) => expect(reads(actor)).toEqual(expected));

  it.each([
    ['S5: whoever acts for the deputy his field, while he acts', staff('driver'), [away('deputy', 'driver')], [true, false, true]],
    ['the deputy who is away as before', actorFor.supervising, [away('deputy', 'driver')], [true, false, true]],
    ['whoever acts for the first responsible person all', staff('driver'), [away('first', 'driver')], [true, true, true]],
    [
      'whoever acts for one who acts, in turn',
      staff('engineer'),
      [away('other-specific', 'driver'), away('driver', 'engineer')],
      [true, true, true],
    ],
    ['nobody more, where nobody acts', staff('driver'), [away('deputy', null)], [false, false, true]],
  ])('%s', (_, actor, absences, expected) => expect(reads(actor, absences)).toEqual(expected));

  it.each<[string, CaseKind, string, keyof typeof actorFor, boolean]>([
    ['S9: a unit its report', 'unit-report', 'u1', 'unitStaff', true],
    ['S9: not that of another unit', 'unit-report', 'u2', 'unitHead', false],
    ['S5: a deputy the reports of the units whose zones are all his', 'unit-report', 'u1', 'supervising', true],
    ['S11: the month as a case, with every draft of criticism, whoever reads all', 'dispatch', 'bureau', 'unitHead', false],
    ['S6: what is owed by the office for the whole bureau, whoever reads all', 'year-watch', 'bureau', 'supervising', false],
    ['S6: the office all of these', 'dispatch', 'bureau', 'office', true],
  ])('%s', (_, kind, zone, who, expected) => {
    expect(covers(scopeOf(actorFor[who], at()), { kind, zone, isOwn: kind === 'dispatch' })).toBe(expected);
  });

  it('of what is stuck the field that one supervises, and nothing for whoever supervises nothing', () => {
    expect(fieldOf(actorFor.supervising, at())).toEqual(['u1', 'east']);
    expect(fieldOf(actorFor.specific, at())).toEqual([]);
    expect([fieldOf(actorFor.first, at()), fieldOf(actorFor.auditor, at())]).toEqual([null, null]);
  });
});

describe('the rules of rights', () => {
  const people = aBureauOfRoles().people.map(({ id }) => id);
  const anybody = fc.oneof(
    fc.constantFrom(...Object.values(actorFor)),
    fc.record({
      username: fc.constantFrom(...people),
      person: fc.constantFrom(...people),
      role: fc.constantFrom('staff', 'auditor', 'administrator'),
    }),
  ) as fc.Arbitrary<Actor | null>;
  const absences = fc.array(
    fc
      .record({ person: fc.constantFrom(...people), acting: fc.option(fc.constantFrom(...people)) })
      .map(({ person, acting }) => away(person, acting)),
    { maxLength: 4 },
  );
  const cases = fc.record({
    kind: fc.constantFrom<CaseKind>('hazard', 'request', 'vacancy', 'call', 'unit-report', 'dispatch', 'statistics', 'suggestion'),
    zone: fc.constantFrom('east', 'west', 'u1', 'u2', 'bureau'),
    isOwn: fc.boolean(),
  });

  it('let nobody read, or act on, a case outside of his scope', () => {
    fc.assert(
      fc.property(anybody, absences, cases, (actor, gone, about) => {
        const moment = at(gone);
        const isInside = covers(scopeOf(actor, moment), about);
        for (const action of ['case.read', 'case.command'] as const)
          if (may(actor, action, about, moment).kind === 'allowed') expect(isInside).toBe(true);
        if (may(actor, 'stuck.read', about, moment).kind === 'allowed')
          expect(fieldOf(actor, moment)?.includes(about.zone) ?? true).toBe(true);
      }),
    );
  });

  it('let an auditor do nothing, an administrator have no case, and somebody without a session nothing but what is for anyone', () => {
    const writes = actions.filter((each) =>
      /\.(write|command|report|unblock|upload|adopt|open|issue)$|^office$|^circular\.read$/.test(each),
    );
    expect(writes.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(absences, (gone) => {
        const moment = at(gone);
        for (const each of writes)
          expect(may({ username: 'a', person: 'clerk', role: 'auditor' }, each, null, moment).kind, each).toBe('forbidden');
        for (const each of [
          'case.read',
          'case.command',
          'hazard.report',
          'stuck.read',
          'tasks.read',
          'dispatch.read',
          'notices.read',
        ] as const)
          expect(may({ username: 'a', person: 'clerk', role: 'administrator' }, each, null, moment).kind, each).toBe('forbidden');
        for (const each of actions) expect(may(null, each, null, moment).kind, each).toBe(each === 'anyone' ? 'allowed' : 'signIn');
      }),
    );
  });

  it('know every seat that somebody may act in, as the rules of the cases do', () => {
    fc.assert(
      fc.property(fc.constantFrom(...people), absences, (person, gone) => {
        const { roster } = at(gone);
        const one = roster.tenures.map(({ seat }) => seat).filter((seat) => mayActIn(roster, seat, person, now));
        expect(seatsOpenTo(roster, person, now)).toEqual(one);
      }),
    );
  });

  it('name only what somebody can be, and each of these can be somebody', () => {
    for (const action of actions) {
      const { to } = rules[action];
      if (typeof to !== 'string') expect(capacities, action).toEqual(expect.arrayContaining([...to]));
    }
    for (const each of capacities) expect(capacitiesOf(actorFor[each], at()), each).toContain(each);
  });
});
