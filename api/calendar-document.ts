import { z } from 'zod';
import type { HolidayCnYear, PlainYear } from '../domain/time/read-year.ts';
import { isKnownYear } from '../domain/time/statutory-days.ts';
import { anyText } from './fields.ts';

const written = anyText(20);
const days = z.array(written).max(366);

/** What NateScarlet/holiday-cn publishes for a year; whatever else its file says is passed over. */
const holidayCn: z.ZodType<HolidayCnYear> = z
  .object({
    year: z.int(),
    papers: z.array(anyText(500)).max(20),
    days: z.array(z.object({ name: anyText(50), date: written, isOffDay: z.boolean() })).max(366),
  })
  .meta({ id: 'HolidayCnYear', description: 'The JSON that NateScarlet/holiday-cn publishes for a year' });

const plain: z.ZodType<PlainYear> = z
  .strictObject({ source: anyText(500), daysOff: days, makeupWorkdays: days })
  .meta({ id: 'PlainYear', description: 'The notice (number or address), days off and make-up workdays (调休上班) as YYYY-MM-DD' });

/** A year's days off, JSON or YAML, in either form. */
export const calendarDocument = z.union([holidayCn, plain]);

/** The year in the path; null for one that the calendar does not reach. */
export function yearIn(path: string | undefined): number | null {
  const year = Number(path);
  return isKnownYear(year) ? year : null;
}
