import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { Marks } from '../metrics/marks.ts';
import type { GridCode, PersonId } from '../people/seat.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from './period.ts';

export type UnitReportStage = 'drafting' | 'submitted' | 'accepted' | 'unreported' | 'leftOut' | 'withdrawn';

/** A case that was overdue at the cut-off, which the unit has to explain. */
export type OverdueCase = { id: string; number: string; title: string; zone: string; workdaysOverdue: number };

/** What the system knows of a unit at the cut-off; frozen, so that nobody types it. `gaps`: zones without one of their two responsible persons. */
export type Prefilled = { marks: Marks; zones: { total: number; complete: number; gaps: string[] }; overdue: OverdueCase[] };

/** What only people know: grid construction in numbers, the reasons of what is overdue, problems, plans, good practice to nominate. */
export type ReportContent = {
  placardsPosted: number;
  keyUnits: number;
  keyUnitsInspected: number;
  trainings: number;
  trained: number;
  missing: string;
  /** By the id of the overdue case. */
  explanations: Record<string, string>;
  problems: string;
  nextMonth: string;
  goodPractice: string;
};

export type UnitReportEvent =
  | CaseEvent
  | ({ type: 'ReportOpened' } & Opened)
  | { type: 'ReportSubmitted'; content: ReportContent; by: PersonId; at: Instant; isOnTime: boolean }
  | { type: 'ReportReturned'; reason: string; by: PersonId }
  /** 撤回: by its head, before the office received it. */
  | { type: 'ReportRecalled'; by: PersonId; at: Instant }
  | { type: 'ReportAccepted'; by: PersonId }
  /** 未报: the month was locked without it. */
  | { type: 'ReportMissed' }
  /** 未列入汇总: it was handed in after the compilation, and not received before the month was locked. */
  | { type: 'ReportLeftOut' }
  /** The unit is no longer there. */
  | { type: 'ReportWithdrawn' };

type Opened = { number: string; period: Period; zone: GridCode; title: string; prefilled: Prefilled };

/** 月报 of one unit; `zone` is the code of the unit, in whose seat its head owes it. */
export type UnitReport = CaseCore &
  Opened & {
    stage: UnitReportStage;
    content: ReportContent | null;
    /** The first submission that counts for punctuality, unless it was returned. */
    submitted: { by: PersonId; at: Instant; isOnTime: boolean } | null;
    returned: { reason: string; by: PersonId } | null;
    /** Only while it was taken back and not handed in again. */
    recalled?: { by: PersonId; at: Instant };
    /** What was owed when it was handed in: the clock goes on with that when the report is returned or taken back. */
    handedIn: Obligation | null;
    acceptedBy: PersonId | null;
  };

export function evolveUnitReport(state: UnitReport | null, event: UnitReportEvent): UnitReport {
  if (event.type === 'ReportOpened') {
    const { type: _, ...opened } = event;
    const { obligationsOpened } = state ?? emptyCore;
    return {
      ...emptyCore,
      obligationsOpened,
      stage: 'drafting',
      ...opened,
      content: null,
      submitted: null,
      returned: null,
      handedIn: null,
      acceptedBy: null,
    };
  }
  if (!state) throw new Error(`${event.type} before ReportOpened`);
  switch (event.type) {
    case 'ReportSubmitted': {
      const { content, by, at, isOnTime } = event;
      const { recalled: _, ...before } = state;
      return {
        ...before,
        stage: 'submitted',
        content,
        submitted: { by, at, isOnTime },
        returned: null,
        handedIn: state.obligation,
        obligation: null,
      };
    }
    case 'ReportReturned':
      return { ...state, stage: 'drafting', returned: { reason: event.reason, by: event.by }, acceptedBy: null, obligation: null };
    case 'ReportRecalled':
      return { ...state, stage: 'drafting', submitted: null, recalled: { by: event.by, at: event.at }, obligation: null };
    case 'ReportAccepted':
      return { ...state, stage: 'accepted', acceptedBy: event.by, obligation: null };
    case 'ReportMissed':
      return { ...state, stage: 'unreported', obligation: null };
    case 'ReportLeftOut':
      return { ...state, stage: 'leftOut', obligation: null };
    case 'ReportWithdrawn':
      return { ...state, stage: 'withdrawn', obligation: null };
    default:
      return evolveCore(state, event);
  }
}
