import type { TellSuccessor } from '../domain/escalation/tell-successor.ts';
import type { Handover } from '../domain/organisation/effects.ts';
import { holderOf, isZoneSeat, seatsIn } from '../domain/people/roster.ts';
import { isLocal } from '../domain/people/seat.ts';
import type { PersonId, Seat } from '../domain/people/seat.ts';
import { dateIn, yearOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { vacancyDecider } from '../domain/vacancy/vacancy.ts';
import { namesOf } from './case-item.ts';
import { caseIdMadeOf } from './case-id.ts';
import { crashPoint } from './crash-point.ts';
import { deciders } from './deciders.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { inTurn } from './in-turn.ts';
import type { Ledger } from './ledger.ts';
import type { Known } from './moment.ts';
import { appointmentOf } from './organisation/appointment-of.ts';
import { transact } from './transact.ts';

const actor = { system: 'clock' } as const;

type Seen = { post: string; scope: string; person: PersonId | null; since: Date };

type Looked = { changed: number; told: number };

/** Whoever looks whether the organisation has changed does so under this name: two looks that know different versions of it would undo each other. */
export const looking = 'organisation/look';

/**
 * Looks who sits or acts in every seat at that moment. Where it is somebody else than at the last look, he is told of every open step that
 * he takes over; a zone's seat that nobody holds becomes a case for the office, which ends with the appointment. Repeated or cut off
 * half-way it does no harm: what was done is recognised, and the seat is marked as seen last.
 */
export const lookAtSeats = (ledger: Ledger, now: Instant): Promise<Looked> => inTurn(ledger.pool, looking, () => look(ledger, now));

async function look(ledger: Ledger, now: Instant): Promise<Looked> {
  const known = await ledger.register.newest(ledger.pool);
  const { rows } = await ledger.pool.query<Seen>('select post, scope, person, since from seat_holder');
  const seen = new Map(rows.map((row) => [`${row.post}/${row.scope}`, row]));
  let changed = 0;
  let told = 0;
  for (const seat of seatsIn(known.roster)) {
    const holder = holderOf(known.roster, seat, now);
    const person = holder.kind === 'vacant' ? null : holder.person;
    const before = seen.get(`${seat.post}/${seat.scope}`);
    if (before && before.person === person) continue;
    changed += 1;
    const inherits = before ? await tellSuccessors(ledger, { seat, at: now, from: before.person, to: person }, before.since) : 0;
    told += inherits;
    await vacate(ledger, known, { seat, person, inherits }, before, now);
    if (before) crashPoint('seats:before-seen');
    await ledger.pool.query(
      `insert into seat_holder (post, scope, person, since) values ($1, $2, $3, $4)
       on conflict (post, scope) do update set person = excluded.person, since = excluded.since`,
      [seat.post, seat.scope, person, now],
    );
  }
  return { changed, told };
}

/** Of the case table: what whoever is in the seat owes, by the values of `owedBy`. */
export const isOwedBySeat = (post: string, scope: string) =>
  `not finished and owed_by_post = ${post} and (${scope}::text is null or zone = ${scope})`;
export const owedBy = ({ post, scope }: Seat) => [post, isLocal(post) ? scope : null];

async function tellSuccessors(ledger: Ledger, { seat, at, from, to }: Handover, since: Date): Promise<number> {
  const { rows } = await ledger.pool.query<{ id: string; kind: CaseKind }>(
    `select id, kind from cases where ${isOwedBySeat('$1', '$2')}`,
    owedBy(seat),
  );
  const commandId = `successor/${since.toISOString()}/${to ?? ''}`;
  const command: TellSuccessor = { type: 'TellSuccessor', from, to };
  for (const { id, kind } of rows) await transact(ledger, deciders[kind], { caseId: id, commandId, actor, at, command });
  return rows.length;
}

/** A zone's seat that became vacant opens a case, numbered by how often it has been; the appointment ends it. */
async function vacate(
  ledger: Ledger,
  known: Known,
  { seat, person, inherits }: { seat: Seat; person: PersonId | null; inherits: number },
  before: Seen | undefined,
  now: Instant,
): Promise<void> {
  if (!isZoneSeat(seat, known.roster)) return;
  const { post, scope } = seat;
  if (person === null) {
    const name = namesOf(known).zone(scope).name;
    const role = post === 'specific' ? { title: '具体责任人', letter: '具' } : { title: '分管责任人', letter: '分' };
    const { rows } = await ledger.pool.query<{ before: number }>(
      `select count(*)::int as before from cases where kind = 'vacancy' and zone = $1 and state->'seat'->>'post' = $2`,
      [scope, post],
    );
    const number = `KQ-${scope}-${role.letter}-${yearOf(dateIn(now))}-${(rows[0]?.before ?? 0) + 1}`;
    const command = { type: 'OpenVacancy' as const, number, zone: scope, seat, title: `${name}${role.title}空缺` };
    // Named after what was seen before, so that a look that was cut off finds its own case again.
    const caseId = caseIdMadeOf('vacancy', post, scope, before ? before.since.toISOString() : 'first');
    await transact(ledger, vacancyDecider, { caseId, commandId: 'open', actor, at: now, command });
    return;
  }
  const { rows } = await ledger.pool.query<{ id: string }>(
    `select id from cases where kind = 'vacancy' and not finished and zone = $1 and state->'seat'->>'post' = $2`,
    [scope, post],
  );
  if (rows.length === 0) return;
  const command = { type: 'FillVacancy' as const, person, inherits, ...(await appointmentOf(ledger.pool, known.roster, seat, now)) };
  for (const { id } of rows) await transact(ledger, vacancyDecider, { caseId: id, commandId: 'fill', actor, at: now, command });
}
