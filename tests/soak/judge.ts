import type pg from 'pg';
import type { Client } from '@temporalio/client';
import { asksForAct } from '../../domain/notices/notices-for.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import { caseIdMadeOf } from '../../ledger/case-id.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { caseTarget } from '../../workflows/contract.ts';
import type { Kept } from '../faults/rude-mail-server.ts';
import type { Promised } from './bureau-at-work.ts';
import { courseOf, ladderMs } from './expected-notices.ts';
import type { Course, Entry, Told, Version } from './expected-notices.ts';

type Mails = { kept: readonly Kept[]; refused: readonly Kept[] };
type NoticeRow = Told & { id: string; case_id: string; status: string; obligation: number; message_id: string | null };
type DeliveryRow = { message_id: string; person: string; address: string; status: string; numbers: string[] };

/** Everything that is off at the end of a soak, each with the case or the mail it is about; nothing when all is well. */
export async function judge(pool: pg.Pool, client: Client, promised: readonly Promised[], mails: Mails): Promise<string[]> {
  const versions = (
    await rows<{ document: Organisation; put_at: Date }>(pool, 'select document, put_at from organisation order by version')
  ).map(({ document, put_at }): Version => ({ document, putAt: put_at.getTime() }));
  const entries = await rows<Entry & { case_id: string; command_id: string }>(
    pool,
    `select e.case_id, e.revision, e.command, e.command_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.events
     from entry e join cases c on c.id = e.case_id where c.kind = 'hazard' order by e.case_id, e.revision`,
  );
  const notices = await rows<NoticeRow>(
    pool,
    `select n.id, n.case_id, n.revision, n.person, n.kind, n.status, (n.facts->>'obligation')::int as obligation, d.message_id
     from notice n join cases c on c.id = n.case_id left join delivery d on d.id = n.delivery_id where c.kind = 'hazard' order by n.id`,
  );
  const courses = new Map([...grouped(entries)].map(([caseId, own]) => [caseId, courseOf(own, versions)]));
  return [
    ...(await verifyChain(pool)).faults.map(({ caseId, fault, revision }) => `case ${caseId}: ${fault} at revision ${revision}`),
    ...promisesBroken(promised, entries),
    ...[...courses].flatMap(([caseId, course]) =>
      coursesOff(
        caseId,
        course,
        notices.filter((each) => each.case_id === caseId),
      ),
    ),
    ...mailsOff(await deliveries(pool), mails),
    ...noticesOff(notices, courses, mails),
    ...(await clocksOff(pool, client)),
  ];
}

const rows = async <Row>(pool: pg.Pool, sql: string) => (await pool.query(sql)).rows as Row[];

function grouped<Row extends { case_id: string }>(all: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of all) groups.set(row.case_id, [...(groups.get(row.case_id) ?? []), row]);
  return groups;
}

const deliveries = (pool: pg.Pool) =>
  rows<DeliveryRow>(
    pool,
    `select d.message_id, d.person, d.address, d.status, array_agg(n.facts->>'number') as numbers
     from delivery d join notice n on n.delivery_id = d.id group by d.id`,
  );

/** What the api said yes to stands in the record once, and nothing else that people did. */
function promisesBroken(promised: readonly Promised[], entries: readonly (Entry & { case_id: string; command_id: string })[]): string[] {
  const given = new Map<string, number>();
  for (const { case_id, command, command_id } of entries) {
    if (command === 'Climb' || command === 'TellSuccessor') continue;
    const key = command === 'ReportHazard' ? case_id : `${case_id} ${command_id}`;
    given.set(key, (given.get(key) ?? 0) + 1);
  }
  const wanted = promised.map(({ caseId, as, key, type }) => {
    if (type !== 'ReportHazard') return `${caseId} ${as}/${key}`;
    return caseIdMadeOf(as, key);
  });
  return [
    ...wanted.filter((key) => given.get(key) !== 1).map((key) => `case ${key}: stands ${given.get(key) ?? 0} times in the record`),
    ...[...given.keys()].filter((key) => !wanted.includes(key)).map((key) => `case ${key}: nobody was told that this was done`),
  ];
}

