import type { Refusal } from '../../domain/case/refusals.ts';
import type { PersonId } from '../../domain/people/seat.ts';
import type { Reporter } from '../../domain/tip-off/hide-identity.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { writeAudit } from '../audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Ledger } from '../ledger.ts';
import { unseal } from './reporter-keys.ts';
import type { ReporterKeys } from './reporter-keys.ts';
import type { Sealed } from './tip-offs.ts';

/** Who asks to know who reported the hazard, and why. */
export type Disclosure = { hazard: string; by: PersonId; reason: string; at: Instant };

/**
 * 查看举报人: shown to whoever asks and gives a reason, once for each reason, which stands in the audit log before it is shown. Whether he may ask
 * at all was settled at the door. Null when the hazard is no tip-off.
 */
export async function discloseReporter(
  ledger: Ledger,
  keys: ReporterKeys,
  { hazard, reason, ...asked }: Disclosure,
): Promise<{ reporter: Reporter } | { refusal: Refusal } | null> {
  if (reason.trim() === '') return { refusal: { code: 'REASON_REQUIRED', params: { field: 'reason' } } };
  return inTransaction(ledger.pool, async (client) => {
    const { rows } = await client.query<{ id: string; identity: Buffer | null; key_id: string | null }>(
      'select id, identity, key_id from tip_off where case_id = $1 for update',
      [hazard],
    );
    const [found] = rows;
    if (!found) return null;
    if (!found.identity || !found.key_id) return { refusal: { code: 'REPORTER_UNKNOWN', params: {} } };
    if (!keys.all.has(found.key_id)) return { refusal: { code: 'REPORTER_SEALED', params: { key: found.key_id } } };
    const { code: _, ...reporter } = JSON.parse(unseal(keys, found.id, { keyId: found.key_id, sealed: found.identity })) as Sealed;
    await writeAudit(client, { at: asked.at, actor: asked.by, action: 'reporterDisclosed', caseId: hazard, detail: { reason } });
    return { reporter };
  });
}
