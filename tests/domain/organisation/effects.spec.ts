import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, isFault } from '../../../domain/organisation/change.ts';
import type { OrganisationCommand } from '../../../domain/organisation/commands.ts';
import { differenceOf } from '../../../domain/organisation/difference.ts';
import { effectsOf } from '../../../domain/organisation/effects.ts';
import { rosterOf } from '../../../domain/organisation/organisation.ts';
import type { Organisation } from '../../../domain/organisation/organisation.ts';
import { holderOf, seatsIn } from '../../../domain/people/roster.ts';
import type { Seat } from '../../../domain/people/seat.ts';
import { sameSeat } from '../../../domain/people/seat.ts';
import { instantOf, localDateOf, plusMs } from '../../../domain/time/instant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { aBureauOfRoles } from '../../support/a-bureau-of-roles.ts';
import { commands } from '../../support/organisation-commands.ts';

const now = instantOf('2026-10-08 10:00');
const day = localDateOf;
const at = instantOf;
const east = { post: 'specific', scope: 'east' } as const;

function after(before: Organisation, ...given: OrganisationCommand[]): Organisation {
  return given.reduce((document, command) => {
    const next = changed(document, command, now);
    if (isFault(next)) throw new Error(JSON.stringify(next));
    return next;
  }, before);
}
const effectsFrom = (before: Organisation, ...given: OrganisationCommand[]) => effectsOf(before, after(before, ...given), now);
const none = { handovers: [], dropped: [], vacated: [], filled: [], placards: [], gone: [] };

describe('what a change does', () => {
  it.each<[string, OrganisationCommand, object]>([
    [
      'an appointment of today: a handover at once, and another placard',
      { type: 'AppointHolder', ...east, person: 'driver' },
      { handovers: [{ seat: east, at: now, from: 'specific', to: 'driver' }], placards: ['east'] },
    ],
    [
      'one of a later day: the same, then',
      { type: 'AppointHolder', ...east, person: 'driver', from: day('2026-10-20') },
      { handovers: [{ seat: east, at: at('2026-10-20 00:00'), from: 'specific', to: 'driver' }], placards: ['east'] },
    ],
    [
      'an absence: there and back, and no placard',
      { type: 'RecordAbsence', person: 'specific', from: day('2026-10-12'), until: day('2026-10-16'), acting: 'driver' },
      {
        handovers: [
          { seat: east, at: at('2026-10-12 00:00'), from: 'specific', to: 'driver' },
          { seat: east, at: at('2026-10-17 00:00'), from: 'driver', to: 'specific' },
        ],
      },
    ],
    [
      'an absence in which nobody acts: the holder stays responsible, nothing changes hands',
      { type: 'RecordAbsence', person: 'specific', from: day('2026-10-12'), until: day('2026-10-16'), acting: null },
      {},
    ],
    [
      'a dismissal: a vacancy',
      { type: 'VacateSeat', ...east },
      { handovers: [{ seat: east, at: now, from: 'specific', to: null }], vacated: [{ seat: east, at: now }], placards: ['east'] },
    ],
    [
      'another name: the placards that bear it',
      { type: 'CorrectPerson', person: 'deputy', correction: { name: '李明远' } },
      { placards: ['east'] },
    ],
    ['another telephone: nothing', { type: 'CorrectPerson', person: 'deputy', correction: { phone: '0532' } }, {}],
  ])('%s', (_, command, expected) => expect(effectsFrom(aBureauOfRoles(), command)).toEqual({ ...none, ...expected }));

  it('fills a vacant seat', () => {
    const vacant = after(aBureauOfRoles(), { type: 'VacateSeat', ...east });
    expect(effectsFrom(vacant, { type: 'NameHolder', ...east, person: 'driver' })).toMatchObject({
      handovers: [{ from: null, to: 'driver' }],
      filled: [{ seat: east, at: now }],
    });
  });

  it('drops what was planned otherwise, and says so', () => {
    const planned = after(aBureauOfRoles(), { type: 'AppointHolder', ...east, person: 'driver', from: day('2026-10-20') });
    expect(effectsFrom(planned, { type: 'AppointHolder', ...east, person: 'engineer', from: day('2026-10-15') })).toMatchObject({
      handovers: [{ at: at('2026-10-15 00:00'), from: 'specific', to: 'engineer' }],
      dropped: [{ at: at('2026-10-20 00:00'), from: 'specific', to: 'driver' }],
    });
  });

  it('drops a vacancy that was planned, and says so', () => {
    const planned = after(aBureauOfRoles(), { type: 'VacateSeat', ...east, from: day('2026-10-20') });
    expect(effectsFrom(planned, { type: 'AppointHolder', ...east, person: 'specific' })).toMatchObject({
      handovers: [],
      dropped: [{ at: at('2026-10-20 00:00'), from: 'specific', to: null }],
    });
  });

  it('leaves out what happens anyway', () => {
    const planned = after(aBureauOfRoles(), { type: 'AppointHolder', ...east, person: 'driver', from: day('2026-10-20') });
    expect(effectsFrom(planned, { type: 'VacateSeat', post: 'unitHead', scope: 'u1' }).handovers).toEqual([
      { seat: { post: 'unitHead', scope: 'u1' }, at: now, from: 'head', to: null },
    ]);
  });

  it('names a zone that goes, and of a new one the seats that nobody holds', () => {
    const before = aBureauOfRoles();
    const north = { code: 'north', name: '城北', grid: 'u2', supervising: before.zones[0]?.supervising ?? [], specific: [] };
    expect(effectsOf(before, { ...before, zones: [...before.zones.slice(0, 1), north] }, now)).toMatchObject({
      gone: ['west'],
      vacated: [{ seat: { post: 'specific', scope: 'north' }, at: now }],
      filled: [],
      placards: ['north'],
    });
  });
});

