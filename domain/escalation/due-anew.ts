import type { Moment } from '../case/decision.ts';
import { dueAfter } from '../time/due.ts';
import type { Due } from '../time/due.ts';
import { dueUnder } from './obligation.ts';
import type { Obligation, Terms } from './obligation.ts';

/**
 * The deadline of the obligation counted anew under other terms. One that lay ahead never falls behind by it: at the earliest it ends with
 * the present workday.
 */
export function dueAnew(obligation: Obligation, terms: Terms & Pick<Moment, 'now'>): Due {
  const to = dueUnder(obligation, terms);
  const wouldFallBehind = obligation.due.at > terms.now && to.at <= terms.now;
  return wouldFallBehind ? dueAfter(terms.now, { workdays: 0 }, terms.calendar) : to;
}
