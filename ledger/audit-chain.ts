import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type pg from 'pg';
import { firstHash } from './hash-chain.ts';
import { inTransaction } from './in-transaction.ts';

const batchSize = 1_000;
/** Whoever links holds this lock: there is one chain, and it has one end. */
const linkingLock = 72_707_371;

type Row = { id: string; at: Date; actor: string | null; action: string; subject: string | null; case_id: string | null; detail: unknown };

const hashOfLine = (prevHash: string, position: number, { id, at, actor, action, subject, case_id, detail }: Row): string =>
  createHash('sha256')
    .update(prevHash)
    .update(stringify({ position, id, at: at.toISOString(), actor, action, subject, caseId: case_id, detail }) ?? '')
    .digest('hex');

/** Where the chain of the audit log ends; position 0 while it has no line. */
export type AuditHead = { position: number; hash: string };

/** The end of the chain. */
async function auditHead(client: Pick<pg.ClientBase, 'query'>): Promise<AuditHead> {
  const { rows } = await client.query('select position::int, hash from audit where position is not null order by position desc limit 1');
  return (rows[0] as AuditHead | undefined) ?? { position: 0, hash: firstHash };
}

/** Gives every line that has none its place in the chain, so that writers need not wait for each other. Answers with where the chain ends. */
export async function linkAudit(pool: pg.Pool): Promise<AuditHead> {
  for (;;) {
    const { head, linked } = await inTransaction(pool, linkBatch);
    if (linked < batchSize) return head;
  }
}

async function linkBatch(client: pg.PoolClient): Promise<{ head: AuditHead; linked: number }> {
  await client.query('select pg_advisory_xact_lock($1)', [linkingLock]);
  let head = await auditHead(client);
  const { rows } = await client.query<Row>(
    `select id, at, actor, action, subject, case_id, detail from audit where position is null order by id limit ${batchSize}`,
  );
  const links = rows.map((row) => {
    const position = head.position + 1;
    head = { position, hash: hashOfLine(head.hash, position, row) };
    return { id: row.id, ...head };
  });
  if (links.length > 0)
    await client.query(
      `update audit set position = l.position, hash = l.hash
       from jsonb_to_recordset($1::jsonb) as l(id bigint, position bigint, hash text) where audit.id = l.id`,
      [JSON.stringify(links)],
    );
  return { head, linked: rows.length };
}

export type AuditFault = { position: number; fault: 'GAP' | 'ALTERED' };

/** Reads the whole chain of the audit log and says where a line was altered or is missing. `waiting`: lines that the bell has not linked yet. */
export async function verifyAudit(pool: pg.Pool): Promise<{ linked: number; waiting: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  let linked = 0;
  let prevHash = firstHash;
  for (;;) {
    const { rows } = await pool.query<Row & { position: number; hash: string }>(
      `select id, at, actor, action, subject, case_id, detail, position::int, hash from audit where position > $1 order by position limit ${batchSize}`,
      [linked],
    );
    for (const row of rows) {
      if (row.position !== linked + 1) faults.push({ position: linked + 1, fault: 'GAP' });
      else if (hashOfLine(prevHash, row.position, row) !== row.hash) faults.push({ position: row.position, fault: 'ALTERED' });
      linked = row.position;
      prevHash = row.hash;
    }
    if (rows.length < batchSize) break;
  }
  const { rows } = await pool.query<{ waiting: number }>('select count(*)::int as waiting from audit where position is null');
  return { linked, waiting: rows[0]?.waiting ?? 0, faults };
}
