import type { DocumentFault } from '../document/fault.ts';
import type { Absence, Person, Roster, Tenure } from '../people/roster.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { GridCode, PersonId, Seat, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { KeyUnit, Located } from './commands.ts';

/** One term of office in a seat: from (inclusive) to (exclusive); `to` null = until further notice. */
export type Term = { person: PersonId; from: Instant; to: Instant | null };

/** The whole bureau in one document: leading group and office, grids, zones with their two responsible persons, people, absences. */
export type Organisation = {
  bureau: { name: string };
  /** 第一责任人, 办公室 and its 主任: seats of the whole bureau. `members` may act for the office. */
  leadingGroup: { first: Term[] };
  office: {
    name: string;
    /** 监督电话, as placards print it. */
    phone?: string | undefined;
    clerk: Term[];
    director: Term[];
    members: PersonId[];
    /** 检查员: look at sites and report hazards; none where it is left out. */
    inspectors?: PersonId[] | undefined;
  };
  /** `supervising` 分管负责人 of a unit; where it is left out, whoever supervises every zone of it. */
  grids: { code: GridCode; name: string; level: number; parent: GridCode | null; head: Term[]; supervising?: Term[] | undefined }[];
  zones: ({
    code: ZoneCode;
    name: string;
    grid: GridCode;
    supervising: Term[];
    specific: Term[];
    keyUnits?: KeyUnit[] | undefined;
  } & Located)[];
  people: Person[];
  absences: Absence[];
};

/** The level of the grid tree that hands in a report each month: a unit or section (scheme S2). */
const unitLevel = 3;

export type Unit = Organisation['grids'][number];

/** 单位、科室: what hands in a report of its own. */
export const unitsOf = ({ grids }: Organisation): Unit[] => grids.filter(({ level }) => level === unitLevel);

/** The grid and every grid above it, from below. */
function gridsAbove(grids: ReadonlyMap<GridCode, Unit>, code: GridCode): Unit[] {
  const above: Unit[] = [];
  for (let grid = grids.get(code); grid && !above.includes(grid); grid = grids.get(grid.parent ?? '')) above.push(grid);
  return above;
}

/** The unit in which each zone lies; a zone above the units lies in none. */
export function unitOfZones({ grids, zones }: Organisation): ReadonlyMap<ZoneCode, GridCode> {
  const byCode = new Map(grids.map((grid) => [grid.code, grid]));
  return new Map(
    zones.flatMap(({ code, grid }) => {
      const unit = gridsAbove(byCode, grid).find(({ level }) => level === unitLevel);
      return unit ? [[code, unit.code] as const] : [];
    }),
  );
}

/** The zones of each grid and of every grid beneath it. */
export function zonesByGrid({ grids, zones }: Organisation): ReadonlyMap<GridCode, Organisation['zones']> {
  const byCode = new Map(grids.map((grid) => [grid.code, grid]));
  const found = new Map<GridCode, Organisation['zones']>(grids.map(({ code }) => [code, []]));
  for (const zone of zones) for (const { code } of gridsAbove(byCode, zone.grid)) found.get(code)?.push(zone);
  return found;
}

/** The terms in which one person supervises all of these zones: nobody, where they differ. */
export function supervisingAll(zones: Organisation['zones']): Term[] {
  const [first, ...others] = zones.map(({ supervising }) => supervising);
  return first && others.every((terms) => JSON.stringify(terms) === JSON.stringify(first)) ? first : [];
}

type Seated = { seat: Seat; path: string; terms: Term[] };

function seatsOf(organisation: Organisation): Seated[] {
  const zonesOf = zonesByGrid(organisation);
  return [
    { seat: seatFor('first', bureauWide), path: 'leadingGroup.first', terms: organisation.leadingGroup.first },
    { seat: seatFor('office', bureauWide), path: 'office.clerk', terms: organisation.office.clerk },
    { seat: seatFor('officeDirector', bureauWide), path: 'office.director', terms: organisation.office.director },
    ...organisation.grids.flatMap(({ code, head, supervising }, i): Seated[] => [
      { seat: seatFor('unitHead', code), path: `grids[${i}].head`, terms: head },
      {
        seat: seatFor('supervising', code),
        path: `grids[${i}].supervising`,
        terms: supervising ?? supervisingAll(zonesOf.get(code) ?? []),
      },
    ]),
    ...organisation.zones.flatMap(({ code, supervising, specific }, i): Seated[] => [
      { seat: seatFor('supervising', code), path: `zones[${i}].supervising`, terms: supervising },
      { seat: seatFor('specific', code), path: `zones[${i}].specific`, terms: specific },
    ]),
  ];
}

