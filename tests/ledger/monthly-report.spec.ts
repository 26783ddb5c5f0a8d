import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCommand } from '../../domain/dispatch/decide-month.ts';
import type { UnitReportCommand } from '../../domain/dispatch/decide-unit-report.ts';
import { monthDecider } from '../../domain/dispatch/month-decider.ts';
import type { Period } from '../../domain/dispatch/period.ts';
import { unitReportDecider } from '../../domain/dispatch/unit-report-decider.ts';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { askForMonth } from '../../ledger/dispatch/ask-for-month.ts';
import { monthCaseId, reportCaseId } from '../../ledger/dispatch/month-case.ts';
import { toCompile } from '../../ledger/dispatch/compiling.ts';
import { monthlyReport } from '../../ledger/dispatch/monthly-report.ts';
import { openNext } from '../../ledger/dispatch/open-month.ts';
import { transact } from '../../ledger/transact.ts';
import { aLedger, anOrganisation, term } from '../support/a-ledger.ts';
import { noPicture } from '../support/given.ts';
import { content } from '../support/a-month.ts';
import { locked, untilWaiting } from '../support/locked.ts';

const october = '2026-10' as Period;
const base = anOrganisation();
const organisation = {
  ...base,
  grids: [
    ...base.grids,
    { code: 'u1', name: '安全监督站', level: 3, parent: 'bureau', head: [term('zhang')] },
    { code: 'u2', name: '轨道办', level: 3, parent: 'bureau', head: [term('qian')] },
  ],
  zones: [
    ...base.zones.map((zone) => ({ ...zone, grid: zone.code === 'east' ? 'u1' : 'u2' })),
    { code: 'hall', name: '机关责任区', grid: 'bureau', supervising: [term('li')], specific: [term('zhang')] },
  ],
};

let ledger: Awaited<ReturnType<typeof aLedger>>;
let overdueId = '';

const give = (person: string, at: string) => ({ commandId: randomUUID(), actor: { person }, at: instantOf(at) });
const reports = (unit: string, at: string, command: UnitReportCommand & { by: string }) =>
  transact(ledger, unitReportDecider, { ...give(command.by, at), caseId: reportCaseId(october, unit), command });
const months = (at: string, command: MonthCommand & { by: string }) =>
  transact(ledger, monthDecider, { ...give(command.by, at), caseId: monthCaseId(october), command });
const read = async (at = '2026-11-05 10:00') => {
  const found = await monthlyReport(ledger, october, instantOf(at));
  if (!found) throw new Error('the month is open');
  return found;
};
const plan = (fundsYuan: number) => ({
  type: 'SubmitPlan' as const,
  by: 'zhang',
  ...{ measures: '加固支护', responsible: '张建国', fundsYuan, dueOn: localDateOf('2026-10-28'), contingencyPlan: '停工撤人' },
});

beforeAll(async () => {
  ledger = await aLedger();
  await ledger.puts(organisation, '2024-01-01 00:00');
  const major = { class: 'major', criterion: 'mohurd-2024-5' } as const;
  const found = async (at: string, zone: string, changes = {}) => (await ledger.reports(at, { zone, changes })).caseId;
  const closed = await found('2026-09-28 09:00', 'east', major);
  await ledger.act(closed, '2026-09-28 10:00', plan(120_000));
  await ledger.act(closed, '2026-09-28 15:00', { type: 'RectifyHazard', by: 'zhang', measures: '已加固', ...noPicture });
  await ledger.act(closed, '2026-09-29 09:00', { type: 'VerifyHazard', by: 'zhao', passed: true, opinion: '' });
  const waiting = await found('2026-10-12 09:00', 'east', major);
  await ledger.act(waiting, '2026-10-12 10:00', plan(50_000));
  await ledger.act(waiting, '2026-10-13 10:00', plan(65_000));
  await ledger.act(waiting, '2026-10-22 10:00', { type: 'RectifyHazard', by: 'zhang', measures: '已加固', ...noPicture });
  // Found in the month, planned after the cut-off.
  const late = await found('2026-10-22 09:00', 'east', major);
  overdueId = await found('2026-09-28 10:00', 'east');
  await found('2026-10-22 09:00', 'hall');
  await askForMonth(ledger, october, 'zhao', instantOf('2026-10-23 08:30'));
  while (!(await openNext(ledger, october, instantOf('2026-10-23 08:31'))).standing);
  await ledger.act(late, '2026-10-23 10:00', plan(900_000));
});
afterAll(() => ledger.close());

