import type { Seat } from '../people/seat.ts';
import type { Allowance } from '../time/allowance.ts';
import { dueAfter, dueOn } from '../time/due.ts';
import type { Due } from '../time/due.ts';
import { dateIn } from '../time/instant.ts';
import type { Instant, LocalDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import type { DutyKey, Ladder, Policy } from './policy.ts';

/** What somebody owes by when. `id` is unique within its case; `fired` holds the rungs that rang, `level` the highest that escalated. */
export type Obligation = {
  id: number;
  duty: DutyKey;
  owedBy: Seat;
  openedAt: Instant;
  /** How the deadline was set, unless by the ladder's limit: given as a day (延期, 复核), or another allowance from the opening (恢复). */
  setBy?: { on: LocalDate } | Allowance;
  /** Fractions of the limit count from here: the opening, or the moment at which the deadline was moved. */
  countsFrom?: Instant;
  due: Due;
  policy: number;
  level: number;
  fired: string[];
  acknowledged: boolean;
  /** 已联系: when whoever owes was last reached by phone or in person. */
  contactedAt?: Instant;
};

/** What a rule may ask besides the case: the moment of the command, the calendar, every policy version in force or use. */
export type Terms = { calendar: WorkCalendar; policies: ReadonlyMap<number, Policy>; policy: Policy };

/** Opens it by the ladder's limit, by a deadline that was given as a day, or by another allowance. */
export function openObligation(id: number, duty: DutyKey, owedBy: Seat, openedAt: Instant, terms: Terms, by?: Due | Allowance): Obligation {
  const setBy = by && ('at' in by ? { on: dateIn(by.at) } : by);
  const opened = { id, duty, owedBy, openedAt, ...(setBy && { setBy }), policy: terms.policy.version };
  return { ...opened, due: dueUnder(opened, terms), level: 0, fired: [], acknowledged: false };
}

/** The deadline of the obligation under the calendar of these terms: its limit counted anew, or the day that it was given. */
export function dueUnder(obligation: Pick<Obligation, 'duty' | 'openedAt' | 'setBy' | 'policy'>, terms: Terms): Due {
  const { openedAt, setBy } = obligation;
  if (setBy && 'on' in setBy) return dueOn(setBy.on, terms.calendar);
  return dueAfter(openedAt, setBy ?? ladderOf(obligation, terms).limit, terms.calendar);
}

/** The ladder of the policy version that the obligation follows: an edited policy never changes a running case. */
export function ladderOf(obligation: Pick<Obligation, 'duty' | 'policy'>, terms: Terms): Ladder {
  const policy = terms.policies.get(obligation.policy);
  if (!policy) throw new Error(`policy version ${obligation.policy} is not loaded`);
  return policy.ladders[obligation.duty];
}
