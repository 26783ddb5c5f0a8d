import { describe, expect, it } from 'vitest';
import { sayFault } from '../../../domain/document/fault.ts';
import { localDateOf } from '../../../domain/time/instant.ts';
import { publishedYears } from '../../../domain/time/published-years.ts';
import { readYear } from '../../../domain/time/read-year.ts';
import { calendarWith, yearAsKnown } from '../../../domain/time/work-calendar.ts';
import { example2027, holidayCn2027 } from '../../support/example-2027.ts';

const faultsOf = (...given: Parameters<typeof readYear>) =>
  readYear(...given).faults.map(({ path, code, value }) => `${path} ${code} ${value}`.trim());

describe('the notice of a year', () => {
  it('says the same as a plain table and as holiday-cn publishes it', () => {
    expect(readYear(2027, holidayCn2027)).toEqual(readYear(2027, example2027()));
    expect(readYear(2027, example2027()).faults).toEqual([]);
  });

  it.each(publishedYears)('of $year, which the product ships, has no fault', (year) => {
    expect(readYear(year.year, { ...year, source: year.source ?? '' })).toEqual({ read: year, faults: [] });
  });

  it('may leave out a statutory day that falls on a weekend: it is off anyway', () => {
    expect(faultsOf(2027, example2027({ daysOff: example2027().daysOff.filter((on) => on !== '2027-05-02') }))).toEqual([]);
  });

  it('may move a day of the December before (元旦 2019: 2018-12-29 was worked)', () => {
    const { read, faults } = readYear(
      2027,
      example2027({ daysOff: [...example2027().daysOff, '2026-12-31'], makeupWorkdays: ['2026-12-27'] }),
    );
    expect(faults).toEqual([]);
    const calendar = calendarWith([read], 1);
    expect(['2026-12-27', '2026-12-30', '2026-12-31'].map((on) => calendar.isWorkday(localDateOf(on)))).toEqual([true, true, false]);
  });

  it.each([
    ['without its source', example2027({ source: ' ' }), 'source NO_SOURCE'],
    ['without a paper', { ...holidayCn2027, papers: [] }, 'papers NO_SOURCE'],
    ['of another year', { ...holidayCn2027, year: 2026 }, 'year NOT_THIS_YEAR 2026'],
    ['with a day that does not exist', example2027({ makeupWorkdays: ['2027-02-30'] }), 'makeupWorkdays[0] NOT_A_DATE 2027-02-30'],
    ['with a day of another year', example2027({ makeupWorkdays: ['2028-01-08'] }), 'makeupWorkdays[0] NOT_IN_YEAR 2028-01-08'],
    ['with a make-up workday on a Monday', example2027({ makeupWorkdays: ['2027-02-15'] }), 'makeupWorkdays[0] NOT_A_WEEKEND 2027-02-15'],
    ['with a day off and worked at once', example2027({ makeupWorkdays: ['2027-02-06'] }), 'makeupWorkdays[0] DUPLICATE 2027-02-06'],
    [
      'without 除夕, a statutory day off (全国年节及纪念日放假办法)',
      example2027({ daysOff: example2027().daysOff.filter((on) => on !== '2027-02-05') }),
      'daysOff STATUTORY_DAY 2027-02-05',
    ],
    [
      'that has people work on 春节',
      { ...holidayCn2027, days: holidayCn2027.days.map((day) => ({ ...day, isOffDay: day.isOffDay && day.date !== '2027-02-06' })) },
      'days STATUTORY_DAY 2027-02-06',
    ],
  ])('%s has that fault at its place, and says it in both languages', (_, written, fault) => {
    expect(faultsOf(2027, written)).toEqual([fault]);
    const [said] = readYear(2027, written).faults;
    expect(said && sayFault(said, 'zh')).toMatch(/\p{Script=Han}/u);
    expect(said && sayFault(said, 'en')).toMatch(/^[^\p{Script=Han}]+$/u);
  });
});

describe('a year', () => {
  it('is provisional by the law alone until its notice is there, and published from then on', () => {
    expect(yearAsKnown(2027, [])).toMatchObject({ status: 'provisional', source: null, makeupWorkdays: [] });
    expect(yearAsKnown(2027, []).daysOff).toHaveLength(13);
    const { read } = readYear(2027, example2027());
    expect(yearAsKnown(2027, [read])).toEqual(read);
    expect([calendarWith([], 0), calendarWith([read], 1)].map((calendar) => calendar.isProvisional(localDateOf('2027-03-01')))).toEqual([
      true,
      false,
    ]);
  });

  it('whose notice was amended counts as adopted last, also one that the product ships', () => {
    const amended = { ...yearAsKnown(2026, []), makeupWorkdays: [localDateOf('2026-12-26')] };
    const calendar = calendarWith([amended], 2);
    expect(['2026-10-10', '2026-12-26'].map((on) => calendar.isWorkday(localDateOf(on)))).toEqual([false, true]);
    expect(calendar.version).toBe('shipped-2026+2');
  });
});
