import type { HazardClass } from './hazard-class.ts';
import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { ImportedHazard } from '../import/understand-row.ts';
import type { PhotosAttached, PhotoUse } from './photos.ts';
import type { PersonId, Seat, ZoneCode } from '../people/seat.ts';
import type { TipOffAnswer } from '../tip-off/answer.ts';
import type { Ask } from '../request/request.ts';
import { daysBetween } from '../time/days-between.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Plan } from './plan.ts';

/** 立即整改 / 限期整改 (安全生产法 65, 16号令). */
export type RectifyMode = 'immediate' | 'timeLimited';
export type HazardSource = 'inspection' | 'selfCheck' | 'tipOff' | 'imported' | 'other';
export type HazardStage = 'reported' | 'rectifying' | 'verifying' | 'suspended' | 'closed' | 'void' | 'merged';

export const openStages: readonly HazardStage[] = ['reported', 'rectifying', 'verifying', 'suspended'];

/** What was seen and where, as the reporter wrote it. */
export type HazardFacts = {
  title: string;
  description: string;
  place: string | null;
  category: string | null;
  class: HazardClass;
  /** 判定依据: the code of what makes it a major one; null for a general one, and where an older ledger does not say. */
  criterion: string | null;
  mode: RectifyMode;
  source: HazardSource;
  project: string | null;
};

/** How a hazard is classed, which decides its clock. */
export type Classed = Pick<HazardFacts, 'class' | 'criterion' | 'mode'>;

/** A hazard that was merged into another one: `from` is its id; `owedBy` owed the next step of it; `tipOff`: a reporter waits for an answer. */
export type Duplicate = { from: string; number: string; zone: ZoneCode; owedBy: Seat | null; tipOff?: boolean };

/** A fact as somebody put it on record: on which day, and what. */
export type Recorded = { on: LocalDate; text: string; by: PersonId };

/** 补录: the row of an older ledger as it was understood, with the times that the paper gives; the times of entry are the entry's own. */
export type EnteredLater = ImportedHazard;

