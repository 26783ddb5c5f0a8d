import type { DocumentFault } from '../document/fault.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, Post } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import { supervisingAll, zonesByGrid } from './organisation.ts';
import type { Organisation, Term } from './organisation.ts';

type Change = (terms: Term[]) => Term[];

const unknown = (code: 'UNKNOWN_ZONE' | 'UNKNOWN_GRID' | 'UNKNOWN_SEAT', value: string): DocumentFault => ({ path: 'scope', code, value });

/** The document with other terms in the seat; a fault where there is no such seat. */
export function withTerms(document: Organisation, post: Post, scope: string, change: Change): Organisation | DocumentFault {
  const { leadingGroup, office } = document;
  const seat = seatFor(post, scope);
  if (seat.scope !== scope) return unknown('UNKNOWN_SEAT', scope);
  switch (post) {
    case 'first':
      return { ...document, leadingGroup: { first: change(leadingGroup.first) } };
    case 'office':
      return { ...document, office: { ...office, clerk: change(office.clerk) } };
    case 'officeDirector':
      return { ...document, office: { ...office, director: change(office.director) } };
    case 'unitHead':
      return ofGrid(document, scope, (grid) => ({ ...grid, head: change(grid.head) }));
    case 'specific':
      return ofZone(document, scope, (zone) => ({ ...zone, specific: change(zone.specific) }));
    case 'supervising':
      return document.grids.some(({ code }) => code === scope)
        ? ofGrid(document, scope, (grid) => ({ ...grid, supervising: change(supervisingOf(document, grid)) }))
        : ofZone(document, scope, (zone) => ({ ...zone, supervising: change(zone.supervising) }));
  }
}

const supervisingOf = (document: Organisation, { code, supervising }: Organisation['grids'][number]) =>
  supervising ?? supervisingAll(zonesByGrid(document).get(code) ?? []);

function ofGrid(document: Organisation, code: string, change: (grid: Organisation['grids'][number]) => Organisation['grids'][number]) {
  if (!document.grids.some((grid) => grid.code === code)) return unknown('UNKNOWN_GRID', code);
  return { ...document, grids: document.grids.map((grid) => (grid.code === code ? change(grid) : grid)) };
}

/** The document with the zone changed; a fault where there is none. */
export function ofZone(
  document: Organisation,
  code: string,
  change: (zone: Organisation['zones'][number]) => Organisation['zones'][number],
) {
  if (!document.zones.some((zone) => zone.code === code)) return unknown('UNKNOWN_ZONE', code);
  return { ...document, zones: document.zones.map((zone) => (zone.code === code ? change(zone) : zone)) };
}

/** The document with the terms of every seat changed. */
export function withEveryTerm(document: Organisation, change: Change): Organisation {
  const { leadingGroup, office, grids, zones } = document;
  return {
    ...document,
    leadingGroup: { first: change(leadingGroup.first) },
    office: { ...office, clerk: change(office.clerk), director: change(office.director) },
    grids: grids.map((grid) => ({
      ...grid,
      head: change(grid.head),
      ...(grid.supervising && { supervising: change(grid.supervising) }),
    })),
    zones: zones.map((zone) => ({ ...zone, supervising: change(zone.supervising), specific: change(zone.specific) })),
  };
}

/** The terms up to that moment: what is planned after it is dropped. */
export const cutAt =
  (at: Instant): Change =>
  (terms) =>
    terms.flatMap((term) => (term.from >= at ? [] : [{ ...term, to: term.to === null || term.to > at ? at : term.to }]));

/** From that moment on the seat is the person's; whoever holds it already goes on without a break. */
export const heldFrom =
  (at: Instant, person: PersonId): Change =>
  (terms) => {
    const before = cutAt(at)(terms);
    const last = before.at(-1);
    return last?.person === person && last.to === at
      ? [...before.slice(0, -1), { ...last, to: null }]
      : [...before, { person, from: at, to: null }];
  };
