import { reachedBy } from '../../domain/escalation/climb.ts';
import type { NoticeFacts } from '../../domain/notices/notices-for.ts';
import { holderOf } from '../../domain/people/roster.ts';
import { bureauWide } from '../../domain/people/seat.ts';
import { stuckKinds } from '../../domain/stuck/why-stuck.ts';
import { dateIn, minuteOfDayIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { closesAtMinute, opensAtMinute } from '../../domain/time/work-calendar.ts';
import { deciders } from '../deciders.ts';
import type { Ledger } from '../ledger.ts';
import { momentOf } from '../moment.ts';
import { findStuck } from './find-stuck.ts';
import type { FoundStuck, StuckCounts } from './find-stuck.ts';

/**
 * On each workday, once business has opened, the office is told what is stuck; at most once a day, and not at all when nothing is but the
 * dates of a year to come. Looked at with every ring of the bell. The notice belongs to the case that climbs next, which it names first.
 */
export async function tellWhatIsStuck(ledger: Ledger, now: Instant): Promise<boolean> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return false;
  const minute = minuteOfDayIn(now);
  const isTime =
    known.calendar.isWorkday(dateIn(now)) && minute >= opensAtMinute(known.calendar) && minute < closesAtMinute(known.calendar);
  if (!isTime || !(await isFirstLookOf(ledger, now))) return false;
  const moment = momentOf(known, now);
  const { counts, found } = await findStuck(ledger, known, moment, { zones: null, page: 1, pageSize: 1 });
  const [first] = found;
  if (!first || stuckKinds.every((kind) => kind === 'provisionalDate' || counts[kind] === 0)) return false;
  const told = reachedBy('office', bureauWide, moment.roster, now).map(({ person, as }) => ({
    key: `board/${dateIn(now)}/${person}`,
    person,
    facts: factsOf(first, counts, as, holderIn(first)),
  }));
  // It was written by no act of the case: revision 0.
  await ledger.pool.query(
    `insert into notice (key, case_id, revision, person, kind, urgent, facts, created_at, send_after)
     select key, $2, 0, person, 'board', false, facts, $3, $3 from jsonb_to_recordset($1::jsonb) as n(key text, person text, facts jsonb)
     on conflict (key) do nothing`,
    [JSON.stringify(told), first.id, now],
  );
  return told.length > 0;

  function holderIn({ state }: FoundStuck) {
    const holder = state.obligation ? holderOf(moment.roster, state.obligation.owedBy, now) : null;
    return holder && holder.kind !== 'vacant' ? holder.person : null;
  }
}

/** True once a day, whatever is found then: what gets stuck later is told the next morning. */
async function isFirstLookOf({ pool }: Ledger, now: Instant): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into engine_sign (part, seen_at) values ('digest', $1)
      on conflict (part) do update set seen_at = excluded.seen_at
      where (engine_sign.seen_at at time zone 'Asia/Shanghai')::date < (excluded.seen_at at time zone 'Asia/Shanghai')::date`,
    [now],
  );
  return rowCount === 1;
}

function factsOf({ kind, state }: FoundStuck, counts: StuckCounts, as: NoticeFacts['as'], owes: string | null): NoticeFacts {
  const { obligation } = state;
  if (!obligation) throw new Error('what is stuck is owed');
  const { number, title, zone, class: of } = deciders[kind].summaryOf(state);
  return {
    number,
    title,
    zone,
    duty: obligation.duty,
    obligation: obligation.id,
    major: of === 'major',
    dueAt: obligation.due.at,
    provisional: obligation.due.certainty === 'provisional',
    post: 'office',
    as,
    owes,
    level: obligation.level,
    reminded: 0,
    next: null,
    stuck: counts,
  };
}
