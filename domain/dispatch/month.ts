import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import type { Obligation } from '../escalation/obligation.ts';
import type { Span } from '../metrics/span.ts';
import { bureauWide } from '../people/seat.ts';
import type { GridCode, PersonId } from '../people/seat.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { Draft } from './drafts.ts';
import type { Period } from './period.ts';
import type { UnitReport } from './unit-report.ts';

export type MonthStage = 'collecting' | 'compiling' | 'hearing' | 'signing' | 'published';

/** What a person made of a draft: kept as it was, in other words, or dropped; praise and criticism are never decided by the product. */
export type Decided = { id: string; keep: boolean; text: string };

/** What the office compiled: a summary, every draft decided, and what is asked for next month; `problems`: those that are no unit's own. */
export type Compiled = {
  summary: string;
  decided: Decided[];
  requirements: { task: string; unit: GridCode | null; on: LocalDate }[];
  problems?: string[];
};

export type UnitNamed = { unit: GridCode; name: string };

export type MonthEvent =
  | CaseEvent
  /** The figures are frozen as of the end of the span; these units owe a report. */
  | { type: 'MonthOpened'; period: Period; span: Span; units: UnitNamed[] }
  /** These units were asked for their report; thousands are asked a batch at a time. */
  | { type: 'UnitsAsked'; units: GridCode[] }
  | { type: 'ReportReceived'; unit: GridCode; isOnTime: boolean }
  /** Its report was given back to the unit to be corrected, and is not in any more. */
  | { type: 'ReportReleased'; unit: GridCode }
  /** A unit that came, went or got another name while the reports were being collected. */
  | { type: 'UnitAdded'; unit: GridCode; name: string }
  | { type: 'UnitRemoved'; unit: GridCode; name: string }
  | { type: 'UnitRenamed'; unit: GridCode; from: string; name: string }
  /** All are in, or the closing date is there: those who are not are named 未报. */
  | { type: 'CollectingEnded'; unreported: GridCode[] }
  /** `drafts`: what the figures and the reports suggested, and lay before whoever compiled; `answers`: to criticisms whose words did not change. */
  | { type: 'MonthCompiled'; compiled: Compiled; drafts: Draft[]; by: PersonId; answers?: Month['answers'] }
  /** A unit that is to be criticised says what it has to say; printed beside the criticism. */
  | { type: 'CriticismAnswered'; draft: string; text: string; by: PersonId; at: Instant }
  | { type: 'HearingEnded' }
  | { type: 'MonthSentBack'; reason: string; by: PersonId }
  /** 签发: `paperNumber` is the 文号 that the registrar gave; locked from now on. */
  | { type: 'MonthPublished'; paperNumber: string; by: PersonId; at: Instant };

/** 每月调度 of one period; `reports` says of every unit whether its report is in. */
export type Month = CaseCore & {
  stage: MonthStage;
  period: Period;
  zone: typeof bureauWide;
  span: Span;
  reports: Record<GridCode, { isOnTime: boolean } | null>;
  names: Record<GridCode, string>;
  unreported: GridCode[];
  drafts: Draft[];
  compiled: (Compiled & { by: PersonId }) | null;
  answers: Record<string, { text: string; by: PersonId; at: Instant }>;
  sentBack: { reason: string; by: PersonId } | null;
  published: { paperNumber: string; by: PersonId; at: Instant } | null;
  /** What was owed last, once the month is published. */
  settled: Obligation | null;
};

