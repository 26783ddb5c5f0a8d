import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import type { Policy } from '../../../domain/escalation/policy.ts';
import type { EnteredLater, HazardFacts } from '../../../domain/hazard/hazard.ts';
import { closedOnPaper, servedOnPaper } from '../../../domain/rehearsal/served-on-paper.ts';
import type { PastCase } from '../../../domain/rehearsal/past-case.ts';
import { rehearse } from '../../../domain/rehearsal/rehearse.ts';
import { showRehearsal } from '../../../domain/rehearsal/show-rehearsal.ts';
import { addDays, localDateOf, showInShanghai } from '../../../domain/time/instant.ts';
import type { LocalDate } from '../../../domain/time/instant.ts';
import { aMoment, facts } from '../../support/given.ts';

type Dates = Partial<Record<'foundOn' | 'dueOn' | 'rectifiedOn' | 'verifiedOn' | 'closedOn', string | null>>;
/** Found on a Monday, due a week later, rectified on Friday, verified on the day that it was due. */
const paper = { foundOn: '2026-03-02', dueOn: '2026-03-09', rectifiedOn: '2026-03-06', verifiedOn: '2026-03-09', closedOn: null };
const now = aMoment('2026-11-02 09:00');
const entered = (dates: Dates = {}, changes: Partial<HazardFacts> = {}, status: EnteredLater['status'] = 'closed') => {
  const enteredLater = { ...paper, ...dates, status } as EnteredLater;
  return {
    type: 'HazardReported',
    number: 'AQ-2026-00001',
    zone: 'east',
    facts: facts(changes),
    reportedBy: 'zhao',
    enteredLater,
  } as const;
};
const past = (dates: Dates = {}, changes: Partial<HazardFacts> = {}): PastCase => ({
  ...{ id: 'a', kind: 'hazard', number: 'AQ-2026-00001', title: '塔吊基础积水未排' },
  ...servedOnPaper(entered(dates, changes), now),
});
const limit = (workdays: number): Omit<Policy, 'version'> => ({
  ...defaultPolicy,
  ladders: {
    ...defaultPolicy.ladders,
    'hazard.rectify.general': { ...defaultPolicy.ladders['hazard.rectify.general'], limit: { workdays } },
  },
});

describe('a row that was closed on paper', () => {
  it.each([
    [
      'that has a date for each step',
      {},
      ['rectify 2026-03-02 08:30 – 2026-03-06 17:29', 'verify 2026-03-06 17:29 – 2026-03-09 17:29'],
      true,
    ],
    [
      'that was closed without saying when it was verified',
      { verifiedOn: null, closedOn: '2026-03-10' },
      ['rectify 2026-03-02 08:30 – 2026-03-06 17:29', 'verify 2026-03-06 17:29 – 2026-03-10 17:29'],
      true,
    ],
    ['that was found, rectified and verified in a day', { rectifiedOn: '2026-03-02', verifiedOn: '2026-03-02' }, 2, true],
    ['that does not say when it was verified', { verifiedOn: null }, ['rectify 2026-03-02 08:30 – 2026-03-06 17:29'], false],
    ['that does not say when it was found', { foundOn: null }, ['verify 2026-03-06 17:29 – 2026-03-09 17:29'], false],
    ['that does not say when it was rectified', { rectifiedOn: null }, [], false],
    ['that says nothing', { foundOn: null, rectifiedOn: null, verifiedOn: null }, [], false],
    ['that lies where no calendar reaches', { foundOn: '2022-12-30', rectifiedOn: '2023-01-03', verifiedOn: '2023-01-03' }, [], false],
  ] as const)('%s: what was owed from when to when', (_, dates, owed, isWhole) => {
    const { served, ...told } = past(dates);
    const spans = served.map(
      ({ obligation, endedAt }) =>
        `${obligation.duty.split('.')[1]} ${showInShanghai(obligation.openedAt)} – ${endedAt && showInShanghai(endedAt)}`,
    );
    expect(typeof owed === 'number' ? spans.length : spans).toEqual(owed);
    expect(told.isWhole).toBe(isWhole);
  });

  it.each([
    [{}, ['hazard.rectify.general', 'hazard.verify.general']],
    [{ class: 'major' }, ['hazard.rectify.major', 'hazard.verify.major']],
  ] as const)('owes by its class %j', (changes, duties) => {
    expect(past({}, changes).served.map(({ obligation }) => obligation.duty)).toEqual(duties);
  });

  it('is told from one that has a clock since its entry', () => {
    expect([entered(), entered({}, {}, 'open'), { ...entered(), enteredLater: null }, undefined].map(closedOnPaper)).toEqual([
      ...[true, false, false, false],
    ]);
  });
});

