import { addDays, localDateOf } from './instant.ts';
import type { LocalDate } from './instant.ts';

/** 春节 (first lunar day), 清明, 端午 and 中秋 of a year as MM-DD; they follow the moon and the sun, so they are a table. */
const movable: Readonly<Record<number, readonly [string, string, string, string]>> = {
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
};

/** Whether the statutory days of the year are known: 2024 to 2035. */
export const isKnownYear = (year: number) => movable[year] !== undefined;

/** Spring festival, tomb-sweeping, dragon boat and mid-autumn day of a year of the table. Throws RangeError outside 2024–2035. */
export function movableFeasts(year: number): { spring: LocalDate; qingming: LocalDate; dragonBoat: LocalDate; midAutumn: LocalDate } {
  const row = movable[year];
  if (!row) throw new RangeError(`no calendar for ${year}: the statutory days are known from 2024 to 2035`);
  const [spring, qingming, dragonBoat, midAutumn] = row.map((day) => localDateOf(`${year}-${day}`)) as [
    LocalDate,
    LocalDate,
    LocalDate,
    LocalDate,
  ];
  return { spring, qingming, dragonBoat, midAutumn };
}

/**
 * The days off fixed by law (全国年节及纪念日放假办法): eleven until 2024; thirteen since 2025, with 除夕 and a second day of 劳动节.
 * Returned as a set, for mid-autumn may fall on the national day.
 */
export function statutoryDays(year: number): ReadonlySet<LocalDate> {
  const on = (day: string) => localDateOf(`${year}-${day}`);
  const { spring, qingming, dragonBoat, midAutumn } = movableFeasts(year);
  const common = [on('01-01'), spring, addDays(spring, 1), addDays(spring, 2), qingming, on('05-01'), dragonBoat, midAutumn];
  const nationalDay = [on('10-01'), on('10-02'), on('10-03')];
  const since2025 = year >= 2025 ? [addDays(spring, -1), on('05-02')] : [];
  return new Set([...common, ...nationalDay, ...since2025]);
}
