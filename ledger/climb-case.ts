import type { HazardCommand } from '../domain/hazard/commands.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Standing } from '../domain/case/standing.ts';
import type { Ledger } from './ledger.ts';
import { transact } from './transact.ts';

/** The alarm of one case rang: climb it, and say how it stands. The same alarm twice climbs once. */
export async function climbCase(
  ledger: Ledger,
  rang: { caseId: string; revision: number; alarmAt: string; now: Instant },
): Promise<Standing> {
  const command: HazardCommand = { type: 'Climb' };
  const receipt = await transact(ledger, hazardDecider, {
    caseId: rang.caseId,
    commandId: `rung/${rang.revision}/${rang.alarmAt}`,
    actor: { system: 'clock' },
    at: rang.now,
    command,
  });
  if (receipt.outcome === 'refused') throw new Error(`the clock of ${rang.caseId} was refused: ${receipt.refusal.code}`);
  return receipt;
}
