import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import { monthsAfter, opensOn, periodOf } from '../../domain/dispatch/period.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import type { UnitReportCommand } from '../../domain/dispatch/decide-unit-report.ts';
import { unitReportDecider } from '../../domain/dispatch/unit-report-decider.ts';
import { instantAfter } from '../../domain/time/due.ts';
import { dateIn, instantFromMs, plusMs } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { shippedCalendar } from '../../domain/time/work-calendar.ts';
import { askForMonthDue } from '../../ledger/dispatch/ask-for-month.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { toCompile } from '../../ledger/dispatch/compiling.ts';
import { transact } from '../../ledger/transact.ts';
import { verifyChain } from '../../ledger/verify-chain.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { content } from '../support/a-month.ts';
import { skippedBureau } from '../support/skipped-bureau.ts';

let ledger: Awaited<ReturnType<typeof aLedger>>;
let bureau: Awaited<ReturnType<typeof skippedBureau>>;

/** Five units: one in time, one late, one returned, one whose head is away, one that nobody heads. */
const units = [
  { code: 'u1', name: '建管科', head: [term('zhang')] },
  { code: 'u2', name: '安监站', head: [term('feng')] },
  { code: 'u3', name: '市政科', head: [term('chen')] },
  { code: 'u4', name: '房管科', head: [term('wu')] },
  { code: 'u5', name: '轨道办', head: [] },
];
const more = [
  ['feng', '冯立群'],
  ['chen', '陈晓岚'],
  ['wu', '吴静怡'],
  ['zheng', '郑浩然'],
] as const;

beforeAll(async () => {
  ledger = await aLedger();
  const base = anOrganisation({ west: [term('qian')] });
  const since = instantFromMs(Date.now());
  await ledger.puts(
    {
      ...base,
      grids: [...base.grids, ...units.map((unit) => ({ ...unit, level: 3, parent: 'bureau', supervising: [term('li')] }))],
      zones: base.zones.map((zone) => ({ ...zone, grid: 'u1' })),
      people: [
        ...base.people,
        ...more.map(([id, name]) => ({ id, name, email: `${id}@example.com`, phone: null, unit: null, language: 'zh' as const })),
      ],
      absences: [{ person: 'wu', from: since, to: plusMs(since, 3 * 366 * 86_400_000), acting: 'zheng' }],
    },
    '2024-01-01 00:00',
  );
  bureau = await skippedBureau(ledger);
});
afterAll(async () => {
  await bureau.close();
  await ledger.close();
});

const calendar = shippedCalendar;
let given = 0;
const act = <Rest extends { by: string }>(at: Instant, { by }: Rest) => ({ commandId: `act/${(given += 1)}`, actor: { person: by }, at });

async function reports(period: Period, unit: string, command: Extract<UnitReportCommand, { by: string }>) {
  const caseId = reportCaseId(period, unit);
  const receipt = await transact(ledger, unitReportDecider, { caseId, ...act(await bureau.now(), command), command });
  expect(receipt).toMatchObject({ outcome: 'accepted' });
  await bureau.settle();
}
async function runs(period: Period, command: Extract<MonthCommand, { by: string }>) {
  const caseId = monthCaseId(period);
  const receipt = await transact(ledger, monthDecider, { caseId, ...act(await bureau.now(), command), command });
  expect(receipt).toMatchObject({ outcome: 'accepted' });
  await bureau.settle();
}
const submits = (by: string) => ({ type: 'SubmitReport', by, content: content({ placardsPosted: 0 }) }) as const;

