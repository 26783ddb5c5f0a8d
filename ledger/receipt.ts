import type { IgnoredReason } from '../domain/case/decision.ts';
import type { Refusal } from '../domain/case/refusals.ts';
import type { Instant } from '../domain/time/instant.ts';

/** What the case is after a command: what its clock and the caller must know. Codes and times only. */
export type Standing = {
  caseId: string;
  number: string;
  revision: number;
  stage: string;
  zone: string;
  duty: string | null;
  waitingOn: string | null;
  dueAt: Instant | null;
  level: number;
  nextAlarm: { key: string; at: Instant } | null;
  finished: boolean;
};

/** The ledger's answer to a command. A repeated command gets the receipt of its first time, marked `repeated`. */
export type Receipt =
  | ({ outcome: 'accepted'; repeated: boolean } & Standing)
  | ({ outcome: 'ignored'; reason: IgnoredReason } & Standing)
  | { outcome: 'refused'; refusal: Refusal };
