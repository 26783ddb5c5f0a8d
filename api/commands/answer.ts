import type { Instant } from '../../domain/time/instant.ts';
import { caseStanding } from '../../ledger/one-case.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Receipt } from '../../ledger/receipt.ts';
import type { CaseCore } from '../../domain/case/case-events.ts';
import type { After } from '../../ledger/transact.ts';
import type { Answer } from '../route.ts';

/** Answers a command: refused with its reason, else how the case now stands. */
export async function answerOf(
  ledger: Ledger,
  { receipt, after }: { receipt: Receipt; after: After<CaseCore> },
  status: number,
  now: Instant,
): Promise<Answer> {
  if (receipt.outcome === 'refused') return receipt;
  const standing = await caseStanding(ledger, receipt.caseId, after, now);
  const reason = receipt.outcome === 'ignored' ? { reason: receipt.reason } : {};
  return { status, body: { outcome: receipt.outcome, ...reason, ...standing } };
}
