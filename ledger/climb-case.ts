import type { CaseKind } from '../domain/case/case-kind.ts';
import type { Standing } from '../domain/case/standing.ts';
import type { Instant } from '../domain/time/instant.ts';
import { deciders } from './deciders.ts';
import type { Ledger } from './ledger.ts';
import { transact } from './transact.ts';

/** The alarm of one case rang: climb it, and say how it stands and whether it climbed. The same alarm twice climbs once. */
export async function climbCase(
  ledger: Ledger,
  rang: { caseId: string; revision: number; alarmAt: string; now: Instant },
): Promise<{ kind: CaseKind; standing: Standing; hasClimbed: boolean }> {
  const { rows } = await ledger.pool.query({ name: 'kind-of-case', text: 'select kind from cases where id = $1', values: [rang.caseId] });
  const kind = rows[0]?.kind as CaseKind | undefined;
  if (!kind) throw new Error(`there is no case ${rang.caseId}`);
  const receipt = await transact(ledger, deciders[kind], {
    caseId: rang.caseId,
    commandId: `rung/${rang.revision}/${rang.alarmAt}`,
    actor: { system: 'clock' },
    at: rang.now,
    command: { type: 'Climb' },
  });
  if (receipt.outcome === 'refused') throw new Error(`the clock of ${rang.caseId} was refused: ${receipt.refusal.code}`);
  return { kind, standing: receipt, hasClimbed: receipt.outcome === 'accepted' && !receipt.repeated };
}
