import { isHoliday } from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfter } from '../../../domain/time/due.ts';
import { addDays, dateIn, instantFromMs, localDateOf, msOf, yearOf } from '../../../domain/time/instant.ts';
import type { LocalDate } from '../../../domain/time/instant.ts';
import { publishedYears } from '../../../domain/time/published-years.ts';
import { movableFeasts, statutoryDays } from '../../../domain/time/statutory-days.ts';
import { nextWorkingInstant, shippedCalendar as calendar, workCalendar } from '../../../domain/time/work-calendar.ts';

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'Asia/Shanghai' });
const lunarDayOf = (on: LocalDate) => lunar.format(new Date(`${on}T12:00:00+08:00`));
const anyMoment = fc
  .integer({ min: msOf('2024-01-02T00:00:00.000Z' as never), max: msOf('2029-12-01T00:00:00.000Z' as never) })
  .map(instantFromMs);

describe('the calendar data', () => {
  it('agrees day by day with another source for the published years', () => {
    const differing: string[] = [];
    for (let on = localDateOf('2024-01-01'); yearOf(on) <= 2026; on = addDays(on, 1))
      if (calendar.isWorkday(on) === isHoliday(on)) differing.push(on);
    expect(differing).toEqual([]);
  });

  it('names the notice of every published year', () => {
    for (const { source } of publishedYears) expect(source).toMatch(/国办发明电〔\d{4}〕\d+号, \d{4}-\d{2}-\d{2}/);
  });

  // 2027 and 2030 are left out: their new moons fall within minutes of Beijing's midnight, where ICU's coarse moon errs.
  it.each([2024, 2025, 2026, 2028, 2029, 2031, 2032, 2033, 2034, 2035])('%i: the moon agrees with the table', (year) => {
    const { spring, dragonBoat, midAutumn } = movableFeasts(year);
    expect([spring, dragonBoat, midAutumn].map(lunarDayOf)).toEqual(['1/1', '5/5', '8/15']);
  });

  it('has thirteen statutory days since 2025 and eleven before, less what falls together', () => {
    expect([2024, 2025, 2026, 2031].map((year) => statutoryDays(year).size)).toEqual([11, 13, 13, 12]);
  });
});

describe('laws of deadlines', () => {
  it('a deadline in workdays or days never falls on a day off', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 60 }), fc.boolean(), (at, amount, inWorkdays) =>
        calendar.isWorkday(dateIn(dueAfter(at, inWorkdays ? { workdays: amount } : { days: amount }, calendar).at)),
      ),
    );
  });

  it('a longer allowance never ends earlier, and none ends before it began', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 60 }), (at, workdays) => {
        const due = dueAfter(at, { workdays }, calendar).at;
        return due >= at && dueAfter(at, { workdays: workdays + 1 }, calendar).at >= due;
      }),
    );
  });

  it('another day off never brings a deadline nearer', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 40 }), (at, workdays, offset) => {
        const off = addDays(dateIn(at), offset);
        const stricter = workCalendar({
          version: 'one more day off',
          published: publishedYears.map((year) => ({
            ...year,
            daysOff: [...year.daysOff, off],
            makeupWorkdays: year.makeupWorkdays.filter((on) => on !== off),
          })),
        });
        return dueAfter(at, { workdays }, stricter).at >= dueAfter(at, { workdays }, calendar).at;
      }),
    );
  });

  it('the next working moment is a working moment', () => {
    fc.assert(
      fc.property(anyMoment, (at) => nextWorkingInstant(calendar, nextWorkingInstant(calendar, at)) === nextWorkingInstant(calendar, at)),
    );
  });
});
