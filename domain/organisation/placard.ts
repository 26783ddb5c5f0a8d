import { namedFor } from '../people/roster.ts';
import type { Roster } from '../people/roster.ts';
import { seatFor } from '../people/seat.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Organisation } from './organisation.ts';

type Named = { name: string; title: string } | null;

/** 公示牌: what the placard of a zone says; a vacant seat is null. */
export type PlacardFacts = {
  code: ZoneCode;
  name: string;
  grid: string;
  issuer: string;
  office: { name: string; phone: string | null };
  supervising: Named;
  specific: Named;
};

/** The placard of every zone at that moment: the two persons who are named, present or not, with their posts. */
export function placardsOf({ bureau, office, grids, zones }: Organisation, roster: Roster, at: Instant): PlacardFacts[] {
  const gridNames = new Map(grids.map(({ code, name }) => [code, name]));
  const headed = new Map<PersonId, string>();
  for (const { code, name } of grids) {
    const head = namedFor(roster, seatFor('unitHead', code), at);
    if (head !== null && !headed.has(head)) headed.set(head, name);
  }
  const named = (post: 'supervising' | 'specific', zone: ZoneCode): Named => {
    const id = namedFor(roster, seatFor(post, zone), at);
    if (id === null) return null;
    const person = roster.people.get(id);
    const unit = headed.get(id);
    return { name: person?.name ?? id, title: person?.title ?? (unit ? `${unit}负责人` : '') };
  };
  return zones.map(({ code, name, grid }) => ({
    code,
    name,
    grid: gridNames.get(grid) ?? grid,
    issuer: bureau.name,
    office: { name: office.name, phone: office.phone ?? null },
    supervising: named('supervising', code),
    specific: named('specific', code),
  }));
}