export function evolveMonth(state: Month | null, event: MonthEvent): Month {
  if (event.type === 'MonthOpened') {
    const { period, span, units } = event;
    const reports = Object.fromEntries(units.map(({ unit }) => [unit, null]));
    const names = Object.fromEntries(units.map(({ unit, name }) => [unit, name]));
    const begun = { unreported: [], drafts: [], compiled: null, answers: {}, sentBack: null, published: null, settled: null };
    return { ...emptyCore, stage: 'collecting', period, zone: bureauWide, span, reports, names, ...begun };
  }
  if (!state) throw new Error(`${event.type} before MonthOpened`);
  switch (event.type) {
    case 'UnitsAsked':
      return state;
    case 'ReportReceived':
      return { ...state, reports: { ...state.reports, [event.unit]: { isOnTime: event.isOnTime } } };
    case 'ReportReleased':
      return { ...state, reports: { ...state.reports, [event.unit]: null } };
    case 'UnitAdded':
      return { ...state, reports: { ...state.reports, [event.unit]: null }, names: { ...state.names, [event.unit]: event.name } };
    case 'UnitRemoved':
      return { ...state, reports: Object.fromEntries(Object.entries(state.reports).filter(([unit]) => unit !== event.unit)) };
    case 'UnitRenamed':
      return { ...state, names: { ...state.names, [event.unit]: event.name } };
    case 'CollectingEnded':
      return { ...state, stage: 'compiling', unreported: event.unreported, obligation: null };
    case 'MonthCompiled':
      return { ...state, ...compiledAs(event), answers: event.answers ?? {}, sentBack: null, obligation: null };
    case 'CriticismAnswered':
      return { ...state, answers: { ...state.answers, [event.draft]: { text: event.text, by: event.by, at: event.at } } };
    case 'HearingEnded':
      return { ...state, stage: 'signing', obligation: null };
    case 'MonthSentBack':
      return { ...state, stage: 'compiling', sentBack: { reason: event.reason, by: event.by }, obligation: null };
    case 'MonthPublished': {
      const { paperNumber, by, at } = event;
      return { ...state, stage: 'published', published: { paperNumber, by, at }, settled: state.obligation, obligation: null };
    }
    default:
      return evolveCore(state, event);
  }
}

type Stage = Pick<UnitReport, 'zone' | 'stage'>;

/** The units whose report was handed in and waits for the office to receive it. */
export const waitingIn = (reports: readonly Stage[]): GridCode[] =>
  reports.filter(({ stage }) => stage === 'submitted').map(({ zone }) => zone);

/**
 * 未报: units whose report is not in, once the collecting has ended; one that came in late is not among them, nor one that waits for the office to
 * receive it, or was never received.
 */
export function unreportedIn({ stage, reports }: Pick<Month, 'stage' | 'reports'>, ofUnits: readonly Stage[]): GridCode[] {
  const handedIn = [...waitingIn(ofUnits), ...neverReceivedIn(ofUnits)];
  return stage === 'collecting' ? [] : missingIn({ reports }).filter((unit) => !handedIn.includes(unit));
}

/** 未列入汇总: units whose report was handed in after the compilation and has not been received; up to the signature it may still be. */
export function leftOutIn({ stage }: Pick<Month, 'stage'>, ofUnits: readonly Stage[]): GridCode[] {
  if (stage === 'published') return neverReceivedIn(ofUnits);
  return stage === 'hearing' || stage === 'signing' ? waitingIn(ofUnits) : [];
}

/** As what the report of a unit stands in the circular: once the collecting has ended, as it will when the month is locked. */
export function stageInCircular(month: Pick<Month, 'stage' | 'reports'>, report: Stage): UnitReport['stage'] {
  if (unreportedIn(month, [report]).includes(report.zone)) return 'unreported';
  return leftOutIn(month, [report]).includes(report.zone) ? 'leftOut' : report.stage;
}

const neverReceivedIn = (reports: readonly Stage[]): GridCode[] =>
  reports.filter(({ stage }) => stage === 'leftOut').map(({ zone }) => zone);

/** Units whose report is not in. */
export const missingIn = ({ reports }: Pick<Month, 'reports'>): GridCode[] => Object.keys(reports).filter((unit) => reports[unit] === null);

/** The criticisms that were kept. */
export function criticisms(drafts: readonly Draft[], compiled: Compiled): Draft[] {
  const kept = new Set(compiled.decided.flatMap(({ id, keep }) => (keep ? [id] : [])));
  return drafts.filter(({ id, kind }) => kind === 'criticism' && kept.has(id));
}

/** Whoever is to be criticised is heard first. */
function compiledAs({ drafts, compiled, by, answers = {} }: Extract<MonthEvent, { type: 'MonthCompiled' }>) {
  const stage: MonthStage = criticisms(drafts, compiled).every(({ id }) => id in answers) ? 'signing' : 'hearing';
  return { stage, drafts, compiled: { ...compiled, by } };
}