/** The ladder rang in its order, to its end where nobody acted; who was to be told is who was told. */
function coursesOff(caseId: string, { number, told, owed, faults }: Course, notices: readonly NoticeRow[]): string[] {
  const off = [...faults];
  if (owed && owed.rang.length < 3 && Date.now() > owed.openedAt + ladderMs + 10_000)
    off.push(`nobody acted since ${new Date(owed.openedAt).toISOString()}, and only ${owed.rang.join(', ') || 'nothing'} rang`);
  for (const { entry, either } of told) {
    const wrote = listed(notices.filter(({ revision }) => revision === entry.revision));
    if (!either.some((expected) => listed(expected) === wrote))
      off.push(`revision ${entry.revision} (${entry.command}) told [${wrote}] and should have told [${either.map(listed).join('] or [')}]`);
  }
  const revisions = notices.map(({ revision }) => revision);
  if (revisions.some((revision, i) => revision < (revisions[i - 1] ?? 0))) off.push('its notices were not written in their order');
  return off.map((what) => `case ${caseId} ${number}: ${what}`);
}

const listed = (told: readonly Pick<Told, 'person' | 'kind'>[]) =>
  told
    .map(({ person, kind }) => `${person} ${kind}`)
    .sort()
    .join(', ');

/** Every mail is of the ledger, went to the address of its person, and says the same however often it came. */
function mailsOff(delivered: readonly DeliveryRow[], { kept, refused }: Mails): string[] {
  const off: string[] = [];
  const byId = new Map(delivered.map((each) => [each.message_id, each]));
  const words = new Map<string, string>();
  for (const { messageId, to, mail } of kept) {
    const delivery = byId.get(messageId);
    if (!delivery) {
      off.push(`mail ${messageId} to ${to}: the ledger does not know it`);
      continue;
    }
    if (delivery.address !== to || to !== `${delivery.person}@example.com`)
      off.push(`mail ${messageId}: went to ${to}, not ${delivery.address}`);
    const text = `${mail.subject}\n${mail.text}`;
    if (words.has(messageId) && words.get(messageId) !== text) off.push(`mail ${messageId}: came with other words`);
    words.set(messageId, text);
    for (const number of delivery.numbers) if (!text.includes(number)) off.push(`case ${number}: its notice is not in mail ${messageId}`);
  }
  for (const { message_id, person, status } of delivered) {
    if (status === 'sent' && !words.has(message_id)) off.push(`mail ${message_id} to ${person}: is said to be sent and never came`);
    if (status === 'failed' && !refused.some(({ messageId }) => messageId === message_id))
      off.push(`mail ${message_id} to ${person}: is said to be refused, and the server never did`);
  }
  return off;
}

/** Every notice is in a mail, unless the server refused it for good or what it asks for had ended; a person reads of a case in its order. */
function noticesOff(notices: readonly NoticeRow[], courses: ReadonlyMap<string, Course>, { kept }: Mails): string[] {
  const off: string[] = [];
  const arrived = new Map<string, number>();
  for (const [i, { messageId }] of kept.entries()) if (!arrived.has(messageId)) arrived.set(messageId, i);
  const last = new Map<string, number>();
  for (const { case_id, revision, person, kind, status, obligation, message_id } of notices) {
    const course = courses.get(case_id);
    const where = `case ${case_id} ${course?.number ?? ''}: ${kind} of revision ${revision} to ${person}`;
    if (status === 'failed') continue;
    if (status === 'overtaken') {
      const handedOver = course?.told.some(({ entry }) => entry.revision > revision && entry.command === 'TellSuccessor');
      const mayBe = asksForAct.includes(kind as (typeof asksForAct)[number]) && (course?.endedAt.has(obligation) || handedOver);
      if (!mayBe) off.push(`${where} was left out, though it was still true`);
      continue;
    }
    const at = arrived.get(message_id ?? '');
    if (status !== 'sent' || at === undefined) {
      off.push(`${where} is ${status} and came in no mail`);
      continue;
    }
    const reader = `${case_id} ${person}`;
    if (at < (last.get(reader) ?? -1)) off.push(`${where} came before what had happened earlier`);
    last.set(reader, Math.max(at, last.get(reader) ?? -1));
  }
  return off;
}

/** Every open case has its clock, and no other clock runs. */
export async function clocksOff(pool: pg.Pool, client: Client): Promise<string[]> {
  const open = await rows<{ kind: string; id: string; number: string }>(pool, 'select kind, id, number from cases where not finished');
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
    if (!/^(mailbox|bell|dispatch-opening)/.test(workflowId)) running.add(workflowId);
  const targets = new Map(open.map(({ kind, id, number }) => [caseTarget(kind, { caseId: id, number }), number]));
  return [
    ...[...targets].filter(([target]) => !running.has(target)).map(([target, number]) => `case ${target} ${number}: has no clock`),
    ...[...running].filter((target) => !targets.has(target)).map((target) => `clock ${target}: runs for no open case`),
  ];
}
