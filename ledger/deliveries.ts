import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { pageOfNotice } from '../domain/case/page-of.ts';
import { heldBackUntil } from '../domain/notices/budget.ts';
import { messageOf } from '../domain/notices/message.ts';
import { asksForAct, isMutable } from '../domain/notices/notices-for.ts';
import type { NoticeFacts, NoticeKind } from '../domain/notices/notices-for.ts';
import { isOvertaken } from '../domain/notices/overtaken.ts';
import type { Since, WaitingNotice } from '../domain/notices/overtaken.ts';
import type { Names } from '../domain/notices/wording.ts';
import type { Channel } from '../domain/people/channel.ts';
import { addressBy, channelAfter, hasChannelAfter } from '../domain/people/roster.ts';
import type { Roster } from '../domain/people/roster.ts';
import type { Moment } from '../domain/case/decision.ts';
import type { Instant } from '../domain/time/instant.ts';
import { anchorsOfDelivery } from './anchors.ts';
import { askForCall } from './calls.ts';
import { namesOf } from './case-item.ts';
import { crashPoint } from './crash-point.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';

/** One message to one person by one channel, fixed before the first try: the same Message-ID and words however often it is sent. */
export type Delivery = {
  id: string;
  messageId: string;
  person: string;
  channel: Channel;
  /** A mailbox, a user's id, a telephone; null where the channel knows none of the person. */
  address: string | null;
  subject: string;
  text: string;
  html: string | null;
  /** The Message-ID that all mails about one case refer to; null for a mail about several. */
  thread: string | null;
  urgent: boolean;
  /** Files of a mail. */
  attachments: { name: string; content: Buffer }[];
  /** Whether the person has a further channel. */
  hasNext: boolean;
};

const digestLimit = 20;
const deliveryColumns = `id, message_id, person, channel, address, subject, text, html, thread,
  exists (select 1 from notice n where n.delivery_id = delivery.id and n.urgent) as urgent,
  coalesce((select max(n.given_up) from notice n where n.delivery_id = delivery.id), 0) as given_up`;