describe('the report of a month that is being collected', () => {
  it('knows what was frozen: major hazards by their closing and by the plan that they had at the cut-off', async () => {
    const { report, isPublished } = await read();
    expect(isPublished).toBe(false);
    const [station, metro, others] = report.table.rows;
    expect(station).toMatchObject({
      unit: '安全监督站',
      coverage: null,
      general: { numerator: 0, denominator: 1, rate: 0 },
      major: { numerator: 1, denominator: 3, rate: 1 / 3 },
      ...{ planned: 2, fiveCommitments: 2, fundsYuan: 185_000, listedProvincial: null, listedMunicipal: null },
    });
    expect(metro).toMatchObject({ unit: '轨道办', general: { denominator: 0, rate: null }, planned: 0, fundsYuan: null });
    expect(others).toMatchObject({ unit: '其他责任区', general: { denominator: 1 } });
    expect(report.table.total).toMatchObject({ general: { denominator: 2 }, major: { numerator: 1, denominator: 3 }, planned: 2 });
    expect(report.figures.find(({ key }) => key === 'rectificationRateMajor')).toMatchObject({
      thisMonth: { numerator: 2, denominator: 3 },
      lastMonth: null,
      lastYear: null,
    });
    expect(report.figures.some(({ key }) => key === 'coverage')).toBe(false);
    expect(report.gaps).toEqual([{ code: 'west', name: '城西责任区', unit: '轨道办', specific: null, supervising: '李明远' }]);
    expect(report.units.map(({ name }) => name)).toEqual(report.table.rows.map(({ unit }) => unit));
    expect(report).toMatchObject({ published: null, compiledBy: null, summary: null, unreported: [] });
  });

  it('counts what a unit wrote once it was accepted', async () => {
    const written = content({ placardsPosted: 1, explanations: { [overdueId]: '材料进场晚' } });
    expect(await reports('u1', '2026-10-26 10:00', { type: 'SubmitReport', by: 'zhang', content: written })).toMatchObject({
      outcome: 'accepted',
    });
    expect((await read()).report.table.total.coverage).toBeNull();
    await reports('u1', '2026-10-26 11:00', { type: 'AcceptReport', by: 'zhao' });
    const { report } = await read();
    expect(report.table.total.coverage).toEqual({ numerator: 4, denominator: 5, rate: 0.8 });
    expect(report.table.rows[1]?.coverage).toBeNull();
    expect(report.overdue).toMatchObject([{ unit: '安全监督站', workdaysOverdue: 10, explanation: '材料进场晚' }]);
  });
});

/** Both wait for the month; what is compiled is read once it is free, and not before. */
async function compilesWhileOneHandsIn(): Promise<void> {
  const release = await locked(ledger, monthCaseId(october));
  const handsIn = reports('u2', '2026-10-29 09:00', { type: 'SubmitReport', by: 'qian', content: content({ placardsPosted: 0 }) });
  await untilWaiting(ledger, 1);
  const compiles = transact(ledger, monthDecider, {
    ...{ ...give('zhao', '2026-10-29 09:00'), caseId: monthCaseId(october) },
    command: async (_, client) => ({
      ...{ type: 'CompileMonth' as const, by: 'zhao', summary: '总体平稳。', decided: [], requirements: [] },
      ...(await toCompile(client, october)),
    }),
  });
  await untilWaiting(ledger, 2);
  await release();
  expect(await handsIn).toMatchObject({ outcome: 'accepted', stage: 'submitted' });
  expect(await compiles).toMatchObject({ refusal: { code: 'REPORTS_TO_RECEIVE', params: { units: '轨道办' } } });
  expect(await reports('u2', '2026-10-29 09:10', { type: 'RecallReport', by: 'qian' })).toMatchObject({ stage: 'drafting' });
}

