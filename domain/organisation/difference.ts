import { unitsOf } from './organisation.ts';
import type { Organisation } from './organisation.ts';

/** How many rows of a list came, went, or say something else. */
export type Counted = { added: number; removed: number; changed: number };

/** 新增、撤销、更名: of the units that report each month. */
export type UnitChange = { code: string; name: string; change: 'added' | 'removed' | 'renamed' };

/** What another document says otherwise. */
export type Difference = { people: Counted; grids: Counted; zones: Counted; absences: Counted; units: UnitChange[]; isSame: boolean };

type Keyed = { code: string } | { id: string };
const keyOf = (row: Keyed) => ('code' in row ? row.code : row.id);

function counted(before: readonly Keyed[], after: readonly Keyed[]): Counted {
  const rows = new Map(before.map((row) => [keyOf(row), said(row)]));
  const kept = after.filter((row) => rows.has(keyOf(row)));
  return {
    added: after.length - kept.length,
    removed: before.length - kept.length,
    changed: kept.filter((row) => rows.get(keyOf(row)) !== said(row)).length,
  };
}

/** An absence has no name of its own: who is away from when. */
const absencesOf = ({ absences }: Organisation) => absences.map((absence) => ({ ...absence, id: `${absence.person}/${absence.from}` }));

function unitChanges(before: Organisation, after: Organisation): UnitChange[] {
  const [were, are] = [unitsOf(before), unitsOf(after)];
  const nameBefore = new Map(were.map(({ code, name }) => [code, name]));
  return [
    ...are.flatMap(({ code, name }): UnitChange[] => {
      const was = nameBefore.get(code);
      return was === name ? [] : [{ code, name, change: was === undefined ? 'added' : 'renamed' }];
    }),
    ...were.flatMap(({ code, name }): UnitChange[] => (are.some((unit) => unit.code === code) ? [] : [{ code, name, change: 'removed' }])),
  ];
}

/** Counts what differs, so that a list that is cut short by mistake is seen before it is saved. */
export function differenceOf(before: Organisation, after: Organisation): Difference {
  return {
    people: counted(before.people, after.people),
    grids: counted(before.grids, after.grids),
    zones: counted(before.zones, after.zones),
    absences: counted(absencesOf(before), absencesOf(after)),
    units: unitChanges(before, after),
    isSame: said(before) === said(after),
  };
}

/** The same text for the same content, in whatever order its fields stand. */
function said(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(said).join()}]`;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${name}:${said(each)}`)
    .join()}}`;
}