/** One month, as it goes every month. */
async function dispatches(period: Period) {
  const opens = opensOn(period, 25, calendar);
  const workday = (days: number) => plusMs(instantAfter(opens, { workdays: days }, calendar), -7 * 3_600_000);
  await bureau.clockTo(opens);
  expect(await askForMonthDue(ledger, await bureau.now())).toBe(true);
  await bureau.settle();

  await bureau.clockTo(workday(1));
  await reports(period, 'u1', submits('zhang'));
  await reports(period, 'u1', { type: 'AcceptReport', by: 'zhao' });
  await reports(period, 'u3', submits('chen'));
  await reports(period, 'u3', { type: 'ReturnReport', by: 'zhao', reason: '请补充培训情况' });
  await bureau.clockTo(workday(2));
  await reports(period, 'u3', submits('chen'));
  await reports(period, 'u3', { type: 'AcceptReport', by: 'zhao' });
  await reports(period, 'u4', submits('zheng'));
  await reports(period, 'u4', { type: 'AcceptReport', by: 'zhao' });
  // The closing date passes on the evening of the fifth workday.
  await bureau.clockTo(workday(6));
  await reports(period, 'u2', submits('feng'));
  await reports(period, 'u2', { type: 'AcceptReport', by: 'zhao' });
  const { drafts } = await toCompile(ledger.pool, period);
  const decided = drafts.map(({ id }) => ({ id, keep: true, text: '未在期限内报送月报。' }));
  await runs(period, { type: 'CompileMonth', by: 'zhao', drafts, summary: '总体平稳', decided, requirements: [] });
  // Nobody can answer for a unit without a head: the hearing ends by itself on the eighth workday.
  await bureau.clockTo(workday(9));
  await runs(period, { type: 'SignMonth', by: 'sun', paperNumber: `青建安办〔${period.slice(0, 4)}〕${Number(period.slice(5))}号` });
}

/** Who is told what in a month: to the letter, and to nobody else. */
const toldEachMonth = [
  'chen published 1',
  'chen reportDue 1',
  'chen reportReturned 1',
  // Late: reminded two workdays and one before and on the day; heard before it is said of his unit.
  'feng criticised 1',
  'feng published 1',
  'feng reminder 3',
  'feng reportDue 1',
  // The late unit and the one without a head.
  'li escalation 2',
  'li published 1',
  'sun published 1',
  'sun task 1',
  'wang escalation 1',
  'wang published 1',
  // Away: a copy of what 郑 gets in his place.
  'wu copy 2',
  'zhang published 1',
  'zhang reportDue 1',
  // For the unit that nobody heads, besides five reports to accept and the month to compile.
  'zhao criticised 1',
  'zhao published 1',
  'zhao reminder 3',
  'zhao reportDue 1',
  'zhao task 6',
  'zheng published 1',
  'zheng reportDue 1',
];

it('twelve months of dispatches: late, returned, absent and vacant heads, and every mail is accounted for', async () => {
  const first = monthsAfter(periodOf(dateIn(await bureau.now())), 1);
  const periods = Array.from({ length: 12 }, (_, i) => monthsAfter(first, i));
  for (const period of periods) await dispatches(period);

  const months = await ledger.rows(`select stage, state->'unreported' as unreported from cases where kind = 'dispatch' order by number`);
  expect(months).toEqual(periods.map(() => ({ stage: 'published', unreported: ['u2', 'u5'] })));
  const ends = await ledger.rows(
    `select zone, stage, count(*)::int as n from cases where kind = 'unit-report' group by zone, stage order by zone`,
  );
  expect(ends).toEqual([
    ...['u1', 'u2', 'u3', 'u4'].map((zone) => ({ zone, stage: 'accepted', n: 12 })),
    { zone: 'u5', stage: 'unreported', n: 12 },
  ]);
  for (const period of periods) {
    const told = await ledger.rows(
      `select n.person, n.kind, count(*)::int as n from notice n join cases c on c.id = n.case_id
        where c.id = $1 or c.part_of = $1 group by n.person, n.kind order by n.person, n.kind`,
      monthCaseId(period),
    );
    expect(told.map(({ person, kind, n }) => `${person} ${kind} ${n}`)).toEqual(toldEachMonth);
  }
  const left = await ledger.rows(`select status, count(*)::int as n from notice where status not in ('sent', 'overtaken') group by status`);
  expect(left).toEqual([]);
  const [sent] = await ledger.rows(
    `select count(*)::int as n, count(distinct message_id)::int as different from delivery where status = 'sent'`,
  );
  expect([bureau.mails.length, sent?.different]).toEqual([sent?.n, sent?.n]);
  expect(await verifyChain(ledger.pool)).toMatchObject({ faults: [] });
});
