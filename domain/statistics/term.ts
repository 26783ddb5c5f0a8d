import { monthsAfter } from '../dispatch/period.ts';
import type { Period } from '../dispatch/period.ts';
import { localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';

/** What statistics speak of: a quarter, '2026-Q3', or a year, '2026' (16号令: quarterly and yearly). */
export type Term = string & { readonly __brand: 'Term' };

/** Null when the text is neither. */
export const termIn = (text: string): Term | null => (/^20\d\d(-Q[1-4])?$/.test(text) ? (text as Term) : null);

const isYear = (term: Term) => term.length === 4;
const firstMonth = (term: Term) =>
  (isYear(term) ? `${term}-01` : `${term.slice(0, 4)}-${String((Number(term.slice(6)) - 1) * 3 + 1).padStart(2, '0')}`) as Period;

/** The months of the term, in order. */
export const monthsOf = (term: Term): Period[] => Array.from({ length: isYear(term) ? 12 : 3 }, (_, i) => monthsAfter(firstMonth(term), i));

/** Statistics are due on the 15th of the next quarter, those of a year on 31 January (16号令). */
export function termDueOn(term: Term): LocalDate {
  const next = monthsAfter(firstMonth(term), isYear(term) ? 12 : 3);
  return localDateOf(isYear(term) ? `${next}-31` : `${next}-15`);
}

/** The terms that ended before that day: the last quarter, and in the first quarter the last year as well. */
export function termsEnded(today: LocalDate): Term[] {
  const year = Number(today.slice(0, 4));
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3);
  const last = (quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`) as Term;
  return quarter === 1 ? [last, String(year - 1) as Term] : [last];
}
