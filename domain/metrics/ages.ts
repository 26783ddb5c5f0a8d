import { addDays } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';

/** 存续时间 of what is open, in calendar days since the day on which it was reported; `to` null: and longer. */
export const ages = [
  { age: 'upTo7', from: 0, to: 7 },
  { age: 'upTo15', from: 8, to: 15 },
  { age: 'upTo30', from: 16, to: 30 },
  { age: 'upTo60', from: 31, to: 60 },
  { age: 'over60', from: 61, to: null },
] as const;
export type Age = (typeof ages)[number]['age'];

/** How old something is that was reported so many days ago; what is reported today is of the first. */
export const ageOf = (days: number): Age => ages.find(({ to }) => to === null || days <= to)?.age ?? 'over60';

/** The days on which what is that old today was reported; `from` null: whenever before. */
export function reportedWithin(age: Age, today: LocalDate): { from: LocalDate | null; to: LocalDate } {
  const found = ages.find((each) => each.age === age) ?? ages[0];
  return { from: found.to === null ? null : addDays(today, -found.to), to: addDays(today, -found.from) };
}
