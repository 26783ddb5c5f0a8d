import type { CaseCore, CaseEvent } from '../case/case-events.ts';
import { accepted, ignored } from '../case/decision.ts';
import type { Decision, Moment } from '../case/decision.ts';
import { yearOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { listened } from '../time/work-calendar.ts';
import { nextRung } from './dated-ladder.ts';
import { dueAnew } from './due-anew.ts';

/** 启用新日历: the days off of a year were adopted or amended. `from` is the first day that its notices speak of, perhaps in December before. */
export type AdoptCalendar = { type: 'AdoptCalendar'; year: number; from: LocalDate };

/**
 * One rule for every kind of case: whatever of an open obligation rests on a day of the year, its deadline or a rung that still lies ahead,
 * is computed anew with the calendar of the moment. What rang stays rung.
 */
export function adoptCalendar({ obligation }: CaseCore, command: AdoptCalendar, moment: Moment): Decision<CaseEvent> {
  if (!obligation) return ignored('CASE_ENDED');
  if (obligation.due.calendar === moment.calendar.version) return ignored('ALREADY_DONE');
  const { calendar, wasAsked } = listened(moment.calendar, (on) => on >= command.from && yearOf(on) <= command.year);
  const terms = { ...moment, calendar };
  const to = dueAnew(obligation, terms);
  nextRung({ ...obligation, due: to }, terms);
  if (!wasAsked()) return ignored('NOT_AFFECTED');

  const { id, due: from, countsFrom, fired, level } = obligation;
  return accepted<CaseEvent>({
    type: 'DeadlineMoved',
    obligation: id,
    cause: 'calendar',
    from,
    to,
    ...(countsFrom && { countsFrom }),
    fired,
    level,
  });
}
