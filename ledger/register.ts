import type pg from 'pg';
import type { Policy } from '../domain/escalation/policy.ts';
import { faultsOf } from '../domain/organisation/organisation.ts';
import type { Organisation, OrganisationFault } from '../domain/organisation/organisation.ts';
import type { Instant } from '../domain/time/instant.ts';
import { inTransaction } from './in-transaction.ts';

/** A document that can't be put, with every fault and its place. */
class OrganisationRefused extends Error {
  readonly faults: OrganisationFault[];
  constructor(faults: OrganisationFault[]) {
    super(faults.map(({ path, code, value }) => `${path}: ${code} ${value}`).join('; '));
    this.faults = faults;
  }
}

/** Puts the whole organisation as its next version; earlier versions stay. Throws OrganisationRefused and changes nothing when it has faults. */
export async function putOrganisation(pool: pg.Pool, organisation: Organisation, by: string, at: Instant): Promise<number> {
  const faults = faultsOf(organisation);
  if (faults.length > 0) throw new OrganisationRefused(faults);
  return inTransaction(pool, async (client) => {
    await client.query('lock table organisation in exclusive mode');
    const { rows } = await client.query(
      `insert into organisation (version, document, put_by, put_at)
       select coalesce(max(version), 0) + 1, $1::jsonb, $2, $3::timestamptz from organisation returning version`,
      [JSON.stringify(organisation), by, at],
    );
    return rows[0].version;
  });
}

/** Puts a policy under its own version; running obligations keep theirs. The same version twice is put once. */
export async function putPolicy(pool: pg.Pool, policy: Policy, by: string, at: Instant): Promise<void> {
  await pool.query('insert into policy_version (version, document, put_by, put_at) values ($1, $2::jsonb, $3, $4) on conflict do nothing', [
    policy.version,
    JSON.stringify(policy),
    by,
    at,
  ]);
}
