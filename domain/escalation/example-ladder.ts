import { bureauWide, seatFor } from '../people/seat.ts';
import { holidaysBetween, makeupWorkdaysBetween } from '../time/days-between.ts';
import type { Due } from '../time/due.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { preview } from './dated-ladder.ts';
import type { DatedRung } from './dated-ladder.ts';
import { openObligation } from './obligation.ts';
import { draftVersion } from './policy.ts';
import type { DutyKey, Policy } from './policy.ts';

/** When what is opened at that moment would be due, and what would ring until then and after if nobody acts. */
export type ExampleLadder = { due: Due; rungs: DatedRung[]; holidays: { from: LocalDate; to: LocalDate }[]; makeupWorkdays: LocalDate[] };

/**
 * 示例: the ladder of a draft for that duty, dated on the calendar. Throws RangeError where it reaches beyond the years that the calendar
 * knows.
 */
export function exampleLadder(draft: Omit<Policy, 'version'>, duty: DutyKey, openedAt: Instant, calendar: WorkCalendar): ExampleLadder {
  const policy = { ...draft, version: draftVersion };
  const terms = { calendar, policy, policies: new Map([[draftVersion, policy]]) };
  const obligation = openObligation(1, duty, seatFor('office', bureauWide), openedAt, terms);
  const rungs = preview(obligation, terms);
  const until = [obligation.due.at, ...rungs.map(({ at }) => at)].reduce((latest, at) => (at > latest ? at : latest));
  return {
    due: obligation.due,
    rungs,
    holidays: holidaysBetween(openedAt, until, calendar),
    makeupWorkdays: makeupWorkdaysBetween(openedAt, until, calendar),
  };
}
