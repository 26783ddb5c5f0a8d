import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf } from '../../../domain/time/instant.ts';
import { readLedgerFile } from '../../../ledger/import/read-ledger-file.ts';
import { readWorkbook, UnreadableWorkbook } from '../../../ledger/import/read-workbook.ts';
import { showRows } from '../../../ledger/import/show-rows.ts';

const today = localDateOf('2026-09-30');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const utc = (year: number, month: number, day: number, hour = 0, minute = 0) => new Date(Date.UTC(year, month - 1, day, hour, minute));

const writtenLedger = async (): Promise<string> => {
  const workbook = new ExcelJS.Workbook();
  const all = workbook.addWorksheet('全部');
  all.addRows([
    ['某区在建工程隐患台账'],
    [
      '序号',
      '项目名称',
      '隐患内容',
      '检查日期',
      '隐患级别',
      '整改责任单位',
      null,
      '整改期限',
      '完成时间',
      '复查日期',
      '整改情况',
      '检查人',
    ],
    [null, null, null, null, null, '建设', '施工'],
    [
      1,
      '甲小区',
      { richText: [{ text: '塔吊' }, { text: '限位失效' }] },
      utc(2025, 6, 3, 15, 20),
      '一般3级',
      '甲公司',
      '乙建',
      '6月30日前',
      '2025.6.20',
      utc(2025, 6, 22),
      '已整改',
      '吴、周、顾',
    ],
    [
      { formula: 'A4+1', result: 2 },
      '乙厂房',
      '基坑临边\n无护栏',
      '2025-7-8',
      3,
      '甲公司',
      null,
      { formula: 'D4+30', result: utc(2025, 7, 15) },
      '整改中',
      null,
      null,
      '吴一',
    ],
    [
      3,
      { text: '丙学校', hyperlink: 'https://example.invalid/' },
      '灭火器过期',
      '2025年7月9日',
      '重大',
      null,
      null,
      '2025.7.1',
      '2025.7.8',
      null,
      '已销号',
      '吴一',
    ],
    [4],
  ]);
  for (const area of ['A1:L1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:H3', 'I2:I3', 'J2:J3', 'K2:K3', 'L2:L3'])
    all.mergeCells(area);
  const part = workbook.addWorksheet('七月');
  part.addRows([
    ['编号', '工程名称', '存在问题', '发现日期', '等级', '要求完成时间', '检查人', '整改措施'],
    ['07-1', '乙厂房', '基坑临边无护栏', utc(2025, 7, 8), '3级', '2025.7.15', '吴一'],
    ['07-2', '丁桥', '动火无审批', utc(2025, 7, 9), '三级', '2025.7.20', '顾二'],
  ]);
  const file = join(folder, '台账.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
};

describe('a workbook written with merged headings, formulas, rich text and a second sheet', () => {
  it('is read as plain cells, dates as the sheet shows them', async () => {
    const [all] = await readWorkbook(await writtenLedger());
    expect(all?.rows[3]?.slice(0, 4)).toEqual([
      { kind: 'number', value: 1 },
      { kind: 'text', text: '甲小区' },
      { kind: 'text', text: '塔吊限位失效' },
      { kind: 'date', on: '2025-06-03', time: '15:20' },
    ]);
    expect(all?.rows[2]?.[0]).toEqual({ kind: 'merged', row: 1, column: 0 });
    expect(all?.rows[4]?.[7]).toEqual({ kind: 'date', on: '2025-07-15', time: null });
    expect(all?.rows[5]?.[1]).toEqual({ kind: 'text', text: '丙学校' });
    expect(all?.merges).toContainEqual({ top: 1, left: 5, bottom: 1, right: 6 });
  });

  it('is understood row by row', async () => {
    const { sheets, counts } = await readLedgerFile(await writtenLedger(), { today });
    expect(counts).toMatchObject({ understood: 3, refused: 2, blank: 1, closed: 1, open: 2 });
    expect(sheets[0]?.rows[0]).toMatchObject({
      row: 4,
      hazard: {
        status: 'closed',
        dueOn: '2025-06-30',
        verifiedOn: '2025-06-22',
        inspectors: ['吴', '周', '顾'],
        responsibleUnits: [
          { role: '建设', name: '甲公司' },
          { role: '施工', name: '乙建' },
        ],
      },
    });
    expect(sheets[0]?.rows[2]).toMatchObject({ row: 6, kind: 'refused', reasons: [{ code: 'COMPLETED_BEFORE_FOUND' }] });
    expect(sheets[1]?.rows[0]).toMatchObject({ kind: 'refused', reasons: [{ params: { sheet: '全部', row: 5 } }] });
  });

  it.each([
    [
      'zh',
      [
        '✗ 第6行 不导入: 灭火器过期',
        '整改完成日期2025-07-08早于发现日期2025-07-09',
        '? 第5行',
        '合计：认出 3 行（整改中 2，待复查 0，已销号 1）',
      ],
    ],
    [
      'en',
      ['✗ row 6 refused: 灭火器过期', 'the date rectified 2025-07-08 is before the date found 2025-07-09', 'In all: 3 rows understood'],
    ],
  ] as const)('is listed for a person (%s)', async (language, lines) => {
    const listing = showRows(await readLedgerFile(await writtenLedger(), { today }), language);
    for (const line of lines) expect(listing).toContain(line);
  });
});

describe('a file that is no workbook', () => {
  it.each([
    ['台账.csv', Buffer.from('序号,隐患描述\n'), 'NOT_XLSX', /另存为 \.xlsx/],
    ['台账.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'OLD_OR_LOCKED', /旧版 \.xls/],
    ['half.xlsx', Buffer.from('PK\u0003\u0004half', 'latin1'), 'DAMAGED', /损坏/],
  ])('%s: refused, naming the file and what would be right', async (name, content, reason, sentence) => {
    const file = join(folder, name);
    await writeFile(file, content);
    const refusal = await readWorkbook(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableWorkbook);
    expect(refusal).toMatchObject({ reason });
    expect((refusal as UnreadableWorkbook).say('zh')).toMatch(sentence);
    expect((refusal as UnreadableWorkbook).message).toContain(name);
  });

  it('that is not there is said so', async () => {
    await expect(readWorkbook(join(folder, 'nowhere.xlsx'))).rejects.toMatchObject({ reason: 'NO_FILE' });
  });
});
