import type { Instant } from '../../domain/time/instant.ts';
import { hazardStanding } from '../../ledger/hazards.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Receipt } from '../../ledger/receipt.ts';
import type { Answer } from '../route.ts';

/** Answers a command: refused with its reason, else how the hazard now stands. */
export async function answerOf(ledger: Ledger, receipt: Receipt, status: number, now: Instant): Promise<Answer> {
  if (receipt.outcome === 'refused') return receipt;
  const standing = await hazardStanding(ledger, receipt.caseId, now);
  const reason = receipt.outcome === 'ignored' ? { reason: receipt.reason } : {};
  return { status, body: { outcome: receipt.outcome, ...reason, ...standing } };
}
