import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HazardEntry } from '../../../domain/metrics/hazard-record.ts';
import { recordOf } from '../../../domain/metrics/hazard-record.ts';
import { marksOf, overSpans, together } from '../../../domain/metrics/marks.ts';
import type { Marks } from '../../../domain/metrics/marks.ts';
import type { HazardEvent } from '../../../domain/hazard/hazard.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import {
  aMoment,
  asksToExtend,
  asksToSuspend,
  entriesOf,
  given,
  gives,
  isGranted,
  people,
  rectifies,
  reports,
  resumes,
  rings,
  submitsPlan,
  verifies,
} from '../../support/given.ts';

// The month of October: after the cut-off of Friday, 25 September, up to that of Friday, 23 October.
const september = { from: instantOf('2026-08-25 08:30'), to: instantOf('2026-09-25 08:30') };
const october = { from: september.to, to: instantOf('2026-10-23 08:30') };
const november = { from: october.to, to: instantOf('2026-11-25 08:30') };

type Steps = Parameters<typeof entriesOf>;

function marksIn(span: typeof october, steps: Steps, sameFoundAt: Instant | null = null): Marks {
  const record = recordOf({ id: 'x', sameFoundAt, entries: entriesOf(...steps) }, span.to);
  return record ? marksOf(record, span, aMoment('2026-11-25 09:00')) : {};
}

const opened = '2026-09-29 09:10';
const reported = reports(opened);
const asked = given(reported, asksToExtend('2026-10-09 10:00', '2026-10-28')).state;
const askedToPause = given(reported, asksToSuspend('2026-10-09 10:00', '2026-11-30')).state;

const stories: [what: string, steps: Steps, Marks][] = [
  [
    'found and still being rectified within its limit: due 12 October, not closed',
    [reported],
    { active: 1, found: 1, foundGeneral: 1, due: 1, open: 1, overdue8to15: 1 },
  ],
  [
    'rectified in time, verified and closed late: on time is the repair (按期结案率)',
    [reported, rectifies('2026-10-12 17:00'), verifies('2026-10-20 10:00', true)],
    {
      active: 1,
      found: 1,
      foundGeneral: 1,
      rectifiedGeneral: 1,
      due: 1,
      closedOfDue: 1,
      closedOnTime: 1,
      closed: 1,
      verified: 1,
      passedFirst: 1,
      grossMinutes: 21 * 24 * 60 + 50,
      netMinutes: 21 * 24 * 60 + 50,
    },
  ],
  [
    'rectified a minute late: closed, not on time',
    [reported, rectifies('2026-10-12 17:31'), verifies('2026-10-13 10:00', true)],
    {
      active: 1,
      found: 1,
      foundGeneral: 1,
      rectifiedGeneral: 1,
      due: 1,
      closedOfDue: 1,
      closed: 1,
      verified: 1,
      passedFirst: 1,
      grossMinutes: 14 * 24 * 60 + 50,
      netMinutes: 14 * 24 * 60 + 50,
    },
  ],
  [
    'failed once, then passed: reworked, not passed first',
    [
      reported,
      rectifies('2026-10-09 10:00'),
      verifies('2026-10-10 10:00', false),
      rectifies('2026-10-12 10:00'),
      verifies('2026-10-13 10:00', true),
    ],
    {
      active: 1,
      found: 1,
      foundGeneral: 1,
      rectifiedGeneral: 1,
      due: 1,
      closedOfDue: 1,
      closedOnTime: 1,
      closed: 1,
      verified: 1,
      reworked: 1,
      grossMinutes: 14 * 24 * 60 + 50,
      netMinutes: 14 * 24 * 60 + 50,
    },
  ],
  [
    'extended beyond the cut-off: no longer due in the month (延期)',
    [reported, asksToExtend('2026-10-09 10:00', '2026-10-28'), isGranted('2026-10-09 11:00', asked)],
    { active: 1, found: 1, foundGeneral: 1, extensions: 1, open: 1 },
  ],
  [
    'suspended at the cut-off: taken out of what is due (挂账)',
    [reported, asksToSuspend('2026-10-09 10:00', '2026-11-30'), isGranted('2026-10-09 11:00', askedToPause)],
    { active: 1, found: 1, foundGeneral: 1, open: 1, suspended: 1 },
  ],
  [
    'climbed to the director: both levels, on top of its ladder',
    [reported, rings('2026-10-12 17:30'), rings('2026-10-14 17:30')],
    { active: 1, found: 1, foundGeneral: 1, due: 1, open: 1, overdue8to15: 1, level1: 1, level2: 1, topOfLadder: 1 },
  ],
  [
    'a major one with its plan: found and rectified apart from the general ones',
    [reports(opened, 'east', { class: 'major' }), submitsPlan('2026-10-09 10:00'), rectifies('2026-10-19 10:00')],
    { active: 1, found: 1, foundMajor: 1, rectifiedMajor: 1, due: 1, open: 1 },
  ],
  [
    'merged into another: counted there, not here',
    [reported, gives('2026-10-09 09:00', { type: 'MergeHazard', by: people.zhao, into: 'y', reason: '重复' })],
    {},
  ],
];

