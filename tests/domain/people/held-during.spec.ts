import { describe, expect, it } from 'vitest';
import { rosterOf } from '../../../domain/organisation/organisation.ts';
import { heldDuring } from '../../../domain/people/held-during.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';
import { aBureauOfRoles } from '../../support/a-bureau-of-roles.ts';

const at = (day: string) => instantOf(`2026-${day} 00:00`);
const east = seatFor('specific', 'east');

/** The specific responsible person of the east is away twice, the second time without anybody who acts, and has gone from the 20th on. */
function roster() {
  const bureau = aBureauOfRoles();
  const zones = bureau.zones.map((zone) =>
    zone.code === 'east' ? { ...zone, specific: zone.specific.map((term) => ({ ...term, to: at('10-20') })) } : zone,
  );
  const absences = [
    { person: 'specific', from: at('10-08'), to: at('10-10'), acting: 'head' },
    { person: 'specific', from: at('10-14'), to: at('10-16'), acting: null },
  ];
  return rosterOf({ ...bureau, zones, absences }, 1);
}

describe('who held a seat while a case was open', () => {
  it('is said one after the other, with whoever acted for whom, and when nobody did', () => {
    expect(heldDuring(roster(), east, at('10-09'), at('10-25'))).toEqual([
      { from: at('10-09'), holder: { kind: 'acting', person: 'head', copyTo: 'specific' } },
      { from: at('10-10'), holder: { kind: 'held', person: 'specific' } },
      { from: at('10-14'), holder: { kind: 'absent', person: 'specific' } },
      { from: at('10-16'), holder: { kind: 'held', person: 'specific' } },
      { from: at('10-20'), holder: { kind: 'vacant' } },
    ]);
  });

  it('ends with the case', () => {
    expect(heldDuring(roster(), east, at('10-11'), at('10-12'))).toEqual([
      { from: at('10-11'), holder: { kind: 'held', person: 'specific' } },
    ]);
  });
});