describe('the report of a month that is signed', () => {
  it('prints the answer of a unit with its criticism, names who did not report or too late to be part of it, and is for everybody', async () => {
    const [{ due } = { due: '' }] = await ledger.rows(
      `select state->'obligation'->'due'->>'at' as due from cases where id = $1`,
      monthCaseId(october),
    );
    await transact(ledger, monthDecider, {
      ...{ commandId: 'closing', actor: { system: 'clock' as const }, at: due as Instant },
      ...{ caseId: monthCaseId(october), command: { type: 'Climb' } },
    });
    await compilesWhileOneHandsIn();
    const { drafts } = await toCompile(ledger.pool, october);
    const decided = drafts.map(({ id, because }) => ({ id, keep: because !== 'repeated', text: `就${id}提出批评。` }));
    const requirements = [{ task: '补报月报', unit: 'u2', on: localDateOf('2026-11-10') }];
    expect(
      await months('2026-10-29 10:00', { type: 'CompileMonth', by: 'zhao', drafts, summary: '总体平稳。', decided, requirements }),
    ).toMatchObject({ outcome: 'accepted', stage: 'hearing' });
    await months('2026-10-29 11:00', { type: 'AnswerCriticism', by: 'zhang', draft: 'overdue/u1', text: '材料已到场。' });
    expect(
      await months('2026-10-29 11:30', { type: 'AnswerCriticism', by: 'qian', draft: 'unreported/u2', text: '人员变动。' }),
    ).toMatchObject({ stage: 'signing' });
    expect((await read()).report).toMatchObject({ unreported: ['轨道办'], leftOut: [] });
    expect(
      await reports('u2', '2026-11-03 09:30', { type: 'SubmitReport', by: 'qian', content: content({ placardsPosted: 0 }) }),
    ).toMatchObject({
      outcome: 'accepted',
    });
    expect((await read()).report).toMatchObject({ unreported: [], leftOut: ['轨道办'] });
    expect(await months('2026-11-03 10:00', { type: 'SignMonth', by: 'sun', paperNumber: '青建安办〔2026〕7号' })).toMatchObject({
      stage: 'published',
    });
    const { report, isPublished } = await read();
    expect(isPublished).toBe(true);
    expect(report).toMatchObject({
      published: { paperNumber: '青建安办〔2026〕7号', on: '2026-11-03', by: '孙立' },
      compiledBy: '赵敏',
      unreported: [],
      leftOut: ['轨道办'],
      commendations: [],
      requirements: [{ task: '补报月报', unit: '轨道办', on: '2026-11-10' }],
    });
    const [overdue] = report.overdue;
    expect(report.criticisms).toEqual([
      {
        unit: '安全监督站',
        because: 'overdue',
        text: '就overdue/u1提出批评。',
        cases: [{ number: overdue?.number, workdaysOverdue: 10 }],
        answer: '材料已到场。',
      },
      { unit: '轨道办', because: 'unreported', text: '就unreported/u2提出批评。', cases: [], answer: '人员变动。' },
    ]);
  });

  it('stays as it is when hazards go on, when people go and when the bureau gets another name', async () => {
    const before = (await read()).report;
    await ledger.act(overdueId, '2026-11-04 09:00', { type: 'RectifyHazard', by: 'zhang', measures: '已整改', ...noPicture });
    const renamed = { ...organisation, bureau: { name: '青湖区住房和城乡建设局' } };
    await ledger.puts({ ...renamed, grids: renamed.grids.map((grid) => ({ ...grid, name: `新${grid.name}` })) }, '2026-11-04 10:00');
    expect((await read()).report).toEqual(before);
  });
});

it('there is none of a month that nobody opened', async () => {
  expect(await monthlyReport(ledger, '2026-09' as Period, instantOf('2026-11-05 10:00'))).toBeNull();
});
