import { inShanghai, sayDate, sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** What of the calendar explains a ladder. */
type Days = { holidays: readonly { from: string; to: string }[]; makeupWorkdays: readonly string[] };
type DayLine = { key: string; at: string; kind: 'holiday' | 'makeup'; text: string };

const dayOf = (at: string | number) => inShanghai(at).format('YYYY-MM-DD');
const beginningOf = (on: string) => `${on}T00:00:00+08:00`;

/** How a ladder says its moments: those on a make-up workday are marked. */
export function useLadderMoment({ makeupWorkdays }: Days, isPrecise: boolean): (at: string | number) => string {
  const { language } = useWords();
  return (at) => sayMoment(at, language, isPrecise, makeupWorkdays.includes(dayOf(at)));
}

/** The days off that a ladder passes over, and the make-up workdays that it counts and on which nothing happens that would be marked. */
export function useDayLines({ holidays, makeupWorkdays }: Days, moments: readonly string[]): DayLine[] {
  const { t, language } = useWords();
  const marked = moments.map(dayOf);
  return [
    ...holidays.map(
      ({ from, to }): DayLine => ({
        key: from,
        at: beginningOf(from),
        kind: 'holiday',
        text: t('ladder.holiday', { from: sayDate(from, language), to: sayDate(to, language) }),
      }),
    ),
    ...makeupWorkdays
      .filter((on) => !marked.includes(on))
      .map((on): DayLine => ({ key: on, at: beginningOf(on), kind: 'makeup', text: t('ladder.makeup', { on: sayDate(on, language) }) })),
  ];
}