describe('any change upon any other', () => {
  const person = (document: Organisation, seat: Seat, moment: Instant) => {
    const holder = holderOf(rosterOf(document, 0), seat, moment);
    return holder.kind === 'vacant' ? null : holder.person;
  };

  it('shows every seat that is another’s by the new document, and nothing that is not so', () => {
    fc.assert(
      fc.property(fc.array(commands(now), { maxLength: 4 }), fc.array(commands(now), { maxLength: 3 }), (first, second) => {
        const given = (document: Organisation, all: OrganisationCommand[]) =>
          all.reduce((each, command) => {
            const next = changed(each, command, now);
            return isFault(next) ? each : next;
          }, document);
        const before = given(aBureauOfRoles(), first);
        const next = given(before, second);
        const { handovers, dropped } = effectsOf(before, next, now);
        for (const { seat, at: moment, to } of handovers) expect(person(next, seat, moment)).toBe(to);
        for (const { seat, at: moment, to } of dropped)
          expect([person(before, seat, moment), person(next, seat, moment)]).not.toEqual([to, to]);
        for (const seat of seatsIn(rosterOf(next, 0)))
          for (let days = 0; days < 25; days += 1) {
            const moment = plusMs(now, days * 24 * 3_600_000);
            if (person(before, seat, moment) === person(next, seat, moment)) continue;
            const said = [...handovers, ...dropped].some((each) => sameSeat(each.seat, seat) && each.at <= moment);
            expect(said, `${seat.post} of ${seat.scope} on ${moment}`).toBe(true);
          }
      }),
      { numRuns: 300 },
    );
  });
});

describe('how two documents differ', () => {
  it('is counted, whatever the order of their fields', () => {
    const before = aBureauOfRoles();
    const [first, ...others] = before.people;
    const turned = Object.fromEntries(Object.entries(first ?? {}).reverse()) as NonNullable<typeof first>;
    expect(differenceOf(before, { ...before, people: [turned, ...others] }).isSame).toBe(true);
    const grids = before.grids.map((grid) => (grid.code === 'u1' ? { ...grid, name: '市政科' } : grid)).filter(({ code }) => code !== 'u2');
    expect(differenceOf(before, { ...before, people: others, grids })).toMatchObject({
      isSame: false,
      people: { added: 0, removed: 1, changed: 0 },
      grids: { added: 0, removed: 1, changed: 1 },
      units: [
        { code: 'u1', name: '市政科', change: 'renamed' },
        { code: 'u2', name: 'u2', change: 'removed' },
      ],
    });
  });
});