/** The message that was begun and not finished, else a new one of what is due; null when nothing is due. `link`: where people open the pages. */
export async function openDelivery(ledger: Ledger, person: string, now: Instant, link: string): Promise<Delivery | null> {
  const known = await ledger.register.newest(ledger.pool);
  return inTransaction(ledger.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`mailbox/${person}`]);
    const begun = await client.query<DeliveryRow>(
      `select ${deliveryColumns} from delivery where person = $1 and status = 'sending' order by id limit 1`,
      [person],
    );
    if (begun.rows[0]) return withAttachments(client, deliveryOf(begun.rows[0], known.roster));
    const moment = momentOf(known, now);
    await overtake(client, person, known.roster, now);
    await mute(client, person, now);
    await holdBack(client, person, moment);
    const rows = await dueNotices(client, person, now);
    const [first] = rows;
    if (!first) return null;
    const recipient = known.roster.people.get(person);
    const channel = channelAfter(recipient, first.given_up);
    const called = namesOf(known);
    const names: Names = { person: (id) => called.person(id).name, zone: called.scope };
    const message = messageOf(
      channel,
      rows.map(({ kind, facts, urgent, case_id, case_kind, part_of }) => ({
        kind,
        facts,
        urgent,
        link:
          link + pageOfNotice(kind, case_id && case_kind ? { id: case_id, kind: case_kind, number: facts.number, partOf: part_of } : null),
      })),
      { language: recipient?.language ?? 'zh', names, bureau: known.organisation.bureau.name, home: `${link}/tasks` },
    );
    const made = await client.query<{ id: string }>(
      `insert into delivery (message_id, person, channel, address, subject, text, html, thread, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [
        messageIdOf(rows),
        person,
        channel,
        addressBy(channel, recipient) ?? '',
        message.subject,
        message.text,
        message.html,
        threadOf(rows),
        now,
      ],
    );
    const id = made.rows[0]?.id;
    await client.query(`update notice set status = 'sending', delivery_id = $1 where id = any($2::bigint[])`, [
      id,
      rows.map((row) => row.id),
    ]);
    crashPoint('deliver:before-commit');
    const { rows: opened } = await client.query<DeliveryRow>(`select ${deliveryColumns} from delivery where id = $1`, [id]);
    return opened[0] ? withAttachments(client, deliveryOf(opened[0], known.roster)) : null;
  });
}

/** What is due and has come to the same of the person's channels, the oldest first. */
async function dueNotices(client: pg.ClientBase, person: string, now: Instant): Promise<DueNotice[]> {
  const { rows } = await client.query<DueNotice>(
    `with due as (select * from notice where person = $1 and status = 'queued' and send_after <= $2)
     select n.id, n.key, n.kind, n.facts, n.urgent, n.given_up, cardinality(n.earlier) as tried_before, n.case_id, c.kind as case_kind, c.part_of
      from due n left join cases c on c.id = n.case_id
      where n.given_up = (select given_up from due order by id limit 1) order by n.id limit ${digestLimit}`,
    [person, now],
  );
  return rows;
}

/** Made of what it says and of how often that was given up before: the same however often it is begun. */
function messageIdOf(rows: readonly DueNotice[]): string {
  const said = rows.map(({ key, tried_before }) => (tried_before > 0 ? `${key}/${tried_before}` : key)).join('\n');
  return `<${createHash('sha256').update(said).digest('hex').slice(0, 32)}@safety-grid>`;
}

/** Mails about one case, and about its parts, stand together in a mailbox; one about several stands alone. */
function threadOf(rows: readonly DueNotice[]): string | null {
  const [whole, ...others] = new Set(rows.map(({ case_id, part_of }) => part_of ?? case_id));
  return whole && others.length === 0 ? `<case.${whole}@safety-grid>` : null;
}

/** What the reader chose to be spared is kept and not sent: never what is urgent, or asks for an act. */
async function mute(client: pg.ClientBase, person: string, now: Instant): Promise<void> {
  await client.query(
    `update notice set status = 'muted' where person = $1 and status = 'queued' and send_after <= $2 and not urgent and kind = any($3)
       and exists (select 1 from preference where person = $1 and mutes_copies)`,
    [person, now, isMutable],
  );
}

/**
 * At most one ordinary message a morning: what comes later waits for the afternoon, and is merged then. What did not come through is no
 * message, and what is sent again waits no longer.
 */
async function holdBack(client: pg.ClientBase, person: string, moment: Moment): Promise<void> {
  const held = heldBackUntil(moment);
  if (!held) return;
  await client.query(
    `update notice set send_after = $3 where person = $1 and status = 'queued' and send_after <= $2 and not urgent and earlier = '{}'
       and exists (select 1 from delivery d where d.person = $1 and d.created_at >= $4 and d.created_at < $2 and d.status in ('sending', 'sent')
         and not exists (select 1 from notice n where n.delivery_id = d.id and (n.urgent or n.earlier <> '{}')))
       and not exists (select 1 from notice n where n.person = $1 and n.status = 'queued' and n.send_after <= $2 and n.urgent)`,
    [person, moment.now, held.until, held.since],
  );
}

/** Said at 8:30 of what was done or handed over at night, "not submitted yet" would be untrue. */
async function overtake(client: pg.ClientBase, person: string, roster: Roster, now: Instant): Promise<void> {
  const { rows } = await client.query<{ id: string; waiting: WaitingNotice; since: Since }>(
    `select n.id, jsonb_build_object('person', n.person, 'kind', n.kind, 'obligation', n.facts->'obligation', 'post', n.facts->'post',
        'zone', n.facts->'zone') as waiting,
      jsonb_build_object('owed', c.state->'obligation'->'id', 'handedTo', (
        select coalesce(jsonb_agg(jsonb_build_object('person', h.person, 'post', h.facts->'post')), '[]') from notice h
          where h.case_id = n.case_id and h.revision > n.revision and h.kind = 'inherited' and h.facts->'obligation' = n.facts->'obligation'
      )) as since
      from notice n join cases c on c.id = n.case_id
      where n.person = $1 and n.status = 'queued' and n.send_after <= $2 and n.kind = any($3)`,
    [person, now, asksForAct],
  );
  const overtaken = rows.filter(({ waiting, since }) => isOvertaken(waiting, since, roster, now));
  if (overtaken.length === 0) return;
  await client.query(`update notice set status = 'overtaken' where id = any($1::bigint[])`, [overtaken.map(({ id }) => id)]);
}

type DeliveryRow = {
  id: string;
  message_id: string;
  person: string;
  channel: Channel;
  address: string;
  subject: string;
  text: string;
  html: string | null;
  thread: string | null;
  urgent: boolean;
  given_up: number;
};

const deliveryOf = ({ message_id, address, given_up, ...row }: DeliveryRow, roster: Roster): Omit<Delivery, 'attachments'> => ({
  ...row,
  hasNext: hasChannelAfter(roster.people.get(row.person), given_up),
  messageId: message_id,
  address: address || null,
});

async function withAttachments(client: pg.ClientBase, delivery: Omit<Delivery, 'attachments'>): Promise<Delivery> {
  return { ...delivery, attachments: delivery.channel === 'mail' ? await anchorsOfDelivery(client, delivery.id) : [] };
}

type DueNotice = {
  id: string;
  key: string;
  kind: NoticeKind;
  facts: NoticeFacts;
  urgent: boolean;
  given_up: number;
  tried_before: number;
  /** Null of what is about the whole bureau. */
  case_id: string | null;
  case_kind: CaseKind | null;
  part_of: string | null;
};

/** One more try begins. */
export async function noteTry(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('update delivery set attempts = attempts + 1, tried_at = now() where id = $1', [id]);
}

/** Nothing came of the try; it is made again. */
export async function noteAnswer(pool: pg.Pool, id: string, answer: string): Promise<void> {
  await pool.query('update delivery set answer = $2 where id = $1', [id, answer]);
}

/** What the mail server said: sent, or refused for good. */
export async function settleDelivery(pool: pg.Pool, id: string, outcome: { status: 'sent' | 'failed'; answer: string }): Promise<void> {
  await pool.query(
    `with d as (update delivery set status = $2, answer = $3, sent_at = now() where id = $1 returning id)
     update notice set status = $2 where delivery_id in (select id from d)`,
    [id, outcome.status, outcome.answer],
  );
}

/** When the person's next notice is due, and what the mailbox knows from now on. */
export async function mailboxRests(pool: pg.Pool, person: string): Promise<string | null> {
  const { rows } = await pool.query(
    `with left_over as (select min(send_after) as at from notice where person = $1 and status = 'queued'),
      ended as (delete from clock using left_over where target = 'mailbox/' || $1 and at is null),
      armed as (update clock set armed_at = at from left_over where target = 'mailbox/' || $1 and at is not null)
     select at from left_over`,
    [person],
  );
  return rows[0]?.at?.toISOString() ?? null;
}

/** What became of the notices of a channel that was given up. */
export type GivenUp = 'nextChannel' | 'nobodyReached';

/**
 * The channel is given up: what it was to say goes out by the person's next one at once; where there is none, the office has to phone him. What
 * he has read already needs neither. A repetition does no harm.
 */
export async function giveUp(
  ledger: Ledger,
  delivery: Pick<Delivery, 'id' | 'person' | 'messageId'>,
  said: { status: 'failed' | 'bounced'; answer: string },
  now: Instant,
): Promise<GivenUp> {
  const { roster } = await ledger.register.newest(ledger.pool);
  const { rows } = await ledger.pool.query<{ given_up: number }>(
    'select coalesce(max(given_up), 0) as given_up from notice where delivery_id = $1',
    [delivery.id],
  );
  const hasNext = hasChannelAfter(roster.people.get(delivery.person), rows[0]?.given_up ?? 0);
  // Before the message is settled: whoever dies in between gives it up once more.
  if (!hasNext) await askForCall(ledger, delivery, said.answer, now);
  await ledger.pool.query(
    `with given_up as (
       update delivery set status = $2, answer = $3, bounced_at = case when $2 = 'bounced' then $4::timestamptz end where id = $1 returning id
     )
     update notice set status = case when $5 then 'queued' else 'failed' end,
       given_up = given_up + case when $5 then 1 else 0 end,
       earlier = case when $5 then array_append(earlier, delivery_id) else earlier end,
       delivery_id = case when $5 then null else delivery_id end
     where delivery_id in (select id from given_up) and read_at is null`,
    [delivery.id, said.status, said.answer, now, hasNext],
  );
  return hasNext ? 'nextChannel' : 'nobodyReached';
}

/** Whether the message has been tried for so long that the next channel has its turn: sooner where something urgent is in it, or waits behind it. */
export async function isOutOfPatience(ledger: Ledger, { id }: Pick<Delivery, 'id'>, now: Instant): Promise<boolean> {
  const { ordinary, urgent } = momentOf(await ledger.register.newest(ledger.pool), now).policy.delivery.nextChannelAfterMinutes;
  const { rows } = await ledger.pool.query<{ is_over: boolean }>(
    `select now() >= least(d.created_at + make_interval(mins => $2), (
         select min(greatest(n.send_after, d.created_at)) + make_interval(mins => $3) from notice n
         where n.person = d.person and n.urgent and (n.delivery_id = d.id or n.status = 'queued')
       )) as is_over
     from delivery d where d.id = $1`,
    [id, ordinary, urgent],
  );
  return rows[0]?.is_over ?? false;
}

/** 退信: a mail that had been taken came back. False when no delivery has that Message-ID; a second report changes nothing. */
export async function noteBounce(ledger: Ledger, bounce: { messageId: string; answer: string }, now: Instant): Promise<boolean> {
  const { rows } = await ledger.pool.query<{ id: string; person: string; status: string }>(
    'select id, person, status from delivery where message_id = $1',
    [bounce.messageId],
  );
  const [found] = rows;
  if (!found) return false;
  if (found.status === 'sent' || found.status === 'sending')
    await giveUp(ledger, { ...found, messageId: bounce.messageId }, { status: 'bounced', answer: bounce.answer }, now);
  return true;
}
