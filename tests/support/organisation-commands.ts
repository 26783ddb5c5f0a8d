import fc from 'fast-check';
import type { OrganisationCommand } from '../../domain/organisation/commands.ts';
import { addDays, dateIn, instantAt } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';

const people = ['first', 'clerk', 'director', 'deputy', 'specific', 'other-specific', 'head', 'driver', 'engineer'] as const;
const seats = [
  { post: 'specific', scope: 'east' },
  { post: 'specific', scope: 'west' },
  { post: 'supervising', scope: 'east' },
  { post: 'supervising', scope: 'u1' },
  { post: 'unitHead', scope: 'u1' },
  { post: 'office', scope: 'bureau' },
] as const;

/** Any change of the bureau of roles that takes effect within three weeks of that moment, or before it. */
export function commands(now: Instant): fc.Arbitrary<OrganisationCommand> {
  const today = dateIn(now);
  const day = (least: number) => fc.integer({ min: least, max: 20 }).map((n) => addDays(today, n));
  const person = fc.constantFrom(...people);
  const seat = fc.constantFrom(...seats);
  const from = fc.option(day(0), { nil: undefined });
  return fc.oneof(
    fc.record({ seat, person, from }).map(({ seat: of, ...rest }) => ({ type: 'AppointHolder' as const, ...of, ...rest })),
    fc.record({ seat, from }).map(({ seat: of, ...rest }) => ({ type: 'VacateSeat' as const, ...of, ...rest })),
    fc.record({
      type: fc.constant('RecordAbsence' as const),
      person,
      from: day(-3),
      until: day(-1),
      acting: fc.option(person),
    }),
    fc.record({ type: fc.constant('EndAbsence' as const), person, from: day(-3).map((on) => instantAt(on, 0)) }),
    fc.record({ type: fc.constant('EndService' as const), person, from }),
    fc.record({ type: fc.constant('ResumeService' as const), person }),
    fc.record({ type: fc.constant('NameActing' as const), person, acting: person }),
    fc.record({
      type: fc.constant('CorrectPerson' as const),
      person,
      correction: fc.record({ name: fc.constantFrom('张', '李'), isMember: fc.boolean() }, { requiredKeys: [] }),
    }),
  );
}
