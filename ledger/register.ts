import type pg from 'pg';
import type { DocumentFault } from '../domain/document/fault.ts';
import type { Policy } from '../domain/escalation/policy.ts';
import { faultsOfPolicy } from '../domain/escalation/policy-faults.ts';
import { faultsOf } from '../domain/organisation/organisation.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { writeAudit } from './audit.ts';
import type { AuditDetail } from './audit.ts';
import { inTransaction } from './in-transaction.ts';

/** A document that can't be put, with every fault and its place; nothing was changed. */
export class DocumentRefused extends Error {
  readonly faults: DocumentFault[];
  constructor(faults: DocumentFault[]) {
    super(faults.map(({ path, code, value }) => `${path}: ${code} ${value}`).join('; '));
    this.faults = faults;
  }
}

/** The document has another version than the one in view of which it was to be replaced. */
export class DocumentMoved extends Error {
  readonly actual: number;
  constructor(actual: number) {
    super(`the document is at version ${actual}`);
    this.actual = actual;
  }
}

/** The organisation has, and who changed it last and when. */
export class OrganisationMoved extends DocumentMoved {
  readonly by: string;
  readonly at: Instant;
  constructor({ version, by, at }: { version: number; by: string; at: Date }) {
    super(version);
    this.by = by;
    this.at = instantFromMs(at.getTime());
  }
}

/** Who puts it when; `expected`: only in view of that version; `detail`: what the audit log says of it besides. */
export type Put = { by: string; at: Instant; expected?: number | undefined; detail?: AuditDetail };

/** Puts the whole organisation as its next version and answers with that; the same document again stays the version it is. Throws DocumentRefused. */
export async function putOrganisation(pool: pg.Pool, organisation: Organisation, put: Put): Promise<number> {
  refuseFaults(faultsOf(organisation));
  return putVersion(pool, 'organisation', organisation, put);
}

/** Puts a policy as the next version; what is opened from its first valid day on follows it, running obligations keep theirs. Throws DocumentRefused. */
export async function putPolicy(pool: pg.Pool, policy: Omit<Policy, 'version'>, put: Put): Promise<number> {
  refuseFaults(faultsOfPolicy(policy));
  return putVersion(pool, 'policy_version', { ...policy, version: undefined }, put);
}

/** Throws DocumentRefused when there are any. */
export function refuseFaults(faults: DocumentFault[]): void {
  if (faults.length > 0) throw new DocumentRefused(faults);
}

async function putVersion(
  pool: pg.Pool,
  table: 'organisation' | 'policy_version',
  document: object,
  { by, at, expected, detail = {} }: Put,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(`lock table ${table} in exclusive mode`);
    const { rows } = await client.query(`select version, document = $1::jsonb as is_same from ${table} order by version desc limit 1`, [
      JSON.stringify(document),
    ]);
    const current = rows[0]?.version ?? 0;
    if (rows[0]?.is_same) return current;
    if (expected !== undefined && expected !== current)
      throw table === 'organisation' ? await movedOrganisation(client) : new DocumentMoved(current);
    const version = current + 1;
    await client.query(`insert into ${table} (version, document, put_by, put_at) values ($1, $2::jsonb, $3, $4)`, [
      version,
      JSON.stringify(document),
      by,
      at,
    ]);
    const action = table === 'organisation' ? 'organisationChanged' : 'policyPut';
    await writeAudit(client, { at, actor: by, action, subject: String(version), detail });
    return version;
  });
}

/** Says who moved it to its newest version, and when. */
export async function movedOrganisation(client: pg.ClientBase | pg.Pool): Promise<OrganisationMoved> {
  const { rows } = await client.query<{ version: number; by: string; at: Date }>(
    `select version, put_at as at, coalesce((select p->>'name' from jsonb_array_elements(document->'people') p where p->>'id' = put_by), put_by) as by
     from organisation order by version desc limit 1`,
  );
  return new OrganisationMoved(rows[0] ?? { version: 0, by: '', at: new Date(0) });
}
