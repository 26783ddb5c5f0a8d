import type { IgnoredReason } from '../domain/case/decision.ts';
import type { Refusal } from '../domain/case/refusals.ts';
import type { Standing } from '../domain/case/standing.ts';

/** The ledger's answer to a command. A repeated command gets the receipt of its first time, marked `repeated`. */
export type Receipt =
  | ({ outcome: 'accepted'; repeated: boolean } & Standing)
  | ({ outcome: 'ignored'; reason: IgnoredReason } & Standing)
  | { outcome: 'refused'; refusal: Refusal };
