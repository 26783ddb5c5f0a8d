import { holderOf, namedBy } from '../domain/people/roster.ts';
import { seatFor } from '../domain/people/seat.ts';
import { covers } from '../domain/rights/scope.ts';
import type { Scope } from '../domain/rights/scope.ts';
import type { PersonId, ZoneCode } from '../domain/people/seat.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf, personIn } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

/**
 * Every zone with its two responsible persons at that moment (whoever acts for them), which are public (scheme S3), and its open and overdue
 * hazards, where these lie in the scope.
 */
export async function zonesAt(ledger: Ledger, scope: Scope, now: Instant) {
  const [known, open, overdue] = await Promise.all([
    ledger.register.newest(ledger.pool),
    openByZone(ledger, {}),
    openByZone(ledger, { dueAt: { lt: now } }),
  ]);
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const isSeen = (zone: string) => covers(scope, { kind: 'hazard', zone, isOwn: false });
  return known.organisation.zones.map(({ code, name, grid }) => ({
    code,
    name,
    grid: names.grid(grid),
    specific: personIn(seatFor('specific', code), moment, names),
    supervising: personIn(seatFor('supervising', code), moment, names),
    open: isSeen(code) ? (open.get(code) ?? 0) : null,
    overdue: isSeen(code) ? (overdue.get(code) ?? 0) : null,
  }));
}

async function openByZone({ prisma }: Ledger, where: object): Promise<Map<string, number>> {
  const rows = await prisma.case.groupBy({ by: ['zone'], where: { kind: 'hazard', finished: false, ...where }, _count: true });
  return new Map(rows.map(({ zone, _count }) => [zone, _count]));
}

/** Every zone as its placard names it: the two persons who are named, present or not, with their posts; a vacant seat is null. */
export async function placardsAt(ledger: Ledger, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const { organisation, roster, versions } = known;
  const names = namesOf(known);
  const unitHeaded = (person: PersonId) =>
    organisation.grids.find(({ code }) => {
      const holder = holderOf(roster, seatFor('unitHead', code), now);
      return namedBy(holder) === person;
    })?.name;
  const named = (post: 'supervising' | 'specific', zone: ZoneCode) => {
    const person = namedBy(holderOf(roster, seatFor(post, zone), now));
    if (person === null) return null;
    const unit = unitHeaded(person);
    return { name: names.person(person).name, title: roster.people.get(person)?.title ?? (unit ? `${unit}负责人` : '') };
  };
  return {
    issuer: organisation.bureau.name,
    office: { name: organisation.office.name, phone: organisation.office.phone ?? null },
    version: versions.organisation,
    zones: organisation.zones.map(({ code, name, grid }) => ({
      code,
      name,
      grid: names.grid(grid).name,
      supervising: named('supervising', code),
      specific: named('specific', code),
    })),
  };
}
