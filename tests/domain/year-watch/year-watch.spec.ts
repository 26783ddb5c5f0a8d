import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../domain/case/decision.ts';
import { preview } from '../../../domain/escalation/dated-ladder.ts';
import { zh } from '../../../domain/notices/wording.zh.ts';
import { instantOf, localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import { readYear } from '../../../domain/time/read-year.ts';
import { calendarWith, shippedCalendar } from '../../../domain/time/work-calendar.ts';
import { decideYearWatch, evolveYearWatch, yearToWatch } from '../../../domain/year-watch/year-watch.ts';
import type { YearWatch, YearWatchCommand } from '../../../domain/year-watch/year-watch.ts';
import { yearWatchDecider } from '../../../domain/year-watch/year-watch-decider.ts';
import { example2027 } from '../../support/example-2027.ts';
import { aMoment } from '../../support/given.ts';

const with2027 = calendarWith([readYear(2027, example2027()).read], 1);

describe('the year to ask for', () => {
  it.each([
    ['before November none', '2026-10-31 23:59', shippedCalendar, null],
    ['from the first of November the next one (国办 2026 was published on 2025-11-04)', '2026-11-01 00:00', shippedCalendar, 2027],
    ['to the last of December', '2026-12-31 23:59', shippedCalendar, 2027],
    ['none once it is published', '2026-11-25 09:00', with2027, null],
    ['then the one after it', '2027-11-01 00:00', with2027, 2028],
    ['none for a year that the product ships', '2025-11-03 09:00', shippedCalendar, null],
  ])('%s', (_, at, calendar, year) => expect(yearToWatch(instantOf(at), calendar)).toBe(year));
});

describe('the case of a year (NJ-2027)', () => {
  const step = (state: YearWatch | null, command: YearWatchCommand, moment: Moment) => {
    const decision = decideYearWatch(state, command, moment);
    const events = decision.kind === 'accepted' ? decision.events : [];
    return { decision, events, after: events.reduce<YearWatch | null>(evolveYearWatch, state) as YearWatch };
  };
  const opens = aMoment('2026-11-02 09:00');
  const opened = step(null, { type: 'OpenYearWatch', year: 2027 }, opens);

  it('is owed by the office, which is reminded; after its limit it climbs to the office director and the first responsible person', () => {
    expect(yearWatchDecider.summaryOf(opened.after)).toMatchObject({ number: 'NJ-2027', stage: 'awaited', finished: false });
    expect(yearWatchDecider.noticesFor(opened.after, opened.events, opens)).toMatchObject([{ person: 'zhao', kind: 'task' }]);
    expect(preview(opened.after.obligation as never, opens).map(({ key, at }) => `${key} ${showInShanghai(at)}`)).toEqual([
      'weekly 2026-11-16 17:30',
      'weekly#2 2026-11-23 17:30',
      'weekly#3 2026-11-30 17:30',
      'weekly#4 2026-12-07 17:30',
      'officeDirector 2026-12-14 17:30',
      'first 2026-12-21 17:30',
    ]);
  });

  it('does not speak of a hazard when it climbs', () => {
    const { events, after } = step(opened.after, { type: 'Climb' }, aMoment('2026-12-14 17:30'));
    const [notice] = yearWatchDecider.noticesFor(after, events, aMoment('2026-12-14 17:30')).filter(({ kind }) => kind === 'escalation');
    const said = notice && zh.notice('escalation', notice.facts, { person: () => '赵敏', zone: () => '?' }).lines.join();
    expect(said).toContain('录入下一年放假安排已超期');
    expect(said).not.toContain('隐患');
  });

  it('ends when its year is adopted, and not with another one', () => {
    const other = step(
      opened.after,
      { type: 'AdoptCalendar', year: 2026, from: localDateOf('2026-01-01') },
      { ...opens, calendar: with2027 },
    );
    expect(other.after.stage).toBe('awaited');
    const { after } = step(
      opened.after,
      { type: 'AdoptCalendar', year: 2027, from: localDateOf('2027-01-01') },
      { ...opens, calendar: with2027 },
    );
    expect(yearWatchDecider.summaryOf(after)).toMatchObject({ stage: 'published', finished: true });
    expect(after.obligation).toBeNull();
    expect(decideYearWatch(after, { type: 'Climb' }, opens)).toEqual({ kind: 'ignored', reason: 'CASE_ENDED' });
  });

  it('is opened once', () => {
    expect(step(opened.after, { type: 'OpenYearWatch', year: 2027 }, opens).decision).toEqual({ kind: 'ignored', reason: 'ALREADY_DONE' });
  });
});
