import { seatFor } from '../domain/people/seat.ts';
import { covers } from '../domain/rights/scope.ts';
import type { Scope } from '../domain/rights/scope.ts';
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
