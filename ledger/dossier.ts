import { createHash } from 'node:crypto';
import { inTransaction } from './in-transaction.ts';
import stringify from 'safe-stable-stringify';
import type pg from 'pg';
import type { Actor } from '../domain/case/actor.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Moment } from '../domain/case/decision.ts';
import { redactedReporter } from '../domain/dossier/dossier.ts';
import type { Dossier, DossierEntry, DossierNotice, DossierRecord, DossierRequest, DossierRung } from '../domain/dossier/dossier.ts';
import { askedUntil, asksInWords, sayEvent } from '../domain/dossier/say-event.ts';
import { preview } from '../domain/escalation/dated-ladder.ts';
import type { Obligation } from '../domain/escalation/obligation.ts';
import { sayStage } from '../domain/case/stage-words.ts';
import { sourceNames } from '../domain/hazard/source-names.ts';
import { criteria } from '../domain/hazard/criteria.ts';
import type { Hazard } from '../domain/hazard/hazard.ts';
import type { NoticeFacts, NoticeKind } from '../domain/notices/notices-for.ts';
import { sayAnswer } from '../domain/notices/say-answer.ts';
import type { Names } from '../domain/notices/wording.ts';
import { zh } from '../domain/notices/wording.zh.ts';
import { heldDuring } from '../domain/people/held-during.ts';
import { seatFor } from '../domain/people/seat.ts';
import type { Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import type { Known } from './moment.ts';
import { isSigned } from './signing.ts';
import type { Signer } from './signing.ts';

const kinds = ['hazard', 'request', 'supervision', 'recheck'] as const satisfies readonly CaseKind[];
const check = 'npm run audit:verify -- --dossier FILE';
const channels: Record<string, string> = { mail: '邮件', wecom: '企业微信', dingtalk: '钉钉', sms: '短信' };
const statuses: Record<string, string> = {
  queued: '待发送',
  sending: '发送中',
  sent: '已送出',
  failed: '未送达',
  bounced: '退回',
  overtaken: '发送前已办理',
  muted: '本人免收',
};

/**
 * The duty dossier of a hazard with its requests, supervisions and recheck, at this moment; null when there is no such hazard. The same record
 * has the same digest, whenever it is made. Without a `signer` it is not signed.
 */
export async function dossierOf(
  ledger: Ledger,
  id: string,
  made: { at: Instant; by: string },
  signer: Signer | null,
): Promise<Dossier | null> {
  const known = await ledger.register.newest(ledger.pool);
  // All at one moment: what comes in meanwhile is in none of it.
  return inTransaction(ledger.pool, async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    return written(client, known, id, made, signer);
  });
}

async function written(
  client: pg.PoolClient,
  known: Known,
  id: string,
  made: { at: Instant; by: string },
  signer: Signer | null,
): Promise<Dossier | null> {
  const moment = momentOf(known, made.at);
  const called = namesOf(known);
  const names: Names = { person: (person) => called.person(person).name, zone: called.scope };
  const cases = await casesOf(client, id);
  const [hazard, ...parts] = cases;
  if (hazard?.kind !== 'hazard') return null;
  const state = hazard.state as Hazard;
  const isTipOff = state.facts.source === 'tipOff';
  const entries = await entriesOf(client, cases);
  const ended = entries.findLast(({ caseId }) => caseId === id);
  const endedAt = hazard.finished && ended ? ended.at : null;
  const record: DossierRecord = {
    format: 'safety-grid-dossier/1',
    bureau: known.organisation.bureau.name,
    case: {
      id,
      number: hazard.number,
      title: state.facts.title,
      zone: names.zone(state.zone),
      stage: sayStage(state.stage, 'zh'),
      class: state.facts.class === 'major' ? '重大' : '一般',
      openedAt: hazard.openedAt,
      endedAt,
    },
    facts: factsOf(state, isTipOff ? redactedReporter : names.person(state.reportedBy)),
    responsible: (['first', 'supervising', 'specific', 'office'] as const).flatMap((post) =>
      heldDuring(known.roster, seatFor(post, state.zone), hazard.openedAt, endedAt ?? made.at).map(({ from, holder }) => ({
        post: zh.post[post],
        from,
        person: holder.kind === 'vacant' ? null : names.person(holder.person),
        actingFor: holder.kind === 'acting' ? names.person(holder.copyTo) : null,
        isAway: holder.kind === 'absent',
      })),
    ),
    history: entries.map((entry) => historyEntry(entry, isTipOff, names)),
    ladder: cases.flatMap((each) => laddersOf(each, entries, moment, names)),
    notices: await noticesOf(client, cases, names),
    requests: parts.filter(({ kind }) => kind === 'request').map((part) => requestOf(part, entries, names)),
    photos: state.photos.map(({ use, round, takenAt, sha256 }) => ({
      use: use === 'before' ? '整改前' : '整改后',
      round,
      takenAt,
      sha256,
    })),
    chains: cases.map(({ id: its, number, kind, revision, head }) => ({ id: its, number, kind, revision, head })),
  };
  const digest = digestOf(record);
  return {
    record,
    made,
    integrity: { algorithm: 'SHA-256', digest, signature: signer?.sign(signedText(digest, made)) ?? null, check },
  };
}

