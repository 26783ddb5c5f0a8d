import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, isFault } from '../../../domain/organisation/change.ts';
import type { OrganisationCommand } from '../../../domain/organisation/commands.ts';
import { faultsOf, rosterOf } from '../../../domain/organisation/organisation.ts';
import type { Organisation } from '../../../domain/organisation/organisation.ts';
import { holderOf, isOffice } from '../../../domain/people/roster.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { capacitiesOf } from '../../../domain/rights/capacity.ts';
import { instantOf, localDateOf } from '../../../domain/time/instant.ts';
import { staff } from '../../support/an-actor.ts';
import { aBureauOfRoles } from '../../support/a-bureau-of-roles.ts';
import { commands } from '../../support/organisation-commands.ts';

const now = instantOf('2026-10-08 10:00');
const day = localDateOf;
const after = (command: OrganisationCommand, before: Organisation = aBureauOfRoles()): Organisation => {
  const changedTo = changed(before, command, now);
  if (isFault(changedTo)) throw new Error(JSON.stringify(changedTo));
  expect(faultsOf(changedTo)).toEqual([]);
  return changedTo;
};
const holderIn = (document: Organisation, post: 'specific' | 'unitHead' | 'office' | 'supervising', scope: string, at = now) =>
  holderOf(rosterOf(document, 1), seatFor(post, scope), at);
const later = instantOf('2026-10-20 00:00');
const justBefore = instantOf('2026-10-19 23:59');

describe('an appointment', () => {
  const appoint = { type: 'AppointHolder', post: 'specific', scope: 'east', person: 'driver' } as const;

  it('of today takes the seat at once, and keeps in the document who held it', () => {
    const { zones } = after({ ...appoint, from: day('2026-10-08') });
    expect(zones[0]?.specific).toEqual([
      { person: 'specific', from: '2023-12-31T16:00:00.000Z', to: now },
      { person: 'driver', from: now, to: null },
    ]);
  });

  it('of a later day leaves the seat to its holder until then', () => {
    const document = after({ ...appoint, from: day('2026-10-20') });
    expect([holderIn(document, 'specific', 'east', justBefore), holderIn(document, 'specific', 'east', later)]).toEqual([
      { kind: 'held', person: 'specific' },
      { kind: 'held', person: 'driver' },
    ]);
  });

  it('replaces one that was planned for later', () => {
    const planned = after({ ...appoint, from: day('2026-10-20') });
    const document = after({ ...appoint, person: 'engineer', from: day('2026-10-15') }, planned);
    expect(document.zones[0]?.specific.map(({ person }) => person)).toEqual(['specific', 'engineer']);
  });

  it('of whoever holds the seat already changes nothing', () =>
    expect(after({ ...appoint, person: 'specific' })).toEqual(aBureauOfRoles()));

  it.each([
    ['unitHead', 'u1'],
    ['supervising', 'u1'],
    ['supervising', 'west'],
    ['office', 'bureau'],
    ['officeDirector', 'bureau'],
    ['first', 'bureau'],
  ] as const)('is made to the seat %s of %s', (post, scope) => {
    const roster = rosterOf(after({ type: 'AppointHolder', post, scope, person: 'driver' }), 1);
    expect(holderOf(roster, seatFor(post, scope), now)).toEqual({ kind: 'held', person: 'driver' });
  });

  it('to the deputy of a unit begins with whoever supervised all of its zones', () => {
    const command = { type: 'AppointHolder', post: 'supervising', scope: 'u1', person: 'driver', from: day('2026-10-20') } as const;
    expect(holderIn(after(command), 'supervising', 'u1', justBefore)).toEqual({ kind: 'held', person: 'deputy' });
  });

  it('ends with a dismissal', () => {
    expect(holderIn(after({ type: 'VacateSeat', post: 'specific', scope: 'east' }), 'specific', 'east')).toEqual({ kind: 'vacant' });
  });
});