export type HazardEvent =
  | CaseEvent
  /** `writtenAt`: of a report that waited in a phone for the network. */
  | {
      type: 'HazardReported';
      number: string;
      zone: ZoneCode;
      facts: HazardFacts;
      reportedBy: PersonId;
      enteredLater: EnteredLater | null;
      writtenAt?: Instant;
    }
  /** Handed to the specific responsible person of the zone, by the office or of itself on report. */
  | { type: 'HazardAssigned'; zone: ZoneCode; automatic: boolean }
  /** 退回: the office owes the assignment again. */
  | { type: 'HazardReturned'; by: PersonId; reason: string }
  /** 改派: from one zone to another, with a new limit for whoever is responsible there. */
  | { type: 'HazardReassigned'; from: ZoneCode; zone: ZoneCode; by: PersonId; reason: string }
  | PhotosAttached
  /** `withoutPhoto`: why the repair shows no picture. */
  | { type: 'HazardRectified'; measures: string; by: PersonId | null; round: number; withoutPhoto?: string }
  | { type: 'VerificationPassed'; opinion: string; by: PersonId | null }
  /** 返工: rectification starts again with a clock of its own. */
  | { type: 'VerificationFailed'; reason: string; by: PersonId }
  | { type: 'HazardClosed'; at: Instant }
  | { type: 'HazardVoided'; reason: string }
  /** 申请: somebody has to decide it; `part` names the request within the hazard. */
  | { type: 'RequestMade'; part: string; ask: Ask; by: PersonId }
  | { type: 'RequestGranted'; part: string; ask: Ask; by: PersonId; reason: string }
  | { type: 'RequestNotGranted'; part: string; ask: Ask; by: PersonId; reason: string }
  /** 合并: a duplicate of the hazard `into`, where it is dealt with from now on. */
  | { type: 'HazardMerged'; into: string; at: Instant; by: PersonId; reason: string }
  | { type: 'HazardUnmerged'; from: string; by: PersonId; reason: string }
  | ({ type: 'DuplicateAbsorbed'; by: PersonId; reason: string } & Duplicate)
  | ({ type: 'DuplicateReleased'; by: PersonId; reason: string } & Duplicate)
  /** 等级变更: by another class or mode the repair has another limit. */
  | ({ type: 'HazardReclassified'; from: Classed; by: PersonId; reason: string } & Classed)
  /** 挂账: the clock of the repair stands still, with so many workdays left, until the review. */
  | { type: 'HazardSuspended'; at: Instant; workdaysLeft: number }
  | { type: 'HazardResumed'; at: Instant; by: PersonId; reason: string }
  | { type: 'PlanSubmitted'; plan: Plan; by: PersonId }
  /** 停工建议: that work be stopped was advised (安全生产法 65). */
  | ({ type: 'StopWorkAdvised' } & Recorded)
  /** 通报: the workers were told (安全生产法 41). */
  | ({ type: 'PublicityRecorded' } & Recorded)
  /** 催办, by hand. */
  /** As a hazard was pressed for before every case could be: CaseChased. */
  | { type: 'HazardChased'; at: Instant; by: PersonId; words: string }
  /** 提请挂牌督办: by the office, or drafted by a rung of the ladder (`by` null); `part` names the supervision within the hazard. */
  | { type: 'SupervisionProposed'; part: string; by: PersonId | null; reason: string }
  /** 挂牌: the paper was registered, under its own number. */
  | { type: 'HazardListed'; part: string; number: string; by: PersonId }
  | { type: 'SupervisionEnded'; part: string; as: 'lifted' | 'notListed'; number?: string; by: PersonId }
  | { type: 'HazardCommented'; by: PersonId; text: string }
  /** 答复 to whoever reported it from outside. */
  | ({ type: 'ReporterAnswered'; by: PersonId } & TipOffAnswer);

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
  photos: PhotoUse[];
  /** The request that waits for its decision; the next one may be made after that. */
  pending: { part: string; ask: Ask } | null;
  requestsMade: number;
  extensions: { granted: number; days: number };
  /** Every pause of the clock; `to` null while it lasts. Handling time is counted gross and net of these. */
  suspensions: { from: Instant; to: Instant | null; workdaysLeft: number }[];
  /** The plan of the zone's responsible person; another zone needs one of its own. */
  plan: Plan | null;
  stopWorkAdvice: Recorded[];
  publicity: Recorded[];
  /** The id of the hazard of which this one is a duplicate. */
  mergedInto: string | null;
  duplicates: Duplicate[];
  /** 挂牌督办 that is open; `listed` once its paper was registered. */
  supervision: { part: string; listed: boolean } | null;
  supervisionsMade: number;
  /** When each person last pressed for it. */
  chasedAt: Record<PersonId, Instant>;
  /** What its reporters were told; absent while nobody was told anything. */
  answers?: TipOffAnswer[];
};

const untouched = {
  rectifiedBy: null,
  rounds: 0,
  reworks: 0,
  photos: [],
  pending: null,
  requestsMade: 0,
  extensions: { granted: 0, days: 0 },
  suspensions: [],
  plan: null,
  stopWorkAdvice: [],
  publicity: [],
  mergedInto: null,
  duplicates: [],
  supervision: null,
  supervisionsMade: 0,
  chasedAt: {},
};

/** What the hazard moves on by makes a pending request pointless. */
const settled = { obligation: null, pending: null };

