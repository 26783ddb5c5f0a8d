import { describe, expect, it } from 'vitest';
import { faultsOf, rosterOf, unitOfZones } from '../../../domain/organisation/organisation.ts';
import type { Organisation, Term } from '../../../domain/organisation/organisation.ts';
import { holderOf } from '../../../domain/people/roster.ts';
import { seatFor } from '../../../domain/people/seat.ts';
import { instantOf } from '../../../domain/time/instant.ts';

const term = (person: string): Term => ({ person, from: instantOf('2024-01-01 00:00'), to: null });
const unit = (code: string, more: object = {}) => ({ code, name: code, level: 3, parent: 'bureau', head: [], ...more });
const zone = (code: string, grid: string, supervising = 'li') => ({
  code,
  name: code,
  grid,
  supervising: [term(supervising)],
  specific: [],
});

/** A bureau with these units and zones; a grid of the fourth level lies under u1. */
const bureau = (grids: Organisation['grids'], zones: Organisation['zones']): Organisation => ({
  bureau: { name: '青湖区建设管理局' },
  leadingGroup: { first: [] },
  office: { name: '办公室', clerk: [], director: [], members: [] },
  grids: [
    { code: 'bureau', name: '局', level: 2, parent: null, head: [] },
    ...grids,
    { code: 'u1-a', name: '片区', level: 4, parent: 'u1', head: [] },
  ],
  zones,
  people: ['li', 'wu'].map((id) => ({ id, name: id, email: null, phone: null, unit: null, language: 'zh' })),
  absences: [],
});
const deputyOf = (code: string, organisation: Organisation) => {
  const holder = holderOf(rosterOf(organisation, 1), seatFor('supervising', code), instantOf('2026-10-01 09:00'));
  return holder.kind === 'held' ? holder.person : holder.kind;
};

describe('the supervising deputy of a unit', () => {
  it.each<[string, object, Organisation['zones'], string]>([
    ['is who is named for it', { supervising: [term('wu')] }, [zone('z1', 'u1')], 'wu'],
    ['else whoever supervises all its zones, those of lower grids too', {}, [zone('z1', 'u1'), zone('z2', 'u1-a')], 'li'],
    ['is nobody where two share its zones: never the wrong person', {}, [zone('z1', 'u1'), zone('z2', 'u1-a', 'wu')], 'vacant'],
    ['is nobody without zones', {}, [], 'vacant'],
    ['is nobody where the document says so', { supervising: [] }, [zone('z1', 'u1')], 'vacant'],
  ])('%s', (_, more, zones, deputy) => expect(deputyOf('u1', bureau([unit('u1', more)], zones))).toBe(deputy));
});

describe('a zone', () => {
  it('lies in the unit above its grid, and above the units in none', () => {
    const organisation = bureau([unit('u1')], [zone('z1', 'u1-a'), zone('z2', 'bureau')]);
    expect([...unitOfZones(organisation)]).toEqual([['z1', 'u1']]);
  });

  it('may not have the code of a unit, whose supervising seat it would share', () =>
    expect(faultsOf(bureau([unit('u1')], [zone('u1', 'u1')]))).toEqual([{ path: 'zones[0].code', code: 'DUPLICATE', value: 'u1' }]));
});
