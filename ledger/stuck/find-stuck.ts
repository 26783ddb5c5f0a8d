import type { CaseCore } from '../../domain/case/case-events.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { Moment } from '../../domain/case/decision.ts';
import { awayOf, holderOf, seatsIn } from '../../domain/people/roster.ts';
import type { PersonId, Seat, ZoneCode } from '../../domain/people/seat.ts';
import { lateAfterMs, stuckKinds, unreadAfterMs } from '../../domain/stuck/why-stuck.ts';
import type { ClockFault, StuckFacts, StuckKind } from '../../domain/stuck/why-stuck.ts';
import { plusMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Ledger } from '../ledger.ts';
import type { Known } from '../moment.ts';

export const stuckOrders = ['worst', 'lateness'] as const;
export type StuckOrder = (typeof stuckOrders)[number];

/** `zones`: those that the reader answers for; null for whoever sees them all. */
export type StuckFilter = {
  kind?: StuckKind | undefined;
  zone?: ZoneCode | undefined;
  zones: readonly ZoneCode[] | null;
  /** By the worst reason and then by how late it is, or by how late it is alone. */
  order: StuckOrder;
  page: number;
  pageSize: number;
};

/** A case of the board with what `whyStuck` asks of the notices, the seats and the engine. */
export type FoundStuck = {
  id: string;
  kind: CaseKind;
  partOf: string | null;
  openedAt: Instant;
  revision: number;
  state: CaseCore;
  facts: Omit<StuckFacts, 'kind' | 'stage' | 'zone' | 'obligation'>;
};

export type StuckCounts = Record<StuckKind | 'all', number>;

/** Who sits in each seat at that moment, as the statement joins it. */
function seating(known: Known, { roster, now }: Moment) {
  return seatsIn(known.roster).map((seat) => {
    const holder = holderOf(roster, seat, now);
    const person = holder.kind === 'vacant' ? null : holder.person;
    const until = holder.kind === 'absent' ? (awayOf(roster, holder.person, now)?.until ?? null) : null;
    return { ...seat, person, until, state: holder.kind };
  });
}

const ofWhomOwes = `join cases c on c.id = n.case_id and not c.finished
    join seat s on s.post = c.owed_by_post and s.scope in (c.zone, 'bureau') and s.person = n.person
    join (select id, answer, coalesce(sent_at, tried_at, created_at) as sent_at from delivery) d on d.id = n.delivery_id
  where (n.facts->>'obligation')::int = (c.state->'obligation'->>'id')::int
    and d.sent_at > coalesce((c.state->'obligation'->>'contactedAt')::timestamptz, '-infinity')`;

const isLate = 'coalesce(c.alarm_at < $5, false)';
/** What a case's own columns say of it. */
const ofColumns: Partial<Record<StuckKind, string>> = {
  topOfLadder: `(c.due_at < $1 and c.stage <> 'suspended' and c.top_level > 0 and c.level >= c.top_level)`,
  suspendedPastReview: `(c.due_at < $1 and c.stage = 'suspended')`,
  overdue: `(c.due_at < $1 and c.stage <> 'suspended')`,
  engineFault: isLate,
  provisionalDate: 'c.provisional',
};
/** What other tables, and the seats, say of few of the cases: of those that are marked. */
const ofMarks: Partial<Record<StuckKind, string>> = {
  vacantSeat: `(c.kind = 'vacancy' or coalesce(s.state = 'vacant', false))`,
  absentWithoutActing: `(c.kind <> 'vacancy' and coalesce(s.state = 'absent' and c.due_at <= s.until, false))`,
  undelivered: 'f.case_id is not null',
  unread: 'u.case_id is not null',
  lostClock: `coalesce(k.cause = 'notRunning', false)`,
  engineFault: `coalesce(k.cause <> 'notRunning', false)`,
};
const anyOf = (said: Partial<Record<StuckKind, string>>) => Object.values(said).join(' or ');
const namesOf = (said: Partial<Record<StuckKind, string>>) => Object.keys(said).map((kind) => `"${kind}"`);
/** The place of the worst that is said of a case; null where nothing is. */
const rank = `case ${stuckKinds
  .map((kind, place) => `when ${[ofColumns[kind], ofMarks[kind]].filter(Boolean).join(' or ')} then ${place}`)
  .join(' ')} end`;
