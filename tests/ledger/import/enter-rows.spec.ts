import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../domain/escalation/default-policy.ts';
import { plausibilityOf } from '../../../domain/metrics/plausibility.ts';
import { instantOf, localDateOf } from '../../../domain/time/instant.ts';
import { closings } from '../../../ledger/closings.ts';
import { enterRows } from '../../../ledger/import/enter-rows.ts';
import { readLedgerFile } from '../../../ledger/import/read-ledger-file.ts';
import { rehearsePolicy } from '../../../ledger/rehearse.ts';
import { aLedger } from '../../support/a-ledger.ts';

const root = join(import.meta.dirname, '../../..');
let ledger: Awaited<ReturnType<typeof aLedger>>;
let folder: string;
let path: string;

beforeAll(async () => {
  ledger = await aLedger();
  folder = mkdtempSync(join(tmpdir(), 'safety-grid-import-'));
  path = join(folder, 'ledger.xlsx');
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('台账').addRows([
    ['序号', '项目名称', '隐患描述', '检查日期', '整改期限', '整改完成日期', '复查日期', '等级', '整改情况'],
    [1, '湖滨花园', '塔吊基础积水未排', '2026-03-02', '2026-03-09', '2026-03-06', '2026-03-09', '一般', '已销号'],
    [2, '湖滨花园', '二层临边无防护', '2026-03-03', '2026-03-10', '2026-03-08', '', '一般', '已整改'],
    [3, '城西广场', '配电箱未上锁', '2026-03-04', '2026-03-11', '', '', '一般', '整改中'],
    [4, '城西广场', '', '2026-03-04', '2026-03-11', '', '', '一般', '整改中'],
  ]);
  await workbook.xlsx.writeFile(path);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await ledger.close();
});

const enter = async (by = 'zhao', defaultZone: string | null = 'east') =>
  enterRows(
    ledger,
    await readLedgerFile(path, { today: localDateOf('2026-11-02') }),
    { by, at: instantOf('2026-11-02 09:00'), mapping: [{ project: '城西*', zone: 'west' }], defaultZone },
    () => undefined,
  );
const cases = () =>
  ledger.rows(
    `select title, stage, zone, finished, due_at is not null as owed, state->'enteredLater'->>'foundOn' as found from cases order by number`,
  );

describe('an older ledger', () => {
  it('is refused row by row for whoever is not of the office, or where no zone fits', async () => {
    expect(await enter('zhang')).toMatchObject({ entered: 0, refused: [{ reason: { code: 'OFFICE_ONLY' } }, {}, {}] });
    expect(await enter('zhao', null)).toMatchObject({ entered: 1, refused: [{ row: 2, reason: 'NO_ZONE' }, { row: 3 }] });
  });

  it('is entered: closed rows as history, repaired ones for verification, open ones with a clock of their own', async () => {
    expect(await enter()).toEqual({ entered: 2, known: 1, refused: [] });
    expect((await cases()).sort((a, b) => a['found'].localeCompare(b['found']))).toEqual([
      { title: '塔吊基础积水未排', stage: 'closed', zone: 'east', finished: true, owed: false, found: '2026-03-02' },
      { title: '二层临边无防护', stage: 'verifying', zone: 'east', finished: false, owed: true, found: '2026-03-03' },
      // west has no specific person: the office assigns
      { title: '配电箱未上锁', stage: 'reported', zone: 'west', finished: false, owed: true, found: '2026-03-04' },
    ]);
  });

  it('entered twice adds nothing', async () => {
    const before = await cases();
    expect(await enter()).toEqual({ entered: 0, known: 3, refused: [] });
    expect(await cases()).toEqual(before);
  });

  it('tells nobody about what is already closed', async () => {
    const told = await ledger.rows(`select distinct c.stage from notice n join cases c on c.id = n.case_id order by 1`);
    expect(told.map(({ stage }) => stage)).toEqual(['reported', 'verifying']);
  });

  it('is shown and entered by the command, which says what it refused', async () => {
    const run = (...args: string[]) =>
      promisify(execFile)('npm', ['run', '--silent', 'import', '--', path, ...args], {
        cwd: root,
        env: { ...process.env, DATABASE_URL: ledger.url },
      });
    const dry = await run('--dry-run');
    expect(dry.stdout).toContain('认出 3 行');
    expect(dry.stdout).toContain('不导入 1 行');
    expect((await run('--by', 'zhao', '--zone', 'east')).stdout).toContain('补录 0 项，已有 3 项');
    await expect(run('--zone', 'east')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--by') });
  });
});

describe('npm run import with a file of zones that is', () => {
  it.each([
    ['no YAML', '- zone: east\n- project: "湖滨花园\n', /^--zones: \S+zones\.yaml .*YAML: .* at line 3, column 1/],
    ['no list of zones', '- project: 湖滨花园\n', /^--zones: \S+zones\.yaml \[0\.zone\] /],
    ['empty', '', /^--zones: \S+zones\.yaml \[\] /],
  ])('%s: one line says which file and where, and nothing is entered', async (_, written, says) => {
    const zones = join(folder, 'zones.yaml');
    writeFileSync(zones, written);
    const before = await ledger.rows('select count(*)::int as n from cases');
    const args = ['--import', 'tsx', 'ledger/import/main.ts', path, '--by', 'zhao', '--zones', zones];
    const refused = promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, DATABASE_URL: ledger.url } });
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringMatching(/^.*\n$/) });
    expect(await ledger.rows('select count(*)::int as n from cases')).toEqual(before);
  });
});

describe('the dates of an older ledger', () => {
  it('are counted apart from what the engine’s clock saw', async () => {
    expect(plausibilityOf(await closings(ledger))).toMatchObject({ typedIn: { of: 1, met: 1 }, byClock: { of: 0, rate: null } });
  });
});

describe('a rehearsal of an older ledger', () => {
  it('replays its closed rows by the dates of the paper', async () => {
    const rehearsed = await rehearsePolicy(ledger, defaultPolicy, { since: instantOf('2026-11-01 09:00') }, instantOf('2026-11-02 10:00'));
    // The closed row was rectified and verified; the repaired one is verified, the open one assigned since its entry.
    expect(rehearsed).toMatchObject({
      cases: 3,
      leftOut: 0,
      duties: {
        'hazard.rectify.general': { owed: 1, late: { was: 0, draft: 0 } },
        'hazard.verify.general': { owed: 2 },
        'hazard.assign': { owed: 1 },
      },
      posts: { specific: { reminders: { was: 1, draft: 1 } } },
    });
  });
});
