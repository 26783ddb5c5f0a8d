import type { ReportContent, UnitReport } from '../../api/client.ts';
import type { Counted } from './count-field.tsx';

export const numbers = ['placardsPosted', 'keyUnits', 'keyUnitsInspected', 'trainings', 'trained'] as const;
export const texts = ['missing', 'problems', 'nextMonth', 'goodPractice'] as const;

/** As it is being written: a number may be empty yet, or be none. */
export type Written = Partial<Omit<ReportContent, (typeof numbers)[number]> & Record<(typeof numbers)[number], Counted>>;

/** What was written last: by the hand of this browser if the server does not have it, else what the server kept, else what was returned or taken back. */
export function startOf({ draft, content, submitted, recalled }: UnitReport): Written {
  const since = recalled?.at ?? submitted?.at;
  if (draft && !(since && since > draft.savedAt)) return draft.content;
  return content ?? {};
}

export function asContent(written: Written): ReportContent {
  const count = (name: (typeof numbers)[number]) => Number(written[name] ?? 0);
  return {
    placardsPosted: count('placardsPosted'),
    keyUnits: count('keyUnits'),
    keyUnitsInspected: count('keyUnitsInspected'),
    trainings: count('trainings'),
    trained: count('trained'),
    missing: written.missing ?? '',
    explanations: written.explanations ?? {},
    problems: written.problems ?? '',
    nextMonth: written.nextMonth ?? '',
    goodPractice: written.goodPractice ?? '',
  };
}

const isNumber = (name: string): boolean => (numbers as readonly string[]).includes(name);

/** Without what is still empty, or no number. */
export function asDraft(written: Written): Partial<ReportContent> {
  const { explanations, ...rest } = written;
  const explained = Object.entries(explanations ?? {}).filter(([, text]) => (text as string | undefined) !== undefined);
  return {
    ...Object.fromEntries(
      Object.entries(rest).filter(
        ([name, value]) => value !== null && value !== undefined && !(isNumber(name) && typeof value !== 'number'),
      ),
    ),
    explanations: Object.fromEntries(explained),
  };
}