const digestOf = (record: DossierRecord) =>
  createHash('sha256')
    .update(stringify(record) ?? '')
    .digest('hex');
const signedText = (digest: string, made: Dossier['made']) => stringify({ digest, made }) ?? '';

type StoredCase = {
  id: string;
  kind: (typeof kinds)[number];
  number: string;
  revision: number;
  head: string;
  openedAt: Instant;
  finished: boolean;
  state: CaseCore;
};

/** The case, then its parts by their opening. */
async function casesOf(client: pg.PoolClient, id: string): Promise<StoredCase[]> {
  const { rows } = await client.query<Omit<StoredCase, 'openedAt'> & { openedAt: Date }>(
    `select id, kind, number, revision, head_hash as head, opened_at as "openedAt", finished, state from cases
     where (id = $1 or part_of = $1) and kind = any($2) order by id <> $1, opened_at, number`,
    [id, kinds],
  );
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() as Instant }));
}

type StoredEntry = {
  caseId: string;
  number: string;
  revision: number;
  at: Instant;
  actor: Actor;
  events: ({ type: string } & Record<string, unknown>)[];
  hash: string;
};

async function entriesOf(client: pg.PoolClient, cases: readonly StoredCase[]): Promise<StoredEntry[]> {
  const { rows } = await client.query<Omit<StoredEntry, 'at'> & { at: Date }>(
    `select e.case_id as "caseId", c.number, e.revision, e.at, e.actor, e.events, e.hash from entry e join cases c on c.id = e.case_id
     where e.case_id = any($1::uuid[]) order by e.at, c.opened_at, c.number, e.revision`,
    [cases.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() as Instant }));
}

function factsOf({ facts }: Hazard, reporter: string): DossierRecord['facts'] {
  const { description, place, category, project, mode, source, criterion } = facts;
  const said: [string, string | null][] = [
    ['问题描述', description],
    ['部位', place],
    ['类别', category],
    ['单位/项目', project],
    ['整改方式', mode === 'immediate' ? '立即整改' : '限期整改'],
    ['判定依据', criteria.find(({ code }) => code === criterion)?.name.zh ?? null],
    ['来源', sourceNames[source]],
    ['上报人', reporter],
  ];
  return said.flatMap(([name, words]) => (words ? [{ name, said: words }] : []));
}

function historyEntry({ number, revision, at, actor, events, hash }: StoredEntry, isTipOff: boolean, names: Names): DossierEntry {
  const isReport = isTipOff && events.some(({ type }) => type === 'HazardReported');
  const by = isReport ? redactedReporter : 'person' in actor ? names.person(actor.person) : '系统';
  return { number, revision, at, by, said: events.flatMap((event) => sayEvent(event, names) ?? []), hash };
}

/** Of what was owed before, the rungs that rang; of what is owed now, those that are to come as well. */
function laddersOf(item: StoredCase, entries: readonly StoredEntry[], moment: Moment, names: Names): DossierRung[] {
  const { number, state } = item;
  const opened = new Map<number, Obligation>();
  const rang: DossierRung[] = [];
  for (const { at, events } of entries.filter(({ caseId }) => caseId === item.id))
    for (const event of events) {
      if (event.type === 'ObligationOpened') opened.set((event['obligation'] as Obligation).id, event['obligation'] as Obligation);
      if (event.type === 'DeadlineMoved') {
        const moved = opened.get(event['obligation'] as number);
        if (moved) opened.set(moved.id, { ...moved, due: event['to'] as Obligation['due'] });
      }
      const owed = event.type === 'RungFired' ? opened.get(event['obligation'] as number) : undefined;
      if (!owed) continue;
      rang.push({
        number,
        duty: zh.duty[owed.duty],
        dueAt: owed.due.at,
        nature: event['nature'] as DossierRung['nature'],
        level: event['level'] as number,
        at: (event['dueSince'] as Instant | undefined) ?? at,
        firedAt: at,
        told: (event['told'] as string[]).map(names.person),
      });
    }
  const { obligation } = state;
  const ahead = obligation
    ? preview(obligation, moment)
        .filter(({ key }) => !obligation.fired.includes(key))
        .map(({ at, rung }): DossierRung => {
          const duty = zh.duty[obligation.duty];
          return { number, duty, dueAt: obligation.due.at, nature: rung.nature, level: rung.level ?? 0, at, firedAt: null, told: [] };
        })
    : [];
  return [...rang, ...ahead];
}