describe('a rehearsal of an older ledger', () => {
  const late = (dates: Dates, draft: Omit<Policy, 'version'>) => rehearse([past(dates)], draft, now).duties['hazard.rectify.general']?.late;

  it.each([
    ['the paper’s deadline was met on its very day', { rectifiedOn: '2026-03-09' }, limit(5), { was: 0, draft: 0 }],
    ['it was missed by a day', { rectifiedOn: '2026-03-10', verifiedOn: '2026-03-10' }, limit(10), { was: 1, draft: 0 }],
    [
      'it was later than the ladder in force has it',
      { dueOn: '2026-03-20', rectifiedOn: '2026-03-16', verifiedOn: null },
      limit(5),
      { was: 0, draft: 1 },
    ],
    ['it was met, and the draft is stricter', {}, limit(3), { was: 0, draft: 1 }],
    [
      'the paper gives none: the ladder in force counts',
      { dueOn: null, rectifiedOn: '2026-03-10', verifiedOn: null },
      limit(10),
      { was: 1, draft: 0 },
    ],
  ] as const)('says whose lateness would differ: %s', (_, dates, draft, expected) => {
    expect(late(dates, draft)).toEqual(expected);
  });

  it('tells nobody of lateness for a day that was met', () => {
    const { posts } = rehearse([past({ rectifiedOn: '2026-03-09' })], limit(5), now);
    expect(posts.supervising?.escalations ?? { was: 0, draft: 0 }).toEqual({ was: 0, draft: 0 });
    expect(posts.specific?.reminders).toEqual({ was: 2, draft: 2 });
  });

  it('counts what it had to leave out and shows the number', () => {
    const found = rehearse([past(), past({ foundOn: null }), past({ rectifiedOn: null })], limit(3), now);
    expect(found).toMatchObject({
      cases: 3,
      leftOut: 2,
      duties: { 'hazard.rectify.general': { owed: 1 }, 'hazard.verify.general': { owed: 2 } },
    });
    expect(showRehearsal(found, 'zh')).toContain('日期不全、未全部计入的事项: 2');
    expect(showRehearsal(found, 'en')).toContain('(what they do not say is left out): 2');
    expect(showRehearsal(rehearse([past()], limit(3), now), 'zh')).not.toContain('日期不全');
  });

  it('leaves out what a draft would put beyond the years that the calendar knows, instead of failing', () => {
    expect(rehearse([past(), past()], limit(3000), now)).toMatchObject({ cases: 2, leftOut: 2 });
  });

  it('never fails, whatever the dates, and counts each row', () => {
    const anyDate = fc.option(fc.integer({ min: 0, max: 4600 }).map((days) => addDays(localDateOf('2022-12-01'), days)));
    const anyDates = fc.record({ foundOn: anyDate, dueOn: anyDate, rectifiedOn: anyDate, verifiedOn: anyDate, closedOn: anyDate });
    const dates = ({ foundOn, rectifiedOn, verifiedOn }: Dates) => [foundOn, rectifiedOn, verifiedOn] as (LocalDate | null)[];
    fc.assert(
      fc.property(fc.array(anyDates, { maxLength: 5 }), (rows) => {
        const { cases, leftOut, duties } = rehearse(
          rows.map((row) => past(row)),
          limit(3),
          aMoment('2035-11-02 09:00'),
        );
        expect(cases).toBe(rows.length);
        expect(leftOut).toBeLessThanOrEqual(cases);
        for (const { owed, late: of } of Object.values(duties)) expect(Math.max(of.was, of.draft)).toBeLessThanOrEqual(owed);
        if (rows.every((row) => dates(row).includes(null) && row.closedOn === null)) expect(leftOut).toBe(cases);
      }),
    );
  });

  it('of a year of ten thousand rows takes a moment', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => {
      const foundOn = addDays(localDateOf('2025-01-02'), n % 360);
      const rectifiedOn = addDays(foundOn, n % 15);
      return past({ foundOn, dueOn: addDays(foundOn, 7), rectifiedOn, verifiedOn: n % 9 === 0 ? null : addDays(rectifiedOn, n % 4) });
    });
    const beganAt = performance.now();
    const found = rehearse(rows, limit(3), now);
    process.stdout.write(`10,000 rows of an older ledger rehearsed in ${((performance.now() - beganAt) / 1000).toFixed(1)} s\n`);
    expect(found).toMatchObject({ cases: 10_000, leftOut: 1_112 });
    expect(found.newlyLate.count).toBeGreaterThan(100);
  });
});
