import { callDecider } from '../domain/call/call.ts';
import type { CallCommand, Undelivered } from '../domain/call/call.ts';
import { isMutable } from '../domain/notices/notices-for.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { dateIn, yearOf } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import { caseIdMadeOf } from './case-id.ts';
import type { Ledger } from './ledger.ts';
import { transact } from './transact.ts';

const actor = { system: 'clock' } as const;

/**
 * The message came through by none of the person's channels: the office has to phone him, once for all that did not come through by then.
 * A repetition does no harm. Nobody phones for what is for information only, nor because a call that is owed was not told.
 */
export async function askForCall(
  ledger: Ledger,
  { id, person, messageId }: { id: string; person: PersonId; messageId: string },
  answer: string,
  now: Instant,
): Promise<void> {
  const { rows: cases } = await ledger.pool.query<Undelivered['cases'][number]>(
    `select distinct c.id, c.number, c.title from notice n join cases c on c.id = n.case_id
      where n.delivery_id = $1 and c.kind <> 'call' and n.kind <> all($2) and n.read_at is null order by c.number`,
    [id, isMutable],
  );
  if (cases.length === 0) return;
  const about = { delivery: id, answer, cases };
  const known = await ledger.register.newest(ledger.pool);
  const { rows } = await ledger.pool.query<{ id: string; is_about: boolean }>(
    `select id, state->'about' @> jsonb_build_array(jsonb_build_object('delivery', $2::text)) as is_about from cases
      where kind = 'call' and not finished and state->>'person' = $1 order by opened_at limit 1`,
    [person, id],
  );
  const [open] = rows;
  if (open?.is_about) return;
  const command: CallCommand = open
    ? { type: 'AddToCall', about }
    : {
        type: 'OpenCall',
        number: `DH-${yearOf(dateIn(now))}-${id.padStart(5, '0')}`,
        person,
        title: `电话通知${namesOf(known).person(person).name}`,
        about,
      };
  const caseId = open?.id ?? caseIdMadeOf('call', messageId);
  await transact(ledger, callDecider, { caseId, commandId: `undelivered/${id}`, actor, at: now, command });
}

/** The message came through after all: nobody need phone because of it. */
export async function spareCall(ledger: Ledger, delivery: string, now: Instant): Promise<void> {
  const { rows } = await ledger.pool.query<{ id: string }>(
    `select id from cases where kind = 'call' and not finished and state->'about' @> jsonb_build_array(jsonb_build_object('delivery', $1::text))`,
    [delivery],
  );
  for (const { id } of rows)
    await transact(ledger, callDecider, {
      caseId: id,
      commandId: `delivered/${delivery}`,
      actor,
      at: now,
      command: { type: 'SpareCall', delivery },
    });
}

/** The message came through, and with it whatever of its notices had been given up before: nobody need phone because of those either. */
export async function spareCallsOf(ledger: Ledger, delivery: string, now: Instant): Promise<void> {
  await spareCall(ledger, delivery, now);
  const { rows } = await ledger.pool.query<{ earlier: string }>(
    `select distinct e.earlier::text as earlier from notice n, unnest(n.earlier) as e(earlier) where n.delivery_id = $1
       and not exists (
         select from notice o where (o.delivery_id = e.earlier or e.earlier = any(o.earlier)) and o.delivery_id is distinct from $1
           and o.status in ('queued', 'sending', 'failed') and o.read_at is null
       )`,
    [delivery],
  );
  for (const { earlier } of rows) await spareCall(ledger, earlier, now);
}
