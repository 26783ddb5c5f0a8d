import type { Month } from '../domain/dispatch/month.ts';
import type { UnitReport } from '../domain/dispatch/unit-report.ts';
import type { Hazard } from '../domain/hazard/hazard.ts';
import type { PersonId } from '../domain/people/seat.ts';
import type { StoredItem } from './case-item.ts';
import type { Ledger } from './ledger.ts';

/** 退回, 返工: who did not take what was handed in, and why. */
export type SentBack = { by: PersonId; reason: string };

/**
 * Of these cases, those that are owed again: a monthly report that was returned, a compilation that was not signed, a hazard whose last
 * verification failed.
 */
export async function sentBackAmong(ledger: Ledger, rows: readonly StoredItem[]): Promise<ReadonlyMap<string, SentBack>> {
  const failed = await lastFailures(ledger, rows.filter(isRework));
  const returned = rows.flatMap((row): [string, SentBack][] => {
    const found = returnOf(row);
    return found ? [[row.id, found]] : [];
  });
  return new Map([...failed, ...returned]);
}

function returnOf({ kind, state }: StoredItem): SentBack | null {
  if (kind === 'unit-report') return (state as UnitReport).returned;
  return kind === 'dispatch' ? (state as Month).sentBack : null;
}

function isRework({ kind, state }: StoredItem): boolean {
  if (kind !== 'hazard') return false;
  const { stage, reworks } = state as Hazard;
  return stage === 'rectifying' && reworks > 0;
}

async function lastFailures({ pool }: Ledger, hazards: readonly StoredItem[]): Promise<[string, SentBack][]> {
  if (hazards.length === 0) return [];
  const { rows } = await pool.query<SentBack & { id: string }>({
    name: 'last-failures',
    text: `select distinct on (e.case_id) e.case_id as id, ev->>'by' as by, ev->>'reason' as reason
      from entry e, jsonb_array_elements(e.events) ev
      where e.case_id = any($1) and ev->>'type' = 'VerificationFailed' order by e.case_id, e.revision desc`,
    values: [hazards.map(({ id }) => id)],
  });
  return rows.map(({ id, ...sentBack }) => [id, sentBack]);
}
