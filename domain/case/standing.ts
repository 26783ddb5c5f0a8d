import type { Instant } from '../time/instant.ts';

/** How a case stands after a revision: what its clock and a caller must know. Codes and times only, for it goes to Temporal. */
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