const overlap = (a: Term, b: Term) => (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

/** Every fault of the document: exactly one holder of a seat at any moment (S3), no reference into the void, no grid above itself. */
export function faultsOf(organisation: Organisation): DocumentFault[] {
  const people = new Map(organisation.people.map((person) => [person.id, person]));
  const grids = new Map(organisation.grids.map((grid) => [grid.code, grid]));
  const faults: DocumentFault[] = [];
  const known = (person: PersonId, path: string) => {
    if (!people.has(person)) faults.push({ path, code: 'UNKNOWN_PERSON', value: person });
  };
  const unique = (codes: string[], list: string) =>
    codes.forEach((code, i) => {
      if (codes.indexOf(code) < i) faults.push({ path: `${list}[${i}]`, code: 'DUPLICATE', value: code });
    });
  unique(
    organisation.people.map(({ id }) => id),
    'people',
  );
  unique([...organisation.grids.map(({ code }) => code)], 'grids');
  unique(
    organisation.zones.map(({ code }) => code),
    'zones',
  );
  // A unit and a zone both have a supervising seat, which is named by their code.
  organisation.zones.forEach(({ code }, i) => {
    if (grids.has(code)) faults.push({ path: `zones[${i}].code`, code: 'DUPLICATE', value: code });
  });
  organisation.office.members.forEach((person, i) => known(person, `office.members[${i}]`));
  organisation.office.inspectors?.forEach((person, i) => known(person, `office.inspectors[${i}]`));
  for (const { path, terms } of seatsOf(organisation))
    terms.forEach((term, i) => {
      known(term.person, `${path}[${i}].person`);
      const until = people.get(term.person)?.until;
      if (until !== undefined && (term.to === null || term.to > until))
        faults.push({ path: `${path}[${i}].to`, code: 'AFTER_SERVICE', value: term.person });
      if (term.to !== null && term.to <= term.from) faults.push({ path: `${path}[${i}].to`, code: 'EMPTY_TERM', value: term.person });
      if (terms.slice(0, i).some((earlier) => overlap(earlier, term)))
        faults.push({ path: `${path}[${i}]`, code: 'OVERLAP', value: term.person });
    });
  organisation.zones.forEach(({ grid }, i) => {
    if (!grids.has(grid)) faults.push({ path: `zones[${i}].grid`, code: 'UNKNOWN_GRID', value: grid });
  });
  organisation.grids.forEach(({ code, parent }, i) => {
    if (parent !== null && !grids.has(parent)) faults.push({ path: `grids[${i}].parent`, code: 'UNKNOWN_GRID', value: parent });
    const above = new Set<GridCode>();
    for (let up: GridCode | null = code; up !== null; up = grids.get(up)?.parent ?? null) {
      if (above.has(up)) {
        faults.push({ path: `grids[${i}].parent`, code: 'GRID_CIRCLE', value: code });
        break;
      }
      above.add(up);
    }
  });
  organisation.absences.forEach(({ person, acting, from, to }, i) => {
    known(person, `absences[${i}].person`);
    if (acting !== null) known(acting, `absences[${i}].acting`);
    if (to <= from) faults.push({ path: `absences[${i}].to`, code: 'EMPTY_TERM', value: person });
  });
  return faults;
}

/** The document as the rules ask it. */
export function rosterOf(organisation: Organisation, version: number): Roster {
  const tenures = seatsOf(organisation).flatMap(({ seat, terms }) => terms.map((term): Tenure => ({ seat, ...term })));
  return {
    version,
    people: new Map(organisation.people.map((person) => [person.id, person])),
    tenures,
    absences: organisation.absences,
    officeMembers: new Set(organisation.office.members),
    inspectors: new Set(organisation.office.inspectors),
    zones: new Set(organisation.zones.map(({ code }) => code)),
    units: new Set(organisation.grids.filter(({ level }) => level >= unitLevel).map(({ code }) => code)),
    zonesOf: new Map([...zonesByGrid(organisation)].map(([grid, zones]) => [grid, zones.map(({ code }) => code)])),
  };
}
