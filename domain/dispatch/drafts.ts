import { figureOf } from '../metrics/figures.ts';
import type { GridCode } from '../people/seat.ts';
import type { Prefilled, ReportContent } from './unit-report.ts';

/**
 * What the figures suggest to praise or to criticise, each with its evidence; a person keeps, words or drops it. Criticism is of a unit
 * inside the bureau; enterprises are no matter of it (PAPERS §7).
 */
export type Draft = {
  id: string;
  kind: 'commendation' | 'criticism';
  unit: GridCode;
  because: 'nominated' | 'bestOnTime' | 'overdue' | 'repeated' | 'unreported' | 'own';
  /** The unit's own words where it nominated something, the office's where it wrote the item itself. */
  words: string;
  share: { numerator: number; denominator: number } | null;
  /** The numbers of the cases behind it. */
  cases: string[];
};

/** A unit after the collecting: its frozen figures, its report once that is in, and whether it was 未报 at the closing date. */
export type UnitAtClosing = { unit: GridCode; prefilled: Prefilled; content: ReportContent | null; wasMissing: boolean };

// A rate says something from so many cases on, and the best ones are few.
const enoughCases = 5;
const bestUnits = 3;
const bestFrom = 0.9;

/** What the office itself wants to praise or to criticise, beside the drafts: it is decided upon, and its unit heard, as they are. */
export type Added = Pick<Draft, 'kind' | 'unit'> & { text: string };

/** `before`: what was added earlier to the same month, whose drafts keep their ids. */
export function draftsAdded(added: readonly Added[], before: readonly Draft[]): Draft[] {
  const first = before.filter(isAdded).length + 1;
  return added.map(({ kind, unit, text }, i) => ({ ...none, id: `own/${first + i}`, kind, unit, because: 'own', words: text.trim() }));
}

export const isAdded = ({ because }: Draft): boolean => because === 'own';

/** The drafts, in the order of the units: praise first. */
export function draftsOf(units: readonly UnitAtClosing[]): Draft[] {
  return [...units.flatMap(nominated), ...bestOnTime(units), ...units.flatMap(criticised)];
}

const none = { words: '', share: null, cases: [] };

function nominated({ unit, content }: UnitAtClosing): Draft[] {
  const words = content?.goodPractice.trim() ?? '';
  return words === '' ? [] : [{ ...none, id: `nominated/${unit}`, kind: 'commendation', unit, because: 'nominated', words }];
}

function bestOnTime(units: readonly UnitAtClosing[]): Draft[] {
  return units
    .flatMap(({ unit, prefilled }) => {
      const { numerator, denominator, rate } = figureOf('onTimeClosureRate', prefilled.marks);
      return denominator !== null && denominator >= enoughCases && rate !== null && rate >= bestFrom
        ? [{ unit, numerator, denominator, rate }]
        : [];
    })
    .sort((a, b) => b.rate - a.rate || b.denominator - a.denominator)
    .slice(0, bestUnits)
    .map(({ unit, numerator, denominator }) => ({
      ...none,
      id: `bestOnTime/${unit}`,
      kind: 'commendation',
      unit,
      because: 'bestOnTime',
      share: { numerator, denominator },
    }));
}

function criticised({ unit, prefilled, wasMissing }: UnitAtClosing): Draft[] {
  const drafted = (because: 'overdue' | 'repeated' | 'unreported', evidence: Partial<Draft>): Draft => ({
    ...none,
    id: `${because}/${unit}`,
    kind: 'criticism',
    unit,
    because,
    ...evidence,
  });
  const { overdue, marks } = prefilled;
  const { repeated = 0, found = 0 } = marks;
  return [
    ...(overdue.length > 0 ? [drafted('overdue', { cases: overdue.map(({ number }) => number) })] : []),
    ...(repeated > 0 ? [drafted('repeated', { share: { numerator: repeated, denominator: found } })] : []),
    ...(wasMissing ? [drafted('unreported', {})] : []),
  ];
}
