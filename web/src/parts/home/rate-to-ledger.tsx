import { sayRate } from './say-rate.ts';
import type { Rate } from './say-rate.ts';
import { ToLedger } from './to-ledger.tsx';

/** A rate that opens what was due; — opens it too, as long as it was counted. */
export function RateToLedger({ of }: { of: Rate | null }) {
  return of ? <ToLedger of={of.due} says={sayRate(of)} /> : sayRate(of);
}
