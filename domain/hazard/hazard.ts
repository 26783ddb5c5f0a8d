import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { ImportedHazard } from '../import/understand-row.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';

/** 一般 / 重大. */
export type HazardClass = 'general' | 'major';
/** 立即整改 / 限期整改 (安全生产法 65, 16号令). */
export type RectifyMode = 'immediate' | 'timeLimited';
export type HazardSource = 'inspection' | 'selfCheck' | 'tipOff' | 'imported' | 'other';
export type HazardStage = 'reported' | 'rectifying' | 'verifying' | 'closed' | 'void';

export const openStages: readonly HazardStage[] = ['reported', 'rectifying', 'verifying'];

/** What was seen and where, as the reporter wrote it. */
export type HazardFacts = {
  title: string;
  description: string;
  place: string | null;
  category: string | null;
  class: HazardClass;
  mode: RectifyMode;
  source: HazardSource;
  project: string | null;
};

/** 补录: the row of an older ledger as it was understood, with the times that the paper gives; the times of entry are the entry's own. */
export type EnteredLater = ImportedHazard;

export type HazardEvent =
  | CaseEvent
  | { type: 'HazardReported'; number: string; zone: ZoneCode; facts: HazardFacts; reportedBy: PersonId; enteredLater: EnteredLater | null }
  /** Handed to the specific responsible person of the zone, by the office or of itself on report. */
  | { type: 'HazardAssigned'; zone: ZoneCode; automatic: boolean }
  | { type: 'HazardRectified'; measures: string; by: PersonId | null; round: number }
  | { type: 'VerificationPassed'; opinion: string; by: PersonId | null }
  /** 返工: rectification starts again with a clock of its own. */
  | { type: 'VerificationFailed'; reason: string; by: PersonId }
  | { type: 'HazardClosed'; at: Instant }
  | { type: 'HazardVoided'; reason: string };

export type Hazard = CaseCore & {
  stage: HazardStage;
  number: string;
  zone: ZoneCode;
  facts: HazardFacts;
  reportedBy: PersonId;
  enteredLater: EnteredLater | null;
  rectifiedBy: PersonId | null;
  /** How often it was rectified; a failed verification starts the next round. */
  rounds: number;
  reworks: number;
};

/** A hazard's state after one more event; pure, so that folding the ledger's events gives the stored state. */
export function evolve(state: Hazard | null, event: HazardEvent): Hazard {
  if (event.type === 'HazardReported') {
    const { number, zone, facts, reportedBy, enteredLater } = event;
    return { ...emptyCore, stage: 'reported', number, zone, facts, reportedBy, enteredLater, rectifiedBy: null, rounds: 0, reworks: 0 };
  }
  if (!state) throw new Error(`${event.type} before HazardReported`);
  switch (event.type) {
    case 'HazardAssigned':
      return { ...state, stage: 'rectifying', zone: event.zone, obligation: null };
    case 'HazardRectified':
      return { ...state, stage: 'verifying', rectifiedBy: event.by, rounds: event.round, obligation: null };
    case 'VerificationPassed':
      return { ...state, obligation: null };
    case 'VerificationFailed':
      return { ...state, stage: 'rectifying', reworks: state.reworks + 1, obligation: null };
    case 'HazardClosed':
      return { ...state, stage: 'closed', obligation: null };
    case 'HazardVoided':
      return { ...state, stage: 'void', obligation: null };
    case 'ObligationOpened':
    case 'RungFired':
    case 'Acknowledged':
      return evolveCore(state, event);
  }
}