const isSeen = `not c.finished and c.due_at is not null and ($3::text[] is null or c.zone = any($3)) and ($4::text is null or c.zone = $4)`;
const ofAZone = `'specific', 'supervising', 'unitHead'`;
const seatOf = `s.post = c.owed_by_post
        and s.scope = case when c.owed_by_post in (${ofAZone}) then c.zone else 'bureau' end`;

/**
 * The same rules as `whyStuck`, asked of all open cases at once: $1 now, $2 the seats, $3 the zones that the reader sees, $4 the zone asked
 * for, $5 when an alarm is late, $6 when an urgent notice is unread. All cases are counted by the board's index alone; the few that something
 * else says something of are marked first.
 */
const marked = `with seat as materialized (
    select * from jsonb_to_recordset($2::jsonb) as s(post text, scope text, person text, until timestamptz, state text)
  ), failed as materialized (
    select n.case_id, n.person, count(*)::int as times, max(d.sent_at) as at, (array_agg(d.answer order by d.sent_at desc))[1] as answer
    from notice n ${ofWhomOwes} and n.status = 'failed'
      and not exists (select from notice l where l.case_id = n.case_id and l.person = n.person and l.status = 'sent' and l.id > n.id)
    group by 1, 2
  ), silent as materialized (
    select n.case_id, n.person, min(d.sent_at) as at from notice n ${ofWhomOwes} and n.urgent and n.status = 'sent' and n.read_at is null
      and d.sent_at <= $6 and not exists (select from notice l where l.case_id = n.case_id and l.person = n.person and l.read_at is not null and l.id > n.id)
    group by 1, 2
  ), marked as materialized (
    select c.id, c.due_at, coalesce(${anyOf(ofColumns)}, false) as "isCounted", ${isLate} as "isLate",
      ${rank} as rank,
      ${Object.entries(ofMarks)
        .map(([kind, said]) => `${said} as "${kind}"`)
        .join(', ')}
    from (
      select case_id as id from failed union select case_id from silent union select case_id from clock_fault
      union select id from cases where kind = 'vacancy' and not finished
      union select c.id from seat s join cases c on not c.finished and c.owed_by_post = s.post and c.zone = s.scope
        where s.state in ('vacant', 'absent') and s.post in (${ofAZone})
      union select c.id from seat s join cases c on not c.finished and c.owed_by_post = s.post
        where s.state in ('vacant', 'absent') and s.scope = 'bureau' and s.post not in (${ofAZone})
    ) m join cases c on c.id = m.id
      left join seat s on ${seatOf}
      left join failed f on f.case_id = c.id
      left join silent u on u.case_id = c.id
      left join clock_fault k on k.case_id = c.id
    where ${isSeen}
  )`;

const counted = `select p."isCounted" + m."isMore" as "all", ${stuckKinds
  .map((kind) => [ofColumns[kind] && `p."${kind}"`, ofMarks[kind] && `m."${kind}"`].filter(Boolean).join(' + ') + ` as "${kind}"`)
  .join(', ')}
  from (select count(*) filter (where ${anyOf(ofColumns)})::int as "isCounted",
      ${Object.entries(ofColumns)
        .map(([kind, said]) => `count(*) filter (where ${said})::int as "${kind}"`)
        .join(', ')} from cases c where ${isSeen}) p,
    (select count(*) filter (where not "isCounted" and (${namesOf(ofMarks).join(' or ')}))::int as "isMore",
      ${namesOf(ofMarks)
        // A clock that is late and at fault counts once.
        .map((kind) => `count(*) filter (where ${kind}${kind === '"engineFault"' ? ' and not "isLate"' : ''})::int as ${kind}`)
        .join(', ')} from marked) m`;

const sortedBy: Record<StuckOrder, string> = { worst: 'rank, due_at', lateness: 'due_at' };

/** The first of the cases that are counted, in the order of an index of the board; for the worst the first of each kind that there is. */
function firstOf(kind: StuckKind | undefined, order: StuckOrder): string {
  const asked = kind ? (ofColumns[kind] ?? 'false') : anyOf(ofColumns);
  const first = (
    place: string,
    said: string,
  ) => `(select c.id, ${place} as rank, c.due_at from cases c where ${isSeen} and (${asked}) and ${said}
    order by due_at, id limit $7::int + $8::int)`;
  if (order !== 'worst') return first('null::int', 'true');
  const found = stuckKinds.flatMap((of, place) =>
    ofColumns[of] ? first(`${place}`, `${ofColumns[of]} and (select "${of}" > 0 from counted)`) : [],
  );
  return found.join(' union all ');
}

