import { Link } from 'react-router';
import type { Listed } from '../../api/client.ts';
import { languageNow } from '../../words/language.ts';

/** A count as people read it: with thousands. */
export const sayCount = (count: number): string => count.toLocaleString(languageNow());

/** The address of the ledger that lists what a number counts. */
export const addressOf = ({ cases }: Listed): string => `/ledger?${new URLSearchParams(cases).toString()}`;

/** A number that opens its cases; a zero the list that holds none. */
export function ToLedger({ of, says = sayCount(of.count) }: { of: Listed; says?: string }) {
  return <Link to={addressOf(of)}>{says}</Link>;
}