describe('what one hazard counts for in October', () => {
  it.each(stories)('%s', (_, steps, counted) => expect(marksIn(october, steps)).toEqual(counted));

  it.each([
    ['29 days before', '2026-08-31 10:00', true],
    ['30 days before', '2026-08-30 23:59', true],
    ['31 days before', '2026-08-29 12:00', false],
  ])('repeats one of the same zone and category that was found %s (30 days, DOMAIN §6)', (_, before, repeats) =>
    expect(marksIn(october, [reported], instantOf(before)).repeated).toBe(repeats ? 1 : undefined),
  );

  it('knows nothing of what came after the cut-off', () => {
    const later = [rectifies('2026-10-23 09:00'), verifies('2026-10-24 09:00', true)];
    expect(marksIn(october, [reported, ...later])).toEqual(marksIn(october, [reported]));
  });

  it('is nothing before it was reported, and nothing after the month of its closing', () => {
    const closed: Steps = [reported, rectifies('2026-10-09 10:00'), verifies('2026-10-10 10:00', true)];
    expect(marksIn(september, closed)).toEqual({});
    expect(marksIn(november, closed)).toEqual({});
  });

  it('that was closed before its deadline is due in the month of its closing, and in no other', () => {
    const early: Steps = [reports('2026-10-21 09:00'), rectifies('2026-10-22 09:00'), verifies('2026-10-22 15:00', true)];
    expect(marksIn(october, early)).toMatchObject({ due: 1, closedOfDue: 1, closedOnTime: 1 });
    expect(marksIn(november, early).due).toBeUndefined();
  });

  it('takes the suspended time out of the net handling time', () => {
    const steps: Steps = [
      reported,
      asksToSuspend('2026-10-09 10:00', '2026-11-30'),
      isGranted('2026-10-09 11:00', askedToPause),
      resumes('2026-10-14 11:00'),
      rectifies('2026-10-15 09:10'),
      verifies('2026-10-16 09:10', true),
    ];
    const { grossMinutes = 0, netMinutes = 0 } = marksIn(october, steps);
    expect([grossMinutes, grossMinutes - netMinutes]).toEqual([17 * 24 * 60, 5 * 24 * 60]);
  });

  it('that was typed in after it was over is counted apart', () => {
    const row = { status: 'closed' } as never;
    const reportedRow = {
      type: 'HazardReported',
      number: 'n',
      zone: 'east',
      facts: { class: 'general' },
      reportedBy: 'zhao',
      enteredLater: row,
    };
    const events = [reportedRow, { type: 'HazardClosed', at: instantOf(opened) }] as unknown as HazardEvent[];
    const entries: HazardEntry[] = [{ at: instantOf(opened), events }];
    const record = recordOf({ id: 'x', sameFoundAt: null, entries }, october.to);
    expect(record && marksOf(record, october, aMoment('2026-11-25 09:00'))).toEqual({ typedIn: 1 });
  });
});

describe('marks over several months', () => {
  const aMark = fc
    .dictionary(fc.constantFrom('found', 'closed', 'due', 'open', 'overdueOver15'), fc.nat(1000))
    .map((each) => each as Marks);

  it('add up their flows, and stand as the last month left them', () => {
    expect(
      overSpans([
        { found: 3, open: 5 },
        { found: 4, open: 2 },
      ]),
    ).toEqual({ found: 7, open: 2 });
    expect(overSpans([{ found: 3, open: 5 }, { found: 4 }])).toEqual({ found: 7 });
  });

  it('add up in any order and grouping', () =>
    fc.assert(
      fc.property(aMark, aMark, aMark, (a, b, c) => {
        expect(together(a, b)).toEqual(together(b, a));
        expect(together(together(a, b), c)).toEqual(together(a, together(b, c)));
      }),
    ));
});
