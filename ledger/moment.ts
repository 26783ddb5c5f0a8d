import type pg from 'pg';
import type { Moment } from '../domain/case/decision.ts';
import type { Policy } from '../domain/escalation/policy.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { rosterOf } from '../domain/organisation/organisation.ts';
import type { Roster } from '../domain/people/roster.ts';
import type { Instant } from '../domain/time/instant.ts';
import { shippedCalendar } from '../domain/time/work-calendar.ts';

/** Which state of organisation and policies a transaction sees; read in the same statement as the case. */
export type Versions = { organisation: number; policy: number };

export const versionColumns = `(select coalesce(max(version), 0) from organisation) as organisation_version,
  (select coalesce(max(version), 0) from policy_version) as policy_version`;

type Known = { versions: Versions; roster: Roster; organisation: Organisation; policies: ReadonlyMap<number, Policy>; policy: Policy };

/** Keeps the newest organisation and policies in memory; a transaction that sees a newer version reads it anew. */
export class Register {
  #known: Known | null = null;

  async at(versions: Versions, client: pg.ClientBase | pg.Pool): Promise<Known> {
    const known = this.#known;
    if (known && known.versions.organisation === versions.organisation && known.versions.policy === versions.policy) return known;
    const organisations = await client.query<{ document: Organisation }>('select document from organisation where version = $1', [
      versions.organisation,
    ]);
    const organisation = organisations.rows[0]?.document;
    const { rows } = await client.query<{ document: Policy }>('select document from policy_version order by version');
    const policies = new Map(rows.map(({ document }) => [document.version, document]));
    const policy = policies.get(versions.policy);
    if (!organisation || !policy) throw new Error('the organisation and a policy must be put before the ledger can be used');
    this.#known = { versions, organisation, roster: rosterOf(organisation, versions.organisation), policies, policy };
    return this.#known;
  }

  async newest(pool: pg.Pool): Promise<Known> {
    const { rows } = await pool.query(`select ${versionColumns}`);
    return this.at({ organisation: rows[0].organisation_version, policy: rows[0].policy_version }, pool);
  }
}

export function momentOf({ roster, policies, policy }: Known, now: Instant): Moment {
  return { now, roster, policies, policy, calendar: shippedCalendar };
}