/** What the cases told people. */
async function noticesOf(client: pg.PoolClient, cases: readonly StoredCase[], names: Names): Promise<DossierNotice[]> {
  const { rows } = await client.query<{
    number: string;
    at: Date;
    person: string;
    kind: NoticeKind;
    facts: NoticeFacts;
    status: string;
    read_at: Date | null;
    deliveries: { channel: string; status: string; at: string | null; answer: string | null }[];
  }>(
    `select c.number, n.created_at as at, n.person, n.kind, n.facts, n.status, n.read_at, coalesce((
        select jsonb_agg(jsonb_build_object('channel', d.channel, 'status', d.status, 'at', d.sent_at, 'answer', d.answer) order by d.id)
        from delivery d where d.id = n.delivery_id or d.id = any(n.earlier)), '[]') as deliveries
     from notice n join cases c on c.id = n.case_id
     where n.case_id = any($1::uuid[]) order by n.created_at, n.id`,
    [cases.map(({ id }) => id)],
  );
  return rows.map(({ number, at, person, kind, facts, status, read_at, deliveries }) => {
    const { tag, lines } = zh.notice(kind, facts, names);
    return {
      number,
      at: at.toISOString() as Instant,
      person: names.person(person),
      kind: tag.replaceAll(/[【】]/g, ''),
      said: lines[0] ?? '',
      status: statuses[status] ?? status,
      deliveries: deliveries.map((each) => ({
        channel: channels[each.channel] ?? each.channel,
        status: statuses[each.status] ?? each.status,
        at: each.at === null ? null : (new Date(each.at).toISOString() as Instant),
        answer: each.answer === null ? null : sayAnswer(each.answer).zh,
      })),
      readAt: (read_at?.toISOString() ?? null) as Instant | null,
    };
  });
}

function requestOf({ id, number, openedAt, state }: StoredCase, entries: readonly StoredEntry[], names: Names): DossierRequest {
  const { ask, askedBy, stage } = state as Request;
  const decision = entries.find(({ caseId, events }) => caseId === id && events.some(({ type }) => type === 'RequestDecided'));
  const decided = decision?.events.find(({ type }) => type === 'RequestDecided');
  const outcomes = { deciding: '待决定', granted: '同意', notGranted: '未同意', lapsed: '已失效' };
  return {
    number,
    kind: asksInWords[ask.type],
    askedBy: names.person(askedBy),
    askedAt: openedAt,
    until: askedUntil(ask),
    reason: ask.reason,
    outcome: outcomes[stage],
    decidedBy: decided ? names.person(String(decided['by'])) : null,
    decidedAt: decision?.at ?? null,
    opinion: decided ? String(decided['reason']) : null,
  };
}

/** What is wrong with a dossier; none: it is as it was handed out, and as the record has it. */
export type DossierFault =
  | { fault: 'CONTENT_ALTERED' | 'NOT_SIGNED' | 'SIGNATURE_WRONG' | 'OTHER_KEY' | 'NO_KEY_TO_COMPARE' }
  | { fault: 'NOT_IN_RECORD'; number: string; revision: number };

/**
 * Checks a dossier that was handed out: whether it is whole, signed by the key of this installation (`publicKey`; without it nobody can
 * say whose signature it is), and whether its entries stand in the record. Throws RangeError when the file is no dossier.
 */
export async function verifyDossier(
  pool: pg.Pool,
  file: string,
  publicKey: string | null,
): Promise<{ dossier: Dossier; faults: DossierFault[] }> {
  const dossier = readDossier(file);
  const { record, made, integrity } = dossier;
  const { signature } = integrity;
  const faults: DossierFault[] = [];
  if (digestOf(record) !== integrity.digest) faults.push({ fault: 'CONTENT_ALTERED' });
  if (!signature) faults.push({ fault: 'NOT_SIGNED' });
  else if (!isSigned(signedText(integrity.digest, made), signature)) faults.push({ fault: 'SIGNATURE_WRONG' });
  else if (publicKey === null) faults.push({ fault: 'NO_KEY_TO_COMPARE' });
  else if (publicKey !== signature.publicKey) faults.push({ fault: 'OTHER_KEY' });
  const ids = new Map(record.chains.map(({ id, number }) => [number, id]));
  const claimed = [
    ...record.history.map(({ number, revision, hash }) => ({ id: ids.get(number) ?? null, number, revision, hash })),
    ...record.chains.map(({ id, number, revision, head }) => ({ id, number, revision, hash: head })),
  ];
  const { rows } = await pool.query<{ number: string; revision: number }>(
    `select distinct a.number, a.revision from jsonb_to_recordset($1::jsonb) as a(id uuid, number text, revision int, hash text)
     where not exists (select from entry e where e.case_id = a.id and e.revision = a.revision and e.hash = a.hash) order by 1, 2`,
    [JSON.stringify(claimed)],
  );
  for (const row of rows) faults.push({ fault: 'NOT_IN_RECORD', ...row });
  return { dossier, faults };
}

function readDossier(file: string): Dossier {
  try {
    const read = JSON.parse(file) as Dossier;
    if (read.record.format === 'safety-grid-dossier/1' && Array.isArray(read.record.chains) && read.integrity.digest) return read;
  } catch {
    // Said below.
  }
  throw new RangeError('not a dossier: its format is not "safety-grid-dossier/1"');
}
