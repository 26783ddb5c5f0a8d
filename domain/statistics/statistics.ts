import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { decideCase, isCaseCommand } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import type { Decider } from '../case/decider.ts';
import { accepted, ignored, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import type { Period } from '../dispatch/period.ts';
import { openObligation } from '../escalation/obligation.ts';
import { overSpans } from '../metrics/marks.ts';
import type { Marks } from '../metrics/marks.ts';
import { noticesFor, tellingsOfCase } from '../notices/notices-for.ts';
import { isOffice } from '../people/roster.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { PersonId } from '../people/seat.ts';
import { dueOn } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';
import { monthsOf, termDueOn } from './term.ts';
import type { Term } from './term.ts';

/** A month as the statistics find it: its frozen marks, and whether it is published and locked. */
export type MonthCounted = { period: Period; isLocked: boolean; marks: Marks };

export type StatisticsStage = 'owed' | 'issued';

export type StatisticsEvent =
  | CaseEvent
  | { type: 'StatisticsOpened'; term: Term }
  /** `missing`: months of the term that were never dispatched. Frozen from now on. */
  | { type: 'StatisticsIssued'; marks: Marks; missing: Period[]; by: PersonId; at: Instant };

export type StatisticsCommand =
  /** Given by the bell once a term is over. */
  | { type: 'OpenStatistics'; term: Term }
  /** 上报: `months` are those of the term that were dispatched, as the ledger has them. */
  | { type: 'IssueStatistics'; by: PersonId; months: MonthCounted[] }
  | CaseCommand;

/** 季度、年度统计 from the locked months, a case of the office with a deadline of its own; the number is like TJ-2026-Q3. */
export type Statistics = CaseCore & {
  stage: StatisticsStage;
  term: Term;
  zone: typeof bureauWide;
  issued: { marks: Marks; missing: Period[]; by: PersonId; at: Instant } | null;
};

function decide(statistics: Statistics | null, command: StatisticsCommand, moment: Moment): Decision<StatisticsEvent> {
  if (command.type === 'OpenStatistics') return statistics ? ignored('ALREADY_DONE') : open(command.term, moment);
  if (!statistics) return refused('CASE_UNKNOWN');
  if (isCaseCommand(command)) return decideCase(statistics, command, moment);
  return issue(statistics, command, moment);
}

function open(term: Term, moment: Moment): Decision<StatisticsEvent> {
  const due = dueOn(termDueOn(term), moment.calendar);
  const obligation = openObligation(1, 'statistics.issue', seatFor('office', bureauWide), moment.now, moment, due);
  return accepted<StatisticsEvent>({ type: 'StatisticsOpened', term }, { type: 'ObligationOpened', obligation });
}

/** The office issues them once every month of the term that was dispatched is locked: an open month could still change nothing, but is not signed. */
function issue(
  statistics: Statistics,
  { by, months }: Extract<StatisticsCommand, { type: 'IssueStatistics' }>,
  moment: Moment,
): Decision<StatisticsEvent> {
  if (statistics.stage !== 'owed') return refused('WRONG_STAGE', { stage: statistics.stage });
  if (!isOffice(moment.roster, by, moment.now)) return refused('OFFICE_ONLY');
  const open = months.find(({ isLocked }) => !isLocked);
  if (open) return refused('MONTH_NOT_LOCKED', { period: open.period });
  return accepted<StatisticsEvent>({ type: 'StatisticsIssued', ...overTerm(statistics.term, months), by, at: moment.now });
}

/** What the months of a term count together, and which of them were never dispatched. */
export function overTerm(term: Term, months: readonly MonthCounted[]): { marks: Marks; missing: Period[] } {
  const counted = monthsOf(term).map((period) => months.find((each) => each.period === period));
  return {
    marks: overSpans(counted.flatMap((each) => (each ? [each.marks] : []))),
    missing: monthsOf(term).filter((_, i) => counted[i] === undefined),
  };
}

function evolve(state: Statistics | null, event: StatisticsEvent): Statistics {
  if (event.type === 'StatisticsOpened') return { ...emptyCore, stage: 'owed', term: event.term, zone: bureauWide, issued: null };
  if (!state) throw new Error(`${event.type} before StatisticsOpened`);
  if (event.type !== 'StatisticsIssued') return evolveCore(state, event);
  const { marks, missing, by, at } = event;
  return { ...state, stage: 'issued', issued: { marks, missing, by, at }, obligation: null };
}

const titleOf = (term: Term) => (term.length === 4 ? `${term}年统计` : `${term.slice(0, 4)}年第${term.slice(6)}季度统计`);
const shownOf = ({ term }: Statistics) => ({ number: `TJ-${term}`, title: titleOf(term), class: 'general' as const });

export const statisticsDecider: Decider<Statistics, StatisticsCommand, StatisticsEvent> = {
  kind: 'statistics',
  decide,
  evolve,
  noticesFor: (statistics, events, moment) =>
    noticesFor(
      { ...statistics, ...shownOf(statistics) },
      events.flatMap((event) =>
        event.type === 'ObligationOpened' ? [{ kind: 'task' as const, to: 'office' as const }] : tellingsOfCase(event, 'office'),
      ),
      moment,
    ),
  summaryOf: (statistics) => ({
    ...shownOf(statistics),
    stage: statistics.stage,
    zone: statistics.zone,
    finished: statistics.stage === 'issued',
  }),
};