describe('an absence', () => {
  const away = { type: 'RecordAbsence', person: 'specific', from: day('2026-10-08'), until: day('2026-10-19'), acting: 'driver' } as const;

  it('lasts until the end of its last day', () => {
    const document = after(away);
    expect([holderIn(document, 'specific', 'east', justBefore), holderIn(document, 'specific', 'east', later)]).toEqual([
      { kind: 'acting', person: 'driver', copyTo: 'specific' },
      { kind: 'held', person: 'specific' },
    ]);
  });

  it('ends early, and does not happen when it has not begun', () => {
    const begun = after(away);
    const back = after({ type: 'EndAbsence', person: 'specific', from: instantOf('2026-10-08 00:00') }, begun);
    expect(back.absences).toEqual([{ person: 'specific', from: instantOf('2026-10-08 00:00'), to: now, acting: 'driver' }]);
    const planned = after({ ...away, from: day('2026-10-12') });
    expect(after({ type: 'EndAbsence', person: 'specific', from: instantOf('2026-10-12 00:00') }, planned).absences).toEqual([]);
  });
});

describe('the end of a service', () => {
  const left = after({ type: 'EndService', person: 'clerk', from: day('2026-10-20') });

  it('ends every seat on that day; before it nothing changes', () => {
    expect([holderIn(left, 'office', 'bureau', justBefore), holderIn(left, 'office', 'bureau', later)]).toEqual([
      { kind: 'held', person: 'clerk' },
      { kind: 'vacant' },
    ]);
  });

  it('ends every right on that day, that of a member of the office too', () => {
    const roster = rosterOf(left, 1);
    const may = (at: typeof now) => [isOffice(roster, 'clerk', at), capacitiesOf(staff('clerk'), { roster, now: at }).has('staff')];
    expect([may(justBefore), may(later)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('leaves whom he acts for without him', () => {
    const absences = [{ person: 'specific', from: now, to: instantOf('2026-11-01 00:00'), acting: 'driver' }];
    const document = after({ type: 'EndService', person: 'driver', from: day('2026-10-20') }, aBureauOfRoles(absences));
    expect([holderIn(document, 'specific', 'east', justBefore).kind, holderIn(document, 'specific', 'east', later).kind]).toEqual([
      'acting',
      'absent',
    ]);
  });

  it('is taken back, without the seats', () => {
    const document = after({ type: 'ResumeService', person: 'clerk' }, left);
    expect([isOffice(rosterOf(document, 1), 'clerk', later), holderIn(document, 'office', 'bureau', later).kind]).toEqual([true, 'vacant']);
  });

  it('does not go with a seat that is held beyond it', () => {
    const people = aBureauOfRoles().people.map((person) => (person.id === 'head' ? { ...person, until: later } : person));
    expect(faultsOf({ ...aBureauOfRoles(), people })).toEqual([{ path: 'grids[1].head[0].to', code: 'AFTER_SERVICE', value: 'head' }]);
  });
});

describe('a person', () => {
  const facts = { name: '吴静怡', email: null, phone: null, unit: 'u1', language: 'zh', title: '科员' } as const;

  it('is added, with what he is for', () => {
    const { people, office } = after({ type: 'AddPerson', id: 'wu', facts: { ...facts, isInspector: true } });
    expect([people.at(-1), office.inspectors, office.members]).toEqual([{ id: 'wu', ...facts }, ['inspector', 'wu'], ['clerk']]);
  });

  it('is corrected in what is said, and in nothing else', () => {
    const before = after({ type: 'AddPerson', id: 'wu', facts });
    const correction = { email: 'wu@example.com', title: null, isMember: true };
    const { people, office } = after({ type: 'CorrectPerson', person: 'wu', correction }, before);
    const { title: _, ...rest } = facts;
    expect([people.at(-1), office.members]).toEqual([{ id: 'wu', ...rest, email: 'wu@example.com' }, ['clerk', 'wu']]);
  });
});

describe('a zone', () => {
  it('gets another name and its key units', () => {
    const keyUnits = [{ name: '湖滨商业广场', address: '湖滨路1号' }];
    const [east, west] = after({ type: 'CorrectZone', zone: 'east', name: '城东', keyUnits }).zones;
    expect([east?.name, east?.keyUnits, west]).toEqual(['城东', keyUnits, aBureauOfRoles().zones[1]]);
  });

  it('gets the points where it lies, and keeps them where nothing is said of them', () => {
    const named = { type: 'CorrectZone' as const, zone: 'east', name: '城东', keyUnits: [] };
    const positions = [{ latitude: 36.07, longitude: 120.38 }];
    const placed = after({ ...named, positions });
    expect(placed.zones[0]?.positions).toEqual(positions);
    expect(after(named, placed).zones[0]?.positions).toEqual(positions);
    expect(after({ ...named, positions: [] }, placed).zones[0]?.positions).toEqual([]);
  });
});

describe('what cannot be is refused by its field', () => {
  const planned = after({ type: 'EndService', person: 'driver', from: day('2026-10-20') });
  const absent = after({ type: 'RecordAbsence', person: 'specific', from: day('2026-10-08'), until: day('2026-10-19'), acting: null });
  const seat = { post: 'specific', scope: 'east' } as const;
  it.each<[string, OrganisationCommand, string, string, Organisation?]>([
    ['a stranger', { type: 'AppointHolder', ...seat, person: 'nobody' }, 'person', 'UNKNOWN_PERSON'],
    ['a stranger who acts', { type: 'NameActing', person: 'head', acting: 'nobody' }, 'acting', 'UNKNOWN_PERSON'],
    ['a zone that is none', { type: 'VacateSeat', post: 'specific', scope: 'nowhere' }, 'scope', 'UNKNOWN_ZONE'],
    ['a unit that is none', { type: 'VacateSeat', post: 'unitHead', scope: 'nowhere' }, 'scope', 'UNKNOWN_GRID'],
    ['an office of a zone', { type: 'VacateSeat', post: 'office', scope: 'east' }, 'scope', 'UNKNOWN_SEAT'],
    ['yesterday', { type: 'AppointHolder', ...seat, person: 'head', from: day('2026-10-07') }, 'from', 'IN_THE_PAST'],
    ['whoever leaves', { type: 'AppointHolder', ...seat, person: 'driver' }, 'person', 'HAS_LEFT', planned],
    ['a seat that is another’s, from the board', { type: 'NameHolder', ...seat, person: 'head' }, 'person', 'OVERLAP'],
    ['who is not away', { type: 'NameActing', person: 'head', acting: 'driver' }, 'person', 'NOT_AWAY'],
    ['himself', { type: 'NameActing', person: 'specific', acting: 'specific' }, 'acting', 'ACTS_FOR_HIMSELF', absent],
    [
      'two absences at once',
      { type: 'RecordAbsence', person: 'specific', from: day('2026-10-19'), until: day('2026-10-22'), acting: null },
      'from',
      'AWAY_ALREADY',
      absent,
    ],
    [
      'an absence that is over',
      { type: 'RecordAbsence', person: 'head', from: day('2026-10-01'), until: day('2026-10-07'), acting: null },
      'until',
      'EMPTY_TERM',
    ],
    [
      'a code that is taken',
      { type: 'AddPerson', id: 'head', facts: { name: '吴', email: null, phone: null, unit: null, language: 'zh' } },
      'id',
      'DUPLICATE',
    ],
  ])('%s', (_, command, path, code, before = aBureauOfRoles()) => expect(changed(before, command, now)).toMatchObject({ path, code }));
});

describe('any change after any other', () => {
  it('leaves a document without faults, and made again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(commands(now), { maxLength: 6 }), (given) => {
        let document = aBureauOfRoles();
        for (const command of given) {
          const once = changed(document, command, now);
          if (isFault(once)) continue;
          expect(faultsOf(once)).toEqual([]);
          expect(changed(once, command, now)).toEqual(once);
          document = once;
        }
      }),
      { numRuns: 500 },
    );
  });
});
