import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { HazardClass } from '../hazard/hazard-class.ts';
import type { PersonId, ZoneCode } from '../people/seat.ts';
import type { LocalDate } from '../time/instant.ts';

/** `issuing` and `releasing`: a person decided, and the office owes the registration of the paper that people issue for it. */
export type SupervisionStage = 'proposed' | 'issuing' | 'listed' | 'lifting' | 'releasing' | 'lifted' | 'notListed' | 'lapsed';

/** 扫描件: the file of a paper as it was issued. */
export type ScanRef = { id: string; sha256: string };

/** 文书: a paper that people numbered, signed and sealed outside of the product; `number` and `signedBy` as they stand on it. */
export type IssuedPaper = { number: string; issuedOn: LocalDate; signedBy: string; scan: ScanRef };

/** How its hazard stands, as far as it matters here; `ended` once nothing is left to rectify. */
export type SupervisedHazard = {
  zone: ZoneCode;
  class: HazardClass;
  rectifiedBy: PersonId | null;
  ended: 'closed' | 'void' | 'merged' | null;
};

export type SupervisionEvent =
  | CaseEvent
  /** `proposedBy` null: a rung of the hazard's ladder drafted it. */
  | ({ type: 'SupervisionOpened'; number: string; title: string; proposedBy: PersonId | null; reason: string } & SupervisedHazard)
  | { type: 'ListingDecided'; list: boolean; requirement: string; dueOn: LocalDate | null; reason: string; by: PersonId }
  | ({ type: 'ListingRegistered'; by: PersonId } & IssuedPaper)
  | ({ type: 'SupervisionReviewed' } & Review)
  | { type: 'LiftingDecided'; lift: boolean; dueOn: LocalDate | null; reason: string; by: PersonId }
  | ({ type: 'LiftingRegistered'; by: PersonId } & IssuedPaper)
  /** The hazard went to another zone or class, was rectified, or ended. */
  | ({ type: 'HazardFollowed' } & SupervisedHazard)
  /** The hazard ended before any paper was registered. */
  | { type: 'SupervisionLapsed' };

/** 复核: what the reviewers found on site; `dueOn`: until when it goes on, where it was not passed. */
export type Review = { on: LocalDate; reviewers: PersonId[]; passed: boolean; opinion: string; dueOn: LocalDate | null; by: PersonId };

/** 挂牌督办: a person decides it, people issue its papers, and it ends with a paper as well; a case of its own, a part of its hazard. */
export type Supervision = CaseCore &
  SupervisedHazard & {
    stage: SupervisionStage;
    number: string;
    title: string;
    proposedBy: PersonId | null;
    reason: string;
    decided: { list: boolean; requirement: string; dueOn: LocalDate | null; reason: string; by: PersonId } | null;
    /** The day by which it has to be rectified, as it was decided last. */
    until: LocalDate | null;
    listing: IssuedPaper | null;
    reviews: Review[];
    /** The last decision on lifting it. */
    lift: { lift: boolean; reason: string; by: PersonId } | null;
    lifting: IssuedPaper | null;
    /** What was owed last, once nothing is owed any more. */
    settled: Obligation | null;
  };

export function evolveSupervision(state: Supervision | null, event: SupervisionEvent): Supervision {
  if (event.type === 'SupervisionOpened') {
    const { type: _, ...opened } = event;
    return {
      ...emptyCore,
      stage: 'proposed',
      ...opened,
      decided: null,
      until: null,
      listing: null,
      reviews: [],
      lift: null,
      lifting: null,
      settled: null,
    };
  }
  if (!state) throw new Error(`${event.type} before SupervisionOpened`);
  const done = { settled: state.obligation, obligation: null };
  switch (event.type) {
    case 'ListingDecided': {
      const { type: _, ...decided } = event;
      return { ...state, ...done, stage: event.list ? 'issuing' : 'notListed', decided, until: event.dueOn };
    }
    case 'ListingRegistered':
      return { ...state, ...done, stage: 'listed', listing: paperIn(event) };
    case 'SupervisionReviewed': {
      const { type: _, ...review } = event;
      return {
        ...state,
        ...done,
        stage: event.passed ? 'lifting' : 'listed',
        reviews: [...state.reviews, review],
        until: event.dueOn ?? state.until,
      };
    }
    case 'LiftingDecided': {
      const { lift, reason, by } = event;
      return { ...state, ...done, stage: lift ? 'releasing' : 'listed', lift: { lift, reason, by }, until: event.dueOn ?? state.until };
    }
    case 'LiftingRegistered':
      return { ...state, ...done, stage: 'lifted', lifting: paperIn(event) };
    case 'HazardFollowed': {
      const { type: _, ...hazard } = event;
      return { ...state, ...hazard };
    }
    case 'SupervisionLapsed':
      return { ...state, ...done, stage: 'lapsed' };
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

const paperIn = ({ number, issuedOn, signedBy, scan }: IssuedPaper): IssuedPaper => ({ number, issuedOn, signedBy, scan });
