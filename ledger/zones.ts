import type { Organisation } from '../domain/organisation/organisation.ts';
import { placardsOf } from '../domain/organisation/placard.ts';
import { awayOf, holderOf, namedBy } from '../domain/people/roster.ts';
import { seatFor } from '../domain/people/seat.ts';
import type { ZoneCode } from '../domain/people/seat.ts';
import { covers } from '../domain/rights/scope.ts';
import type { Scope } from '../domain/rights/scope.ts';
import { dateIn } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Moment } from '../domain/case/decision.ts';
import { namesOf, personIn } from './case-item.ts';
import type { Names } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

/**
 * Every zone with its two responsible persons at that moment (whoever acts for them), which are public (scheme S3), and its open and overdue
 * hazards, where these lie in the scope; the grids in which they lie.
 */
export async function zonesAt(ledger: Ledger, scope: Scope, now: Instant) {
  const [known, open, overdue] = await Promise.all([
    ledger.register.newest(ledger.pool),
    openByZone(ledger, {}),
    openByZone(ledger, { dueAt: { lt: now } }),
  ]);
  const { organisation } = known;
  const moment = momentOf(known, now);
  const names = namesOf(known);
  return {
    grids: organisation.grids.map(({ code, name, level, parent }) => ({ code, name, level, parent })),
    items: organisation.zones.map(({ code, name, grid, positions = [] }) => ({
      code,
      name,
      grid: names.grid(grid),
      positions,
      specific: personIn(seatFor('specific', code), moment, names),
      supervising: personIn(seatFor('supervising', code), moment, names),
      open: isSeen(scope, code) ? (open.get(code) ?? 0) : null,
      overdue: isSeen(scope, code) ? (overdue.get(code) ?? 0) : null,
    })),
  };
}

/** One zone with who holds, held and will hold its seats, its key units, what was closed this month; null when there is none. */
export async function wholeZone(ledger: Ledger, code: ZoneCode, scope: Scope, now: Instant) {
  const [known, { items }] = await Promise.all([ledger.register.newest(ledger.pool), zonesAt(ledger, scope, now)]);
  const zone = known.organisation.zones.find((each) => each.code === code);
  const shown = items.find((each) => each.code === code);
  if (!zone || !shown) return null;
  const moment = momentOf(known, now);
  const names = namesOf(known);
  const placard = placardsOf(known.organisation, known.roster, now).find((each) => each.code === code);
  return {
    ...shown,
    version: known.versions.organisation,
    closedThisMonth: isSeen(scope, code) ? await closedSince(ledger, code, `${dateIn(now).slice(0, 7)}-01`) : null,
    keyUnits: zone.keyUnits ?? [],
    seats: (['supervising', 'specific'] as const).map((post) => ({
      ...seatOf(zone, post, moment, names),
      title: placard?.[post]?.title || null,
    })),
  };
}

const isSeen = (scope: Scope, zone: ZoneCode) => covers(scope, { kind: 'hazard', zone, isOwn: false });

async function openByZone({ prisma }: Ledger, where: object): Promise<Map<string, number>> {
  const rows = await prisma.case.groupBy({ by: ['zone'], where: { kind: 'hazard', finished: false, ...where }, _count: true });
  return new Map(rows.map(({ zone, _count }) => [zone, _count]));
}

/** How many hazards of the zone were closed from that day on, by the paper's date where they were typed in. */
async function closedSince({ pool }: Ledger, zone: ZoneCode, on: string): Promise<number> {
  const { rows } = await pool.query<{ closed: number }>(
    `select count(*)::int as closed from cases c where c.kind = 'hazard' and c.stage = 'closed' and c.zone = $1 and
       case when c.state->'enteredLater'->>'status' = 'closed'
         then coalesce(c.state->'enteredLater'->>'closedOn', c.state->'enteredLater'->>'verifiedOn', c.state->'enteredLater'->>'rectifiedOn') >= $2
         else exists (select from entry e where e.case_id = c.id and e.events @> '[{"type": "HazardClosed"}]'
           and e.at >= $2::timestamp at time zone 'Asia/Shanghai') end`,
    [zone, on],
  );
  return rows[0]?.closed ?? 0;
}

/** Who is named for the seat, who acts in it, and every term of it, the last one first. */
function seatOf(zone: Organisation['zones'][number], post: 'supervising' | 'specific', { roster, now }: Moment, names: Names) {
  const holder = holderOf(roster, seatFor(post, zone.code), now);
  const named = namedBy(holder);
  return {
    post,
    standing: holder.kind,
    named: named === null ? null : names.person(named),
    acting: holder.kind === 'acting' ? names.person(holder.person) : null,
    awayUntil: named === null ? null : (awayOf(roster, named, now)?.until ?? null),
    terms: [...zone[post]]
      .sort((a, b) => (a.from < b.from ? 1 : -1))
      .map(({ person, from, to }) => ({ person: names.person(person), from, to })),
  };
}

/** Every zone as its placard says it, and which version of the organisation that is. */
export async function placardsAt(ledger: Ledger, now: Instant) {
  const { organisation, roster, versions } = await ledger.register.newest(ledger.pool);
  const { name, phone } = organisation.office;
  return { version: versions.organisation, office: { name, phone: phone ?? null }, zones: placardsOf(organisation, roster, now) };
}
