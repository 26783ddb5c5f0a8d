import { periodIn } from '../dispatch/period.ts';
import type { Period } from '../dispatch/period.ts';
import type { PersonId } from '../people/seat.ts';
import type { Marks } from './marks.ts';

/** Of what a month's figures count, what can be listed: 应结案, 按期结案, and what was due and is not among these. */
export const ratedAs = ['due', 'onTime', 'late'] as const;
/** How it stood at the cut-off: 未销号, of these the major ones, and what was overdue. */
const stoodAs = ['open', 'major', 'overdue'] as const;
export const countedAs = [...ratedAs, ...stoodAs] as const;
export type RatedAs = (typeof ratedAs)[number];
export type StoodAs = (typeof stoodAs)[number];
export type CountedAs = (typeof countedAs)[number];

export const isStoodAs = (as: CountedAs): as is StoodAs => (stoodAs as readonly CountedAs[]).includes(as);

/** The hazards that a month counts so; of these the ones in the field of some deputies at that time, or all. */
export type Counted = { period: Period; as: CountedAs; deputies: readonly PersonId[] | null };

/** As it stands in an address: 2026-10:late, 2026-10:due:li,zhao. */
export const sayCounted = ({ period, as, deputies }: Counted): string =>
  [period, as, ...(deputies ? [deputies.map(encodeURIComponent).join(',')] : [])].join(':');

/** What may stand there. */
export const countedPattern = /^(20\d\d-(?:0[1-9]|1[0-2])):(due|onTime|late|open|major|overdue)(?::([^:]+))?$/;

/** Null when the text says nothing of the kind. */
export function countedIn(text: string): Counted | null {
  const [, period = '', as, deputies] = countedPattern.exec(text) ?? [];
  const month = periodIn(period);
  if (!month) return null;
  return { period: month, as: as as CountedAs, deputies: deputies === undefined ? null : deputies.split(',').map(decoded) };
}

function decoded(id: string): PersonId {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Whether a hazard with these marks is counted so in the rate. */
export const isCountedAs = (as: RatedAs, marks: Marks): boolean =>
  as === 'onTime' ? Boolean(marks.closedOnTime) : Boolean(marks.due) && (as === 'due' || !marks.closedOnTime);
