import type { HolidayCnYear, PlainYear } from '../../domain/time/read-year.ts';
import { addDays, localDateOf } from '../../domain/time/instant.ts';

/** An invented notice for 2027: real statutory days, invented make-up workdays. */
const spans: [name: string, from: string, to: string][] = [
  ['元旦', '2027-01-01', '2027-01-03'],
  ['春节', '2027-02-05', '2027-02-11'],
  ['清明节', '2027-04-03', '2027-04-05'],
  ['劳动节', '2027-05-01', '2027-05-05'],
  ['端午节', '2027-06-09', '2027-06-09'],
  ['中秋节', '2027-09-15', '2027-09-15'],
  ['国庆节', '2027-10-01', '2027-10-07'],
];
const makeupWorkdays = ['2027-01-30', '2027-02-20', '2027-04-25', '2027-05-08', '2027-09-26', '2027-10-09'];
const daysOff = spans.flatMap(([name, from, to]) => {
  const days: { name: string; date: string }[] = [];
  for (let on = localDateOf(from); on <= to; on = addDays(on, 1)) days.push({ name, date: on });
  return days;
});

/** As a plain table, with changes. */
export const example2027 = (changes: Partial<PlainYear> = {}): PlainYear => ({
  source: '示例发〔2026〕1号, 2026-11-20',
  daysOff: daysOff.map(({ date }) => date),
  makeupWorkdays,
  ...changes,
});

/** The same as NateScarlet/holiday-cn would publish it. */
export const holidayCn2027: HolidayCnYear = {
  year: 2027,
  papers: ['示例发〔2026〕1号, 2026-11-20'],
  days: [
    ...daysOff.map((day) => ({ ...day, isOffDay: true })),
    ...makeupWorkdays.map((date) => ({ name: '调休', date, isOffDay: false })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1)),
};