/** A hazard's state after one more event; pure, so that folding the ledger's events gives the stored state. */
export function evolve(state: Hazard | null, event: HazardEvent): Hazard {
  if (event.type === 'HazardReported') {
    const { number, zone, facts, reportedBy, enteredLater } = event;
    return { ...emptyCore, stage: 'reported', number, zone, facts, reportedBy, enteredLater, ...untouched };
  }
  if (!state) throw new Error(`${event.type} before HazardReported`);
  switch (event.type) {
    case 'HazardReturned':
      return { ...state, stage: 'reported', ...settled };
    case 'HazardAssigned':
    case 'HazardReassigned':
      return { ...state, stage: 'rectifying', zone: event.zone, plan: event.zone === state.zone ? state.plan : null, ...settled };
    case 'PhotosAttached': {
      const { use, round, photos } = event;
      return { ...state, photos: [...state.photos, ...photos.map((photo) => ({ ...photo, use, round }))] };
    }
    case 'HazardRectified':
      return { ...state, stage: 'verifying', rectifiedBy: event.by, rounds: event.round, ...settled };
    case 'VerificationPassed':
      return { ...state, ...settled };
    case 'VerificationFailed':
      return { ...state, stage: 'rectifying', reworks: state.reworks + 1, ...settled };
    case 'HazardClosed':
      return { ...state, stage: 'closed', ...settled, supervision: listedOnly(state) };
    case 'HazardVoided':
      return { ...state, stage: 'void', ...settled, supervision: listedOnly(state) };
    case 'RequestMade':
      return { ...state, pending: { part: event.part, ask: event.ask }, requestsMade: state.requestsMade + 1 };
    case 'RequestGranted':
      return { ...state, pending: null, extensions: extensionsAfter(state, event.ask) };
    case 'RequestNotGranted':
      return { ...state, pending: null };
    case 'HazardSuspended':
      return {
        ...state,
        stage: 'suspended',
        obligation: null,
        suspensions: [...state.suspensions, { from: event.at, to: null, workdaysLeft: event.workdaysLeft }],
      };
    case 'HazardResumed':
      return {
        ...state,
        stage: 'rectifying',
        ...settled,
        suspensions: endedAt(event.at, state),
      };
    case 'HazardMerged':
      return {
        ...state,
        stage: 'merged',
        mergedInto: event.into,
        ...settled,
        suspensions: endedAt(event.at, state),
        supervision: listedOnly(state),
      };
    case 'HazardUnmerged':
      return { ...state, stage: 'reported', mergedInto: null };
    case 'DuplicateAbsorbed': {
      const { from, number, zone, owedBy, tipOff } = event;
      return { ...state, duplicates: [...state.duplicates, { from, number, zone, owedBy, ...(tipOff && { tipOff }) }] };
    }
    case 'DuplicateReleased':
      return { ...state, duplicates: state.duplicates.filter(({ from }) => from !== event.from) };
    case 'PlanSubmitted':
      return { ...state, plan: event.plan };
    case 'StopWorkAdvised':
      return { ...state, stopWorkAdvice: [...state.stopWorkAdvice, recordedBy(event)] };
    case 'PublicityRecorded':
      return { ...state, publicity: [...state.publicity, recordedBy(event)] };
    case 'HazardReclassified': {
      const { class: of, criterion, mode } = event;
      return { ...state, facts: { ...state.facts, class: of, criterion, mode }, pending: null };
    }
    case 'HazardChased':
      return { ...state, chasedAt: { ...state.chasedAt, [event.by]: event.at } };
    case 'SupervisionProposed':
      return { ...state, supervision: { part: event.part, listed: false }, supervisionsMade: state.supervisionsMade + 1 };
    case 'HazardListed':
      return { ...state, supervision: { part: event.part, listed: true } };
    case 'SupervisionEnded':
      return { ...state, supervision: null };
    case 'HazardCommented':
      return state;
    case 'ReporterAnswered': {
      const { kind, text, at } = event;
      return { ...state, answers: [...(state.answers ?? []), { kind, text, at }] };
    }
    case 'ObligationOpened':
    case 'RungFired':
    case 'DeadlineMoved':
    case 'HolderChanged':
    case 'CaseChased':
    case 'ContactRecorded':
    case 'Acknowledged':
      return evolveCore(state, event);
  }
}

function extensionsAfter({ extensions, obligation }: Hazard, ask: Ask): Hazard['extensions'] {
  if (ask.type !== 'extension' || !obligation) return extensions;
  return { granted: extensions.granted + 1, days: extensions.days + daysBetween(obligation.due.at, ask.until.at) };
}

const endedAt = (at: Instant, { suspensions }: Hazard) => suspensions.map((each) => (each.to === null ? { ...each, to: at } : each));

/** What was only proposed lapses with the hazard; what was listed ends with a paper of its own. */
const listedOnly = ({ supervision }: Hazard) => (supervision?.listed ? supervision : null);

const recordedBy = ({ on, text, by }: Recorded): Recorded => ({ on, text, by });
