import { callDecider } from '../domain/call/call.ts';
import type { CaseCore } from '../domain/case/case-events.ts';
import type { Decider } from '../domain/case/decider.ts';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { monthDecider } from '../domain/dispatch/month-decider.ts';
import { unitReportDecider } from '../domain/dispatch/unit-report-decider.ts';
import { hazardDecider } from '../domain/hazard/hazard-decider.ts';
import { recheckDecider } from '../domain/recheck/recheck-decider.ts';
import { requestDecider } from '../domain/request/request-decider.ts';
import { statisticsDecider } from '../domain/statistics/statistics.ts';
import { suggestionDecider } from '../domain/suggestion/suggestion-decider.ts';
import { supervisionDecider } from '../domain/supervision/supervision-decider.ts';
import { vacancyDecider } from '../domain/vacancy/vacancy.ts';
import { yearWatchDecider } from '../domain/year-watch/year-watch-decider.ts';

/** A decider of whatever kind: what it is given was folded or asked for by the same kind. */
export type AnyDecider = Decider<CaseCore, { type: string }, { type: string }>;

function anyDecider<State extends CaseCore, Command extends { type: string }, Event extends { type: string }>(
  decider: Decider<State, Command, Event>,
): AnyDecider {
  return {
    kind: decider.kind,
    decide: (state, command, moment) => decider.decide(state as State | null, command as Command, moment),
    evolve: (state, event) => decider.evolve(state as State | null, event as Event),
    noticesFor: (state, events, moment, before) =>
      decider.noticesFor(state as State, events as readonly Event[], moment, before as State | null),
    summaryOf: (state) => decider.summaryOf(state as State),
  };
}

/** The rules of every kind of case. */
export const deciders: Record<CaseKind, AnyDecider> = {
  hazard: anyDecider(hazardDecider),
  request: anyDecider(requestDecider),
  vacancy: anyDecider(vacancyDecider),
  call: anyDecider(callDecider),
  recheck: anyDecider(recheckDecider),
  supervision: anyDecider(supervisionDecider),
  'year-watch': anyDecider(yearWatchDecider),
  dispatch: anyDecider(monthDecider),
  'unit-report': anyDecider(unitReportDecider),
  statistics: anyDecider(statisticsDecider),
  suggestion: anyDecider(suggestionDecider),
};
