import type pg from 'pg';
import type { Moment } from '../domain/case/decision.ts';
import { defaultPolicy } from '../domain/escalation/default-policy.ts';
import { policyInForce } from '../domain/escalation/policy.ts';
import type { Policy } from '../domain/escalation/policy.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { rosterOf } from '../domain/organisation/organisation.ts';
import type { Roster } from '../domain/people/roster.ts';
import { instantFromMs } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { calendarWith } from '../domain/time/work-calendar.ts';
import type { WorkCalendar } from '../domain/time/work-calendar.ts';
import type { CalendarYear } from '../domain/time/calendar-year.ts';

/** Which state of organisation and policies a transaction sees; read in the same statement as the case. */
export type Versions = { organisation: number; policy: number; calendar: number };

export const versionColumns = `(select coalesce(max(version), 0) from organisation) as organisation_version,
  (select coalesce(max(version), 0) from policy_version) as policy_version,
  (select coalesce(max(version), 0) from calendar_year) as calendar_version`;

/** The versions in a row that was read with those columns. */
export const versionsIn = (row: { organisation_version: number; policy_version: number; calendar_version: number }): Versions => ({
  organisation: row.organisation_version,
  policy: row.policy_version,
  calendar: row.calendar_version,
});

/** A year as the office adopted it, in the version that counts. */
export type AdoptedYear = { version: number; year: CalendarYear };

/** The organisation, all policies and the calendar as of a version of each. */
export type Known = {
  versions: Versions;
  roster: Roster;
  organisation: Organisation;
  policies: ReadonlyMap<number, Policy>;
  calendar: WorkCalendar;
  adopted: readonly AdoptedYear[];
};

/** Keeps the newest organisation, policies and calendar in memory; a transaction that sees a newer version reads it anew. */
export class Register {
  #known: Known | null = null;

  async at(versions: Versions, client: pg.ClientBase | pg.Pool): Promise<Known> {
    const known = this.#known;
    if (known && isSame(known.versions, versions)) return known;
    const organisations = await client.query<{ document: Organisation }>('select document from organisation where version = $1', [
      versions.organisation,
    ]);
    const organisation = organisations.rows[0]?.document;
    const { rows } = await client.query<{ version: number; document: Omit<Policy, 'version'> }>(
      'select version, document from policy_version',
    );
    const policies = new Map(rows.map(({ version, document }) => [version, completed(document, version)]));
    if (!organisation || policies.size === 0) throw new Error('the organisation and a policy must be put before the ledger can be used');
    const adopted = await adoptedYears(client, versions.calendar);
    const calendar = calendarWith(
      adopted.map(({ year }) => year),
      versions.calendar,
    );
    this.#known = { versions, organisation, roster: rosterOf(organisation, versions.organisation), policies, calendar, adopted };
    return this.#known;
  }

  async newest(pool: pg.Pool): Promise<Known> {
    const { rows } = await pool.query(`select ${versionColumns}`);
    return this.at(versionsIn(rows[0]), pool);
  }

  /** The newest, or null before an organisation and a policy were put. */
  async newestIfAny(pool: pg.Pool): Promise<Known | null> {
    const { rows } = await pool.query(`select ${versionColumns}`);
    const versions = versionsIn(rows[0]);
    return versions.organisation > 0 && versions.policy > 0 ? this.at(versions, pool) : null;
  }
}

const isSame = (a: Versions, b: Versions) => a.organisation === b.organisation && a.policy === b.policy && a.calendar === b.calendar;

/** The years that were adopted up to that version, each as it was adopted last. */
async function adoptedYears(client: pg.ClientBase | pg.Pool, version: number): Promise<AdoptedYear[]> {
  const { rows } = await client.query<{ version: number; document: CalendarYear }>(
    'select distinct on (year) version, document from calendar_year where version <= $1 order by year, version desc',
    [version],
  );
  return rows.map((row) => ({ version: row.version, year: row.document }));
}

/** A policy put before a duty or a limit was known to the product has the default's for it. */
function completed(document: Omit<Policy, 'version'>, version: number): Policy {
  return { ...defaultPolicy, ...document, ladders: { ...defaultPolicy.ladders, ...document.ladders }, version };
}

/** What the rules may know at that moment. Throws when no policy is valid yet. */
export function momentOf({ roster, policies, calendar }: Known, now: Instant): Moment {
  const policy = policyInForce(policies.values(), now);
  if (!policy) throw new Error(`no policy is valid on ${now}`);
  return { now, roster, policies, policy, calendar };
}

/** What the rules may know now, by the newest organisation, policies and calendar. */
export async function momentNow({ register, pool }: { register: Register; pool: pg.Pool }, now: Instant): Promise<Moment> {
  return momentOf(await register.newest(pool), now);
}

/** What the clock of the database's machine says. */
export async function ledgerNow(pool: pg.Pool): Promise<Instant> {
  const { rows } = await pool.query<{ now: Date }>('select now()');
  return instantFromMs(rows[0]?.now.getTime() ?? Date.now());
}
