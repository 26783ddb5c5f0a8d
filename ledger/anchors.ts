import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import type { Moment } from '../domain/case/decision.ts';
import { reachedBy } from '../domain/escalation/climb.ts';
import type { NoticeFacts } from '../domain/notices/notices-for.ts';
import { bureauWide } from '../domain/people/seat.ts';
import { dateIn } from '../domain/time/instant.ts';
import type { Instant, LocalDate } from '../domain/time/instant.ts';
import { linkAudit } from './audit-chain.ts';
import type { AuditHead } from './audit-chain.ts';
import { writeAudit } from './audit.ts';
import { firstHash } from './hash-chain.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';

const anchoringLock = 72_707_372;
/** Of each hash the file holds so many characters, to say which chain differs; its head covers the whole hashes. */
const shown = 32;

type CaseHead = { id: string; revision: number; hash: string };
type Anchored = { day: LocalDate; at: string; audit: AuditHead; previous: string };

/**
 * 每日存证: where every chain stands, as one head, once a Shanghai day, with the first bell of it; after a downtime with the first bell that
 * rings again. Nothing while there is no case. True when this call made it.
 */
export async function anchorOnceADay({ pool }: Ledger, now: Instant): Promise<boolean> {
  const day = dateIn(now);
  const isDone = async (client: Pick<pg.ClientBase, 'query'>) =>
    (await client.query('select from anchor where day >= $1 limit 1', [day])).rowCount !== 0;
  if (await isDone(pool)) return false;
  const audit = await linkAudit(pool);
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [anchoringLock]);
    if (await isDone(client)) return false;
    const { rows: before } = await client.query<{ head: string }>('select head from anchor order by day desc limit 1');
    const { rows: cases } = await client.query<CaseHead>('select id, revision, head_hash as hash from cases order by id');
    if (cases.length === 0) return false;
    const anchored = { day, at: now, audit, previous: before[0]?.head ?? firstHash };
    const head = headOf(anchored, cases);
    await client.query('insert into anchor (day, at, cases, audit_position, previous, head) values ($1, $2, $3, $4, $5, $6)', [
      ...[day, now, cases.length, audit.position, anchored.previous, head],
    ]);
    await client.query('insert into anchor_file (day, content) values ($1, $2)', [day, gzipSync(fileOf(anchored, cases, head))]);
    await writeAudit(client, { at: now, actor: null, action: 'anchored', subject: day, detail: { cases: cases.length, head } });
    return true;
  });
}

// A file has a line for each case: more at once might be too large for a mail server.
const mostFilesAMail = 3;

/** The anchors that the office was not told of yet go into this morning's mail, the oldest first, where anybody can be told. */
export async function tellOfAnchors(client: pg.ClientBase, moment: Moment, now: Instant): Promise<void> {
  const reached = reachedBy('office', bureauWide, moment.roster, now);
  if (reached.length === 0) return;
  const { rows: anchors } = await client.query<{ day: LocalDate; cases: number; head: string }>(
    `update anchor_file f set told_at = $1 from anchor a where a.day = f.day and f.day in (
       select day from anchor_file where told_at is null order by day limit ${mostFilesAMail}) returning a.day::text, a.cases, a.head`,
    [now],
  );
  if (anchors.length === 0) return;
  const facts = { number: '', title: '', zone: bureauWide, duty: 'hazard.assign', obligation: 0, major: false, dueAt: now } as const;
  const rest = { provisional: false, post: 'office', owes: null, level: 0, reminded: 0, next: null } as const;
  const told = anchors.flatMap((anchor) =>
    reached.map(({ person, as }) => ({
      key: `anchor/${anchor.day}/${person}`,
      person,
      facts: { ...facts, ...rest, as, anchor } satisfies NoticeFacts,
    })),
  );
  await client.query(
    `insert into notice (key, revision, person, kind, urgent, facts, created_at, send_after)
     select key, 0, person, 'anchored', false, facts, $2, $2 from jsonb_to_recordset($1::jsonb) as n(key text, person text, facts jsonb)
     on conflict (key) do nothing`,
    [JSON.stringify(told), now],
  );
}

/** What goes with a mail: the files of the anchors of which it tells. */
export async function anchorsOfDelivery(
  client: Pick<pg.ClientBase, 'query'>,
  delivery: string,
): Promise<{ name: string; content: Buffer }[]> {
  const { rows } = await client.query<{ day: string; content: Buffer }>(
    `select f.day::text, f.content from notice n join anchor_file f on f.day = (n.facts->'anchor'->>'day')::date
     where n.delivery_id = $1 and n.kind = 'anchored' order by f.day`,
    [delivery],
  );
  return rows.map(({ day, content }) => ({ name: anchorFileName(day), content }));
}

/** Whether each anchor goes on from the one before, and no audit line that one of them holds is missing at the end. */
export async function verifyAnchors(pool: pg.Pool): Promise<{ day: string; fault: 'OTHER_BEFORE' | 'AUDIT_CUT' }[]> {
  const { rows } = await pool.query<{ day: string; other: boolean; cut: boolean }>(
    `select day::text, previous <> coalesce(lag(head) over (order by day), $1) as other,
       audit_position > coalesce((select max(position) from audit), 0) as cut from anchor order by day`,
    [firstHash],
  );
  return rows.flatMap(({ day, other, cut }) => [
    ...(other ? [{ day, fault: 'OTHER_BEFORE' as const }] : []),
    ...(cut ? [{ day, fault: 'AUDIT_CUT' as const }] : []),
  ]);
}

