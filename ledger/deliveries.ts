import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { CaseKind } from '../domain/case/decider.ts';
import { pageOf } from '../domain/case/page-of.ts';
import { asksForAct } from '../domain/notices/notices-for.ts';
import type { NoticeFacts, NoticeKind } from '../domain/notices/notices-for.ts';
import { isOvertaken } from '../domain/notices/overtaken.ts';
import type { Since, WaitingNotice } from '../domain/notices/overtaken.ts';
import { en } from '../domain/notices/wording.en.ts';
import type { Names } from '../domain/notices/wording.ts';
import { zh } from '../domain/notices/wording.zh.ts';
import type { Roster } from '../domain/people/roster.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import { crashPoint } from './crash-point.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';

/** One mail to one person, fixed before the first try: the same Message-ID and words however often it is sent. */
export type Delivery = { id: string; messageId: string; address: string | null; subject: string; text: string };

const digestLimit = 20;

/** The mail that was begun and not finished, else a new one of what is due; null when nothing is due. */
export async function openDelivery(ledger: Ledger, person: string, now: Instant, link: string): Promise<Delivery | null> {
  const known = await ledger.register.newest(ledger.pool);
  return inTransaction(ledger.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`mailbox/${person}`]);
    const begun = await client.query(
      `select id, message_id, address, subject, text from delivery where person = $1 and status = 'sending' limit 1`,
      [person],
    );
    if (begun.rows[0]) return deliveryOf(begun.rows[0]);
    await overtake(client, person, known.roster, now);
    const { rows } = await client.query<DueNotice>(
      `select n.id, n.key, n.kind, n.facts, n.case_id, c.kind as case_kind, c.part_of from notice n join cases c on c.id = n.case_id
        where n.person = $1 and n.status = 'queued' and n.send_after <= $2 order by n.id limit ${digestLimit}`,
      [person, now],
    );
    if (rows.length === 0) return null;
    const recipient = known.roster.people.get(person);
    const called = namesOf(known);
    const names: Names = { person: (id) => called.person(id).name, zone: called.scope };
    const { subject, text } = mailOf(rows, recipient?.language ?? 'zh', names, link);
    const messageId = `<${createHash('sha256')
      .update(rows.map(({ key }) => key).join('\n'))
      .digest('hex')
      .slice(0, 32)}@safety-grid>`;
    const made = await client.query(
      `insert into delivery (message_id, person, channel, address, subject, text, created_at) values ($1, $2, 'mail', $3, $4, $5, $6)
       returning id, message_id, address, subject, text`,
      [messageId, person, recipient?.email ?? '', subject, text, now],
    );
    await client.query(`update notice set status = 'sending', delivery_id = $1 where id = any($2::bigint[])`, [
      made.rows[0].id,
      rows.map(({ id }) => id),
    ]);
    crashPoint('deliver:before-commit');
    return deliveryOf(made.rows[0]);
  });
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

const deliveryOf = (row: { id: string; message_id: string; address: string; subject: string; text: string }): Delivery => ({
  id: row.id,
  messageId: row.message_id,
  address: row.address || null,
  subject: row.subject,
  text: row.text,
});

type DueNotice = {
  id: string;
  key: string;
  kind: NoticeKind;
  facts: NoticeFacts;
  case_id: string;
  case_kind: CaseKind;
  part_of: string | null;
};

function mailOf(rows: readonly DueNotice[], language: 'zh' | 'en', names: Names, link: string) {
  const wording = language === 'zh' ? zh : en;
  const parts = rows.map(({ kind, facts, case_id, case_kind, part_of }) => ({
    ...wording.notice(kind, facts, names),
    link: link + pageOf({ id: case_id, kind: case_kind, number: facts.number, partOf: part_of }),
  }));
  const [only] = parts;
  if (only && parts.length === 1) return { subject: only.subject, text: [...only.lines, only.link].join('\n\n') };
  return {
    subject: wording.digest(parts.length),
    text: parts.map(({ subject, lines, link: at }, i) => [`${i + 1}. ${subject}`, ...lines, at].join('\n')).join('\n\n'),
  };
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
