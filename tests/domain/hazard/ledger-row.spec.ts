import { describe, expect, it } from 'vitest';
import { evolve } from '../../../domain/hazard/hazard.ts';
import type { Hazard, HazardEvent } from '../../../domain/hazard/hazard.ts';
import { ledgerRowOf } from '../../../domain/hazard/ledger-row.ts';
import type { LedgerRow } from '../../../domain/hazard/ledger-row.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { shippedCalendar } from '../../../domain/time/work-calendar.ts';
import {
  asksToExtend,
  entriesOf,
  given,
  isGranted,
  people,
  rectifies,
  reports,
  rings,
  submitsPlan,
  verifies,
} from '../../support/given.ts';

type Step = Parameters<typeof entriesOf>[number];

function rowOf(now: string, ...steps: Step[]): LedgerRow {
  const history = entriesOf(...steps);
  const hazard = history.flatMap(({ events }) => events).reduce<Hazard | null>((state, event: HazardEvent) => evolve(state, event), null);
  if (!hazard) throw new Error('nothing was reported');
  return ledgerRowOf(hazard, history, instantOf(now), shippedCalendar);
}

// Reported on the 29th, due in five workdays: the holiday stretches that to 12 October.
const reported = reports('2026-09-29 09:10');

describe('a row of the ledger (DOMAIN §7)', () => {
  it('of an open hazard says who found it when and by when it is due, and leaves open what has not happened', () => {
    expect(rowOf('2026-09-30 09:00', reported)).toMatchObject({
      number: 'AQ-2026-00001',
      inspectors: { person: people.qian },
      foundOn: '2026-09-29',
      dueOn: '2026-10-12',
      extendedTo: null,
      extensions: 0,
      rectifiedOn: null,
      verdict: null,
      overdueBy: null,
      closedOn: null,
      enteredOn: null,
      heldAt: instantOf('2026-09-30 09:00'),
    });
  });

  it.each<[when: string, now: string, steps: Step[], overdueBy: number | null]>([
    ['on the last minute of its deadline', '2026-10-12 17:30', [reported], null],
    ['in the evening of that day', '2026-10-12 18:00', [reported], 0],
    ['two workdays after it', '2026-10-14 09:00', [reported], 2],
    ['repaired in time, whatever the day is now', '2026-10-20 09:00', [reported, rectifies('2026-10-10 10:00')], null],
    ['repaired a workday late', '2026-10-20 09:00', [reported, rectifies('2026-10-13 10:00')], 1],
    [
      'returned for rework, by the deadline of the second round',
      '2026-10-16 09:00',
      [reported, rectifies('2026-10-13 10:00'), verifies('2026-10-14 10:00', false)],
      null,
    ],
  ])('is overdue by so many workdays: %s', (_, now, steps, overdueBy) => {
    expect(rowOf(now, ...steps).overdueBy).toBe(overdueBy);
  });

  it('names another step that is late now, which the repair was not', () => {
    const repaired = [reported, rectifies('2026-10-10 10:00')];
    expect(rowOf('2026-10-12 09:00', ...repaired).lateStep).toBeNull();
    expect(rowOf('2026-10-30 09:00', ...repaired)).toMatchObject({
      overdueBy: null,
      lateStep: { duty: 'hazard.verify.general', workdays: 12 },
    });
    expect(rowOf('2026-10-30 09:00', reported).lateStep).toBeNull();
  });

  it('of a closed one names its last round: repair, verification, closing, and whoever was responsible then', () => {
    expect(
      rowOf(
        '2026-12-01 09:00',
        reported,
        rings('2026-10-12 17:30'),
        rectifies('2026-10-13 10:00'),
        verifies('2026-10-14 10:00', false),
        rectifies('2026-10-15 10:00'),
        verifies('2026-10-16 11:00', true),
      ),
    ).toMatchObject({
      measures: '已补齐',
      rectifiedOn: '2026-10-15',
      verifiedBy: people.zhao,
      verifiedOn: '2026-10-16',
      verdict: 'passed',
      reworks: 1,
      overdueBy: null,
      level: 1,
      closedOn: '2026-10-16',
      heldAt: instantOf('2026-10-16 11:00'),
    });
  });

  it('keeps the first date beside the one that an extension gave', () => {
    const asked = asksToExtend('2026-10-10 10:00', '2026-10-20');
    const granted = isGranted('2026-10-10 11:00', given(reported, asked).state);
    expect(rowOf('2026-10-14 09:00', reported, asked, granted)).toMatchObject({
      dueOn: '2026-10-12',
      extendedTo: '2026-10-20',
      extensions: 1,
      overdueBy: null,
    });
  });

  it('of a major one has the plan’s measures, funds and contingency', () => {
    const major = reports('2026-09-29 09:10', 'east', { class: 'major' });
    expect(rowOf('2026-10-09 09:00', major, submitsPlan('2026-09-30 09:00'))).toMatchObject({
      class: 'major',
      measures: '回填反压',
      fundsYuan: 120_000,
      contingencyPlan: '人员撤离',
      extendedTo: '2026-10-20',
      extensions: 0,
    });
  });

  it('of what the public reported names no inspector (DOMAIN §3: the reporter’s identity is confidential)', () => {
    expect(rowOf('2026-09-30 09:00', reports('2026-09-29 09:10', 'east', { source: 'tipOff' })).inspectors).toBeNull();
  });
});
