import type { Moment } from '../../domain/case/decision.ts';
import { reachedBy } from '../../domain/escalation/climb.ts';
import { factsOf } from '../../domain/notices/notices-for.ts';
import type { NoticeFacts } from '../../domain/notices/notices-for.ts';
import { bureauWide } from '../../domain/people/seat.ts';
import { stuckKinds } from '../../domain/stuck/why-stuck.ts';
import { dateIn, minuteOfDayIn } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { closesAtMinute, opensAtMinute } from '../../domain/time/work-calendar.ts';
import { tellOfAnchors } from '../anchors.ts';
import { deciders } from '../deciders.ts';
import { isFirstOfTheDay } from '../once-a-day.ts';
import type { Ledger } from '../ledger.ts';
import { inTransaction } from '../in-transaction.ts';
import { momentOf } from '../moment.ts';
import type { Known } from '../moment.ts';
import { findStuck } from './find-stuck.ts';
import type { FoundStuck, StuckCounts } from './find-stuck.ts';

/**
 * On each workday, once business has opened, the office is told what is stuck; at most once a day, and not at all when nothing is but the
 * dates of a year to come. Looked at with every ring of the bell. The notice names the worst case, and belongs to none.
 */
export async function tellWhatIsStuck(ledger: Ledger, now: Instant): Promise<boolean> {
  const known = await ledger.register.newestIfAny(ledger.pool);
  if (!known) return false;
  const minute = minuteOfDayIn(now);
  const isTime =
    known.calendar.isWorkday(dateIn(now)) && minute >= opensAtMinute(known.calendar) && minute < closesAtMinute(known.calendar);
  if (!isTime) return false;
  return inTransaction(ledger.pool, async (client) => {
    // Marked and told together: a worker that dies in between leaves the morning to the next bell.
    if (!(await isFirstOfTheDay(client, 'digest', now))) return false;
    const moment = momentOf(known, now);
    const told = await noticesOf(ledger, known, now);
    await client.query(
      `insert into notice (key, revision, person, kind, urgent, facts, created_at, send_after)
       select key, 0, person, 'board', false, facts, $2, $2 from jsonb_to_recordset($1::jsonb) as n(key text, person text, facts jsonb)
       on conflict (key) do nothing`,
      [JSON.stringify(told), now],
    );
    // In the same morning's mail: a second one would wait for the afternoon.
    await tellOfAnchors(client, moment, now);
    return told.length > 0;
  });
}

/** To each of the office what is stuck; none when that is nothing. */
async function noticesOf(ledger: Ledger, known: Known, now: Instant) {
  const moment = momentOf(known, now);
  const { counts, found } = await findStuck(ledger, known, moment, { zones: null, order: 'worst', page: 1, pageSize: 1 });
  const [first] = found;
  if (!first || stuckKinds.every((kind) => kind === 'provisionalDate' || counts[kind] === 0)) return [];
  return reachedBy('office', bureauWide, moment.roster, now).map(({ person, as }) => ({
    key: `board/${dateIn(now)}/${person}`,
    person,
    facts: factsOfBoard(first, counts, as, moment),
  }));
}

function factsOfBoard({ kind, state }: FoundStuck, stuck: StuckCounts, as: NoticeFacts['as'], moment: Moment): NoticeFacts {
  const { obligation } = state;
  if (!obligation) throw new Error('what is stuck is owed');
  const summary = deciders[kind].summaryOf(state);
  const subject = { ...state, ...summary, class: summary.class === 'major' ? ('major' as const) : ('general' as const) };
  return { ...factsOf(subject, obligation, { post: 'office', as, level: obligation.level }, moment), stuck };
}
