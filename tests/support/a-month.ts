import { expect } from 'vitest';
import { decideMonth } from '../../domain/dispatch/decide-month.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import { decideUnitReport } from '../../domain/dispatch/decide-unit-report.ts';
import type { UnitReportCommand } from '../../domain/dispatch/decide-unit-report.ts';
import { evolveMonth } from '../../domain/dispatch/month.ts';
import type { Month } from '../../domain/dispatch/month.ts';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { evolveUnitReport } from '../../domain/dispatch/unit-report.ts';
import type { Prefilled, ReportContent, UnitReport } from '../../domain/dispatch/unit-report.ts';
import { unitReportDecider } from '../../domain/dispatch/unit-report-decider.ts';
import type { Decider } from '../../domain/case/decider.ts';
import type { CaseCore } from '../../domain/case/case-events.ts';
import type { Moment } from '../../domain/case/decision.ts';
import { seatFor } from '../../domain/people/seat.ts';
import { instantOf } from '../../domain/time/instant.ts';
import { aMoment, aRoster } from './given.ts';

export const october = '2026-10' as Period;
export const span = { from: instantOf('2026-09-25 08:30'), to: instantOf('2026-10-23 08:30') };
const since = instantOf('2024-01-01 00:00');

/** 张 heads the unit u1 and 周 u2; 李 supervises both. */
function aRosterOfUnits() {
  const roster = aRoster();
  const holds = (post: 'unitHead' | 'supervising', unit: string, person: string) => ({
    seat: seatFor(post, unit),
    person,
    from: since,
    to: null,
  });
  const tenures = [
    ...roster.tenures,
    holds('unitHead', 'u1', 'zhang'),
    holds('unitHead', 'u2', 'zhou'),
    holds('supervising', 'u1', 'li'),
    holds('supervising', 'u2', 'li'),
  ];
  return { ...roster, tenures };
}

export const prefilled = (changes: Partial<Prefilled> = {}): Prefilled => ({
  marks: { due: 4, closedOfDue: 3, closedOnTime: 3, found: 6 },
  zones: { total: 2, complete: 2, gaps: [] },
  overdue: [],
  ...changes,
});

export const content = (changes: Partial<ReportContent> = {}): ReportContent => ({
  placardsPosted: 2,
  keyUnits: 5,
  keyUnitsInspected: 4,
  trainings: 1,
  trained: 32,
  missing: '',
  explanations: {},
  problems: '',
  nextMonth: '完成深基坑专项检查',
  goodPractice: '',
  ...changes,
});

type Step<Command> = readonly [at: string, command: Command];

/** A story of a case of either kind: each step must be accepted, the last one is answered with. */
function story<State extends CaseCore, Command, Event>(
  decider: Decider<State, Command, Event>,
  evolve: (state: State | null, event: Event) => State,
  decide: (state: State | null, command: Command, moment: Moment) => ReturnType<Decider<State, Command, Event>['decide']>,
) {
  return (...steps: Step<Command>[]) => {
    let state: State | null = null;
    let decision = null as ReturnType<typeof decide> | null;
    let moment = aMoment('2026-10-23 08:30', aRosterOfUnits());
    steps.forEach(([at, command], i) => {
      moment = aMoment(at, aRosterOfUnits());
      decision = decide(state, command, moment);
      if (i < steps.length - 1) expect(decision).toMatchObject({ kind: 'accepted' });
      if (decision.kind === 'accepted') state = decision.events.reduce<State | null>(evolve, state);
    });
    const last = decision as ReturnType<typeof decide> | null;
    const after = state as State | null;
    if (!last) throw new Error('a story has a step');
    return {
      decision: last,
      after,
      types: last.kind === 'accepted' ? (last.events as { type: string }[]).map(({ type }) => type) : [],
      told:
        last.kind === 'accepted' && after
          ? decider.noticesFor(after, last.events, moment).map(({ person, kind }) => `${person} ${kind}`)
          : [],
    };
  };
}

export const ofReport = story<UnitReport, UnitReportCommand, never>(
  unitReportDecider as never,
  evolveUnitReport as never,
  decideUnitReport as never,
);
export const ofMonth = story<Month, MonthCommand, never>(monthDecider as never, evolveMonth as never, decideMonth as never);