export const anchorFileName = (day: string) => `safety-grid-anchor-${day}.txt.gz`;

/** The anchors, newest first. */
export async function listAnchors({ pool }: Ledger, most: number) {
  const { rows } = await pool.query<{ day: string; at: Date; cases: number; auditLines: number; head: string; kept: boolean }>(
    `select a.day::text, a.at, a.cases, a.audit_position::int as "auditLines", a.head, f.day is not null as kept
     from anchor a left join anchor_file f using (day) order by a.day desc limit $1`,
    [most],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() as Instant }));
}

/** The file of a day's anchor, gzipped; null when there is none, or not any more. */
export async function anchorFile({ pool }: Ledger, day: LocalDate): Promise<Buffer | null> {
  const { rows } = await pool.query<{ content: Buffer }>('select content from anchor_file where day = $1', [day]);
  return rows[0]?.content ?? null;
}

const linesOf = ({ day, at, audit, previous }: Anchored, cases: readonly CaseHead[], digits: number): string =>
  [
    'safety-grid-anchor 1',
    `day ${day}`,
    `at ${at}`,
    `previous ${previous}`,
    `audit ${audit.position} ${audit.hash.slice(0, digits)}`,
    `cases ${cases.length}`,
    ...cases.map(({ id, revision, hash }) => `${id} ${revision} ${hash.slice(0, digits)}`),
    '',
  ].join('\n');

const headOf = (anchored: Anchored, cases: readonly CaseHead[]) =>
  createHash('sha256')
    .update(linesOf(anchored, cases, 64))
    .digest('hex');

const fileOf = (anchored: Anchored, cases: readonly CaseHead[], head: string) => `${linesOf(anchored, cases, shown)}head ${head}\n`;

/** ALTERED: the chain went another way; CUT: it ends before; GONE: there is no such case; OTHER: the head says that something differs. */
export type AnchorFault = {
  chain: string;
  number: string | null;
  revision: number;
  fault: 'ALTERED_SINCE' | 'CUT_SINCE' | 'GONE_SINCE' | 'HEAD_DIFFERS';
};

/**
 * Compares the record with an anchor that was kept outside: which chains were altered or cut since. Says nothing of whether the chains hold in
 * themselves. Throws RangeError when the file is no anchor.
 */
export async function compareWithAnchor(pool: pg.Pool, file: Buffer): Promise<{ day: string; cases: number; faults: AnchorFault[] }> {
  const { anchored, cases, head } = readAnchor(file);
  const faults: AnchorFault[] = [];
  const whole: CaseHead[] = [];
  for (let from = 0; from < cases.length; from += batchSize) {
    const { rows } = await pool.query<CaseHead & { number: string | null; found: string | null }>(
      `select a.id, a.revision, a.hash, c.number, e.hash as found
       from jsonb_to_recordset($1::jsonb) as a(id uuid, revision int, hash text)
         left join cases c on c.id = a.id left join entry e on e.case_id = a.id and e.revision = a.revision
       order by a.id`,
      [JSON.stringify(cases.slice(from, from + batchSize))],
    );
    for (const { id, revision, hash, number, found } of rows) {
      const fault = !number ? 'GONE_SINCE' : found === null ? 'CUT_SINCE' : found.startsWith(hash) ? null : 'ALTERED_SINCE';
      if (fault) faults.push({ chain: id, number, revision, fault });
      whole.push({ id, revision, hash: found ?? '' });
    }
  }
  const { position } = anchored.audit;
  const { rows } = await pool.query<{ hash: string }>('select hash from audit where position = $1', [position]);
  const found = position === 0 ? firstHash : (rows[0]?.hash ?? null);
  if (found === null || !found.startsWith(anchored.audit.hash))
    faults.push({ chain: 'audit', number: null, revision: position, fault: found === null ? 'CUT_SINCE' : 'ALTERED_SINCE' });
  if (faults.length === 0 && headOf({ ...anchored, audit: { position, hash: found ?? '' } }, whole) !== head)
    faults.push({ chain: 'all', number: null, revision: 0, fault: 'HEAD_DIFFERS' });
  return { day: anchored.day, cases: cases.length, faults };
}

const batchSize = 1_000;

function readAnchor(file: Buffer): { anchored: Anchored; cases: CaseHead[]; head: string } {
  const text = (file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file).toString('utf8').replaceAll('\r', '');
  const [kind, ...lines] = text.split('\n');
  if (kind !== 'safety-grid-anchor 1') throw new RangeError('not an anchor: its first line is not "safety-grid-anchor 1"');
  const said = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const [position = '', hash = ''] = said('audit').split(' ');
  const cases = lines.flatMap((line) => {
    const [, id = '', revision = '', its = ''] = /^([0-9a-f-]{36}) (\d+) ([0-9a-f]{32})$/.exec(line) ?? [];
    return id === '' ? [] : [{ id, revision: Number(revision), hash: its }];
  });
  if (String(cases.length) !== said('cases') || !/^[0-9a-f]{64}$/.test(said('head')))
    throw new RangeError('not a whole anchor: lines of it are missing');
  return {
    anchored: { day: said('day') as LocalDate, at: said('at'), audit: { position: Number(position), hash }, previous: said('previous') },
    cases,
    head: said('head'),
  };
}
