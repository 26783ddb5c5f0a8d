import type { Actor } from '../domain/case/actor.ts';
import type { Refusal } from '../domain/case/refusals.ts';
import type { PersonId } from '../domain/people/seat.ts';
import { dateIn } from '../domain/time/instant.ts';
import type { Instant } from '../domain/time/instant.ts';
import { progressOf } from './adopt-batch.ts';
import type { AdoptionFilter } from './adopt-batch.ts';
import { writeAudit } from './audit.ts';
import { caseIdMadeOf } from './case-id.ts';
import { namesOf } from './case-item.ts';
import { inTransaction } from './in-transaction.ts';
import type { Ledger } from './ledger.ts';
import { momentOf } from './moment.ts';
import type { Known } from './moment.ts';
import { previewAdoption } from './preview-adoption.ts';

/** Which version is to be followed by which open cases. */
export type PolicyAdoption = { version: number; filter: AdoptionFilter };

/** Why that can't be adopted at that moment; null when it can. */
function refusalOf({ version, filter }: PolicyAdoption, { policies, roster }: Known, now: Instant): Refusal | null {
  const policy = policies.get(version);
  if (!policy) return { code: 'POLICY_UNKNOWN', params: { version } };
  if (policy.validFrom > dateIn(now)) return { code: 'POLICY_AHEAD', params: { version, from: policy.validFrom } };
  if (filter.zone !== null && !roster.zones.has(filter.zone)) return { code: 'ZONE_UNKNOWN', params: { zone: filter.zone } };
  return null;
}

/** What the adoption would do to the open cases at that moment; nothing is written. */
export async function previewPolicy(ledger: Ledger, adoption: PolicyAdoption, now: Instant) {
  const known = await ledger.register.newest(ledger.pool);
  const refusal = refusalOf(adoption, known, now);
  if (refusal) return { refusal };
  const { version, filter } = adoption;
  return previewAdoption(ledger, { type: 'AdoptPolicy', version }, { known, moment: momentOf(known, now), filter });
}

/**
 * Has the open cases follow that version: leaves a row for the relay, and answers with the id of the adoption. The open cases follow
 * afterwards (`adoptBatch`), one adoption after the other, so that the last one asked for counts. The same key from the same person is the
 * same adoption; with another wish it is refused.
 */
export async function askForAdoption(
  ledger: Ledger,
  adoption: PolicyAdoption,
  { by, at, key }: { by: PersonId; at: Instant; key: string },
): Promise<{ id: string } | { refusal: Refusal }> {
  const refusal = refusalOf(adoption, await ledger.register.newest(ledger.pool), at);
  if (refusal) return { refusal };
  const { version, filter } = adoption;
  const id = `policy/${caseIdMadeOf('policy-adoption', by, key)}`;
  const actor: Actor = { person: by };
  const found = await inTransaction(ledger.pool, async (client) => {
    const { rows } = await client.query<{ is_same: boolean; is_new: boolean }>(
      `with asked as (
         insert into adoption (id, policy_version, zone, class, duty, actor, asked_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set id = excluded.id returning *, xmax = 0 as is_new
       )
       select policy_version = $2 and zone is not distinct from $3 and class is not distinct from $4 and duty is not distinct from $5 as is_same, is_new
       from asked`,
      [id, version, filter.zone, filter.class, filter.duty, JSON.stringify(actor), at],
    );
    if (rows[0]?.is_new)
      await writeAudit(client, { at, actor: by, action: 'policyAdopted', subject: String(version), detail: { ...filter } });
    return rows[0];
  });
  return found?.is_same ? { id } : { refusal: { code: 'KEY_REUSED', params: {} } };
}

/** Every adoption of that version by choice, the newest first, and how far it was carried to the open cases. Null for an unknown version. */
export async function policyAdoptions(ledger: Ledger, version: number) {
  const known = await ledger.register.newest(ledger.pool);
  if (!known.policies.has(version)) return null;
  const rows = await ledger.prisma.adoption.findMany({ where: { policyVersion: version }, orderBy: [{ askedAt: 'desc' }, { id: 'asc' }] });
  const names = namesOf(known);
  return rows.map((row) => ({
    id: row.id,
    zone: row.zone,
    class: row.class,
    duty: row.duty,
    askedBy: names.person((row.actor as { person: PersonId }).person),
    askedAt: row.askedAt.toISOString(),
    ...progressOf(row),
  }));
}
