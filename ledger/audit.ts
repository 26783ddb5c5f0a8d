import type pg from 'pg';
import type { AuditAction } from '../domain/audit/audit-action.ts';
import type { Instant } from '../domain/time/instant.ts';
import { namesOf } from './case-item.ts';
import type { Ledger } from './ledger.ts';

export type AuditDetail = { [name: string]: string | number | boolean | null | readonly string[] };

/**
 * What an audit line says. `actor` is a user name or a person, null where nobody is known or the system did it; never a reporter. `subject`: what
 * it was done to, such as an account or a version. `detail` is plain JSON without personal data.
 */
export type AuditLine = {
  at: Instant;
  actor: string | null;
  action: AuditAction;
  subject?: string | undefined;
  caseId?: string | undefined;
  detail?: AuditDetail;
};

/** Writes a line, in the caller's transaction if it has one; waits for nobody: the bell links it into the chain. */
export async function writeAudit(client: Pick<pg.ClientBase, 'query'>, line: AuditLine): Promise<void> {
  const { at, actor, action, subject = null, caseId = null, detail = {} } = line;
  await client.query({
    name: 'write-audit',
    text: 'insert into audit (at, actor, action, subject, case_id, detail) values ($1, $2, $3, $4, $5, $6)',
    values: [at, actor, action, subject, caseId, JSON.stringify(detail)],
  });
}

export type AuditFilter = {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  case?: string | undefined;
  /** Of the case, as people know it. */
  number?: string | undefined;
  /** Inclusive. */
  from?: Instant | undefined;
  /** Exclusive. */
  to?: Instant | undefined;
  page: number;
  pageSize: number;
};

/** One page of the audit log, newest first, with the number of all lines that match. */
export async function listAudit(ledger: Ledger, { actor, action, case: caseId, number, from, to, page, pageSize }: AuditFilter) {
  const numbered = number === undefined ? undefined : await ledger.prisma.case.findUnique({ where: { number }, select: { id: true } });
  const at = { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) };
  const where = {
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    AND: [caseId === undefined ? {} : { caseId }, numbered === undefined ? {} : { caseId: { in: numbered ? [numbered.id] : [] } }],
    at,
  };
  const [known, rows, total] = await Promise.all([
    ledger.register.newestIfAny(ledger.pool),
    ledger.prisma.audit.findMany({ where, orderBy: { id: 'desc' }, take: pageSize, skip: (page - 1) * pageSize }),
    ledger.prisma.audit.count({ where }),
  ]);
  const numbers = await numbersOf(
    ledger,
    rows.flatMap((row) => row.caseId ?? []),
  );
  const nameOf = known ? namesOf(known).person : (id: string) => ({ id, name: id });
  const items = rows.map(({ id, at, actor, action, subject, caseId, detail, position }) => ({
    id: String(id),
    at,
    actor: actor === null ? null : nameOf(actor),
    action: action as AuditAction,
    subject,
    case: caseId === null ? null : { id: caseId, number: numbers.get(caseId) ?? null },
    detail: detail as AuditDetail,
    linked: position !== null,
  }));
  return { items, total, page, pageSize };
}

async function numbersOf({ prisma }: Ledger, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await prisma.case.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true } });
  return new Map(rows.map(({ id, number }) => [id, number]));
}
