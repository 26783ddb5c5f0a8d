import { openObligation } from '../escalation/obligation.ts';
import type { Terms } from '../escalation/obligation.ts';
import { dutyOfRepair, dutyOfVerification } from '../hazard/duties.ts';
import type { EnteredLater, HazardEvent } from '../hazard/hazard.ts';
import { seatFor } from '../people/seat.ts';
import { dueOn } from '../time/due.ts';
import { instantAt, yearOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { isKnownYear } from '../time/statutory-days.ts';
import { closesAtMinute, opensAtMinute } from '../time/work-calendar.ts';
import type { Served } from './past-case.ts';

type Reported = Extract<HazardEvent, { type: 'HazardReported' }>;

/** A row of an older ledger that was closed when it was entered: no clock ever followed it, but its paper has dates. */
export const closedOnPaper = (event: { type: string } | undefined): event is Reported & { enteredLater: EnteredLater } =>
  event?.type === 'HazardReported' && (event as Reported).enteredLater?.status === 'closed';

/**
 * What was owed by the dates of the paper: the repair from the day found to the day rectified, by the paper's own deadline where it gives
 * one; the verification from then to the day verified, or closed. A day begins with the opening of business, and what was done on a day was
 * done before its close. Whatever the dates do not say, or say of a year that no calendar reaches, is left out: `isWhole` says whether all
 * of it could be told.
 */
export function servedOnPaper({ zone, facts, enteredLater }: Reported & { enteredLater: EnteredLater }, terms: Terms) {
  const { calendar } = terms;
  const [foundOn, dueBy, rectifiedOn, verifiedOn] = [
    enteredLater.foundOn,
    enteredLater.dueOn,
    enteredLater.rectifiedOn,
    enteredLater.verifiedOn ?? enteredLater.closedOn,
  ].map((on) => (on && isKnownYear(yearOf(on)) ? on : null));
  const doneOn = (on: LocalDate) => instantAt(on, closesAtMinute(calendar) - 1);
  const served: Served[] = [];
  if (foundOn && rectifiedOn && foundOn <= rectifiedOn) {
    const openedAt = instantAt(foundOn, opensAtMinute(calendar));
    const due = dueBy && dueBy >= foundOn ? { dueOnPaper: dueOn(dueBy, calendar) } : {};
    const obligation = openObligation(1, dutyOfRepair(facts), seatFor('specific', zone), openedAt, terms);
    served.push({ obligation, acts: [], endedAt: doneOn(rectifiedOn), ...due });
  }
  if (rectifiedOn && verifiedOn && rectifiedOn <= verifiedOn) {
    const obligation = openObligation(2, dutyOfVerification(facts), seatFor('office', zone), doneOn(rectifiedOn), terms);
    served.push({ obligation, acts: [], endedAt: doneOn(verifiedOn) });
  }
  return { served, isWhole: served.length === 2 };
}
