import type { LocalDate } from './instant.ts';

/** The days off and make-up workdays of one year. */
export type CalendarYear = {
  year: number;
  status: 'published' | 'provisional';
  /** Number and date of the notice; null while provisional. */
  source: string | null;
  /** A notice may also move days in the December before its year (元旦). */
  daysOff: LocalDate[];
  /** 调休上班: days at a weekend on which people work. */
  makeupWorkdays: LocalDate[];
};
