import { emptyCore, evolveCore } from '../case/case-events.ts';
import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { decideCase } from '../case/case-commands.ts';
import type { CaseCommand } from '../case/case-commands.ts';
import { accepted, ignored, refused } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { openObligation } from '../escalation/obligation.ts';
import { bureauWide, seatFor } from '../people/seat.ts';
import type { ZoneCode } from '../people/seat.ts';
import { dateIn, localDateOf, yearOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';

export type YearWatchCommand =
  /** 待录入: next year's days off are not announced, or not put. */
  { type: 'OpenYearWatch'; year: number } | CaseCommand;

export type YearWatchEvent = CaseEvent | { type: 'YearAwaited'; year: number } | { type: 'YearPublished'; year: number };

/** 年度日历: the office owes next year's days off from 1 November on, until they are adopted; the number is like NJ-2027. */
export type YearWatch = CaseCore & { stage: 'awaited' | 'published'; year: number; zone: ZoneCode };

// The notices of the last years were published between 25 October and 12 November.
const watchedFromMonth = 11;

/** The year that is to be asked for at that moment: the next one, from 1 November on while it is not published. Null otherwise. */
export function yearToWatch(now: Instant, calendar: WorkCalendar): number | null {
  const today = dateIn(now);
  const next = yearOf(today) + 1;
  const isDue = Number(today.slice(5, 7)) >= watchedFromMonth && calendar.isProvisional(localDateOf(`${next}-01-01`));
  return isDue ? next : null;
}

export function decideYearWatch(watch: YearWatch | null, command: YearWatchCommand, moment: Moment): Decision<YearWatchEvent> {
  if (command.type === 'OpenYearWatch') return watch ? ignored('ALREADY_DONE') : open(command.year, moment);
  if (!watch) return refused('CASE_UNKNOWN');
  const isItsYear = command.type === 'AdoptCalendar' && command.year === watch.year && watch.stage === 'awaited';
  if (isItsYear) return accepted<YearWatchEvent>({ type: 'YearPublished', year: watch.year });
  return decideCase(watch, command, moment);
}

function open(year: number, moment: Moment): Decision<YearWatchEvent> {
  const obligation = openObligation(1, 'calendar.publish', seatFor('office', bureauWide), moment.now, moment);
  return accepted<YearWatchEvent>({ type: 'YearAwaited', year }, { type: 'ObligationOpened', obligation });
}

export function evolveYearWatch(state: YearWatch | null, event: YearWatchEvent): YearWatch {
  if (event.type === 'YearAwaited') return { ...emptyCore, stage: 'awaited', year: event.year, zone: bureauWide };
  if (!state) throw new Error(`${event.type} before YearAwaited`);
  return event.type === 'YearPublished' ? { ...state, stage: 'published', obligation: null } : evolveCore(state, event);
}
