import type { Request, Response } from 'express';
import type { Instant } from '../../domain/time/instant.ts';
import { hazardStanding } from '../../ledger/hazards.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Receipt } from '../../ledger/receipt.ts';
import { refuse } from '../problems.ts';

/** Answers a command: refused with its reason, else how the hazard now stands. */
export async function answer(
  ledger: Ledger,
  request: Request,
  response: Response,
  given: { receipt: Receipt; status: number; now: Instant },
): Promise<void> {
  const { receipt, status, now } = given;
  if (receipt.outcome === 'refused') return refuse(request, response, receipt.refusal);
  const standing = await hazardStanding(ledger, receipt.caseId, now);
  const reason = receipt.outcome === 'ignored' ? { reason: receipt.reason } : {};
  response.status(status).json({ outcome: receipt.outcome, ...reason, ...standing });
}