/** The page's cases, of one kind or of all; one that is marked may be worse than its columns say. */
const paged = (kind: StuckKind | undefined, order: StuckOrder) => `select id, min(rank) as rank, due_at from (
    ${firstOf(kind, order)}
    union all select id, rank, due_at from marked where ${kind ? (ofMarks[kind] ? `"${kind}"` : 'false') : namesOf(ofMarks).join(' or ')}
  ) found group by id, due_at order by ${sortedBy[order]}, id limit $7 offset $8`;

/** One page of what is stuck in the order asked for, and how many there are of each kind; a case counts for every reason that it has. */
export async function findStuck(
  ledger: Ledger,
  known: Known,
  moment: Moment,
  { kind, zone, zones, order, page, pageSize }: StuckFilter,
): Promise<{ counts: StuckCounts; found: FoundStuck[] }> {
  const { now } = moment;
  const { rows } = await ledger.pool.query<Row>({
    name: `stuck-${kind ?? 'all'}-${order}`,
    text: `${marked}, counted as (${counted}), page as (${paged(kind, order)})
      select counted.*, c.id, c.kind, c.part_of, c.opened_at, c.revision, c.state, c.alarm_at, h.since as vacant_since,
        k.cause, k.since as cause_since, f.person as failed_person, f.times, f.answer, f.at as failed_at, u.person as silent_person,
        u.at as silent_at, case when c.kind = 'vacancy' then (
          select count(*)::int from cases o where not o.finished and o.zone = c.zone and o.kind <> 'vacancy'
            and (o.owed_by_post = c.state->'seat'->>'post' or (o.stage = 'reported' and c.state->'seat'->>'post' = 'specific'))) end as waiting
      from counted left join page on true left join cases c on c.id = page.id
        left join seat_holder h on h.post = c.owed_by_post and h.person is null and h.scope in (c.zone, 'bureau')
        left join failed f on f.case_id = c.id left join silent u on u.case_id = c.id left join clock_fault k on k.case_id = c.id
      order by ${sortedBy[order].replaceAll(/\w+/g, 'page.$&')}, page.id`,
    values: [
      now,
      JSON.stringify(seating(known, moment)),
      zones,
      zone ?? null,
      plusMs(now, -lateAfterMs),
      plusMs(now, -unreadAfterMs),
      pageSize,
      (page - 1) * pageSize,
    ],
  });
  const [first] = rows;
  if (!first) throw new Error('a count has always one row');
  const names = ['all', ...stuckKinds] as const;
  return {
    counts: Object.fromEntries(names.map((name) => [name, first[name]])) as StuckCounts,
    found: rows.flatMap((row) => (row.id === null ? [] : [foundIn({ ...row, id: row.id })])),
  };
}

type Row = StuckCounts & {
  id: string | null;
  kind: CaseKind;
  part_of: string | null;
  opened_at: Date;
  revision: number;
  state: CaseCore & { seat?: Seat };
  alarm_at: Date | null;
  vacant_since: Date | null;
  cause: ClockFault | null;
  cause_since: Date | null;
  failed_person: PersonId | null;
  times: number | null;
  answer: string | null;
  failed_at: Date | null;
  silent_person: PersonId | null;
  silent_at: Date | null;
  waiting: number | null;
};

const instantIn = (at: Date) => at.toISOString() as Instant;

function foundIn(row: Row & { id: string }): FoundStuck {
  const { failed_person, failed_at, silent_person, silent_at, cause, cause_since } = row;
  return {
    id: row.id,
    kind: row.kind,
    partOf: row.part_of,
    openedAt: instantIn(row.opened_at),
    revision: row.revision,
    state: row.state,
    facts: {
      alarmAt: row.alarm_at && instantIn(row.alarm_at),
      vacancy: row.kind === 'vacancy' && row.state.seat ? { seat: row.state.seat, waiting: row.waiting ?? 0 } : null,
      vacantSince: row.vacant_since && instantIn(row.vacant_since),
      undelivered:
        failed_person && failed_at
          ? { person: failed_person, times: row.times ?? 1, answer: row.answer ?? '', at: instantIn(failed_at) }
          : null,
      unread: silent_person && silent_at ? { person: silent_person, sentAt: instantIn(silent_at) } : null,
      fault: cause && cause_since ? { cause, since: instantIn(cause_since) } : null,
    },
  };
}
