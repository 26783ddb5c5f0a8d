import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { ledgerColumns, writeLedgerXlsx } from '../../papers/ledger-xlsx.ts';
import type { PrintedRow } from '../../papers/ledger-xlsx.ts';

const aRow = (changes: Partial<PrintedRow> = {}): PrintedRow => ({
  number: 'AQ-2026-00001',
  grid: '建筑业管理科',
  zone: '城东房建责任区',
  unit: '滨河花园二期',
  place: '3号楼北侧',
  description: '脚手架连墙件缺失两处',
  source: 'inspection',
  category: 'scaffolding',
  class: 'general',
  criterion: null,
  inspectors: '钱进',
  foundOn: localDateOf('2026-09-29'),
  measures: '已补齐',
  specific: { name: '张建国', acting: '钱进' },
  supervising: null,
  fundsYuan: 12_500,
  dueOn: localDateOf('2026-10-12'),
  extendedTo: localDateOf('2026-10-20'),
  extensions: 1,
  contingencyPlan: null,
  rectifiedOn: localDateOf('2026-10-15'),
  verifiedBy: '赵敏',
  verifiedOn: localDateOf('2026-10-16'),
  verdict: 'passed',
  opinion: '',
  reworks: 0,
  overdueBy: 3,
  lateStep: null,
  level: 1,
  isListed: false,
  publicisedOn: null,
  closedOn: localDateOf('2026-10-16'),
  photos: { before: 1, after: 2 },
  stage: 'closed',
  enteredOn: null,
  remark: null,
  heldAt: instantOf('2026-10-16 11:00'),
  address: 'https://grid.example.org/hazards/1',
  ...changes,
});

async function sheetWith(...rows: PrintedRow[]) {
  const into = new PassThrough();
  const content = buffer(into);
  await writeLedgerXlsx(into, feed(rows), { bureau: '青湖区建设管理局', asOf: '2026年11月26日', filter: '全部隐患' });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await content) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('台账');
  if (!sheet) throw new Error('no sheet');
  return sheet;
}
async function* feed(rows: readonly PrintedRow[]) {
  await Promise.resolve();
  yield* rows;
}

describe('the ledger as Excel', () => {
  it('has the thirty-one columns of DOMAIN §7 in their order, under a frozen head that filters', async () => {
    const sheet = await sheetWith(aRow());
    expect(ledgerColumns.map(({ head }) => head)).toEqual(
      (
        '编号 网格 责任区 单位/项目 部位 描述 来源 类别 等级 判定依据 排查人 发现日期 整改措施 具体责任人 分管责任人 资金（万元） 整改期限 应急预案 ' +
        '延期次数/最新期限 整改完成日期 复查人 复查日期 复查结论 返工次数 是否超期/天数 升级层级 是否挂牌督办 通报从业人员日期 销号日期 整改前后照片 备注'
      ).split(' '),
    );
    expect((sheet.getRow(3).values as unknown[]).slice(1)).toEqual(ledgerColumns.map(({ head }) => head));
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 3 });
    expect(sheet.getCell('A1').value).toBe('青湖区建设管理局安全生产隐患排查治理台账');
    expect(sheet.getCell('A2').value).toBe('截至2026年11月26日；全部隐患');
    expect(sheet.autoFilter).toBeTruthy();
  });

  it('says which other step is late where the repair is not', async () => {
    const cell = async (row: Partial<PrintedRow>) =>
      (await sheetWith(aRow(row))).getRow(4).getCell(ledgerColumns.findIndex(({ head }) => head === '是否超期/天数') + 1).value;
    const lateStep = { duty: 'hazard.verify.general' as const, workdays: 2 };
    expect(await cell({ overdueBy: null, lateStep })).toBe('否；复查已超期2个工作日');
    expect(await cell({ overdueBy: 0, lateStep: null })).toBe('是（不足1个工作日）');
  });

  it('says of a date that moved without an extension that it is so now', async () => {
    const extensions = ledgerColumns.findIndex(({ head }) => head === '延期次数/最新期限') + 1;
    expect((await sheetWith(aRow({ extensions: 0 }))).getRow(4).getCell(extensions).value).toBe('0次，现为2026-10-20');
    expect((await sheetWith(aRow({ extensions: 0, extendedTo: null }))).getRow(4).getCell(extensions).value).toBe('0次');
  });

  it('holds dates as dates, numbers as numbers, pictures as links, and says what nobody holds', async () => {
    const sheet = await sheetWith(aRow());
    const at = (head: string) => sheet.getRow(4).getCell(ledgerColumns.findIndex((column) => column.head === head) + 1).value;
    expect(at('发现日期')).toEqual(new Date('2026-09-29T00:00:00Z'));
    expect(at('资金（万元）')).toBe(1.25);
    expect(at('延期次数/最新期限')).toBe('1次，2026-10-20');
    expect(at('复查结论')).toBe('通过');
    expect(at('是否超期/天数')).toBe('是（3个工作日）');
    expect(at('具体责任人')).toBe('张建国（钱进代）');
    expect(at('分管责任人')).toBe('待明确');
    expect(at('整改前后照片')).toMatchObject({ text: '前1张，后2张', hyperlink: 'https://grid.example.org/hazards/1' });
    expect(at('类别')).toBe('脚手架');
    expect(at('备注')).toBe('已销号');
  });

  it('leaves empty what is not known, and writes as text what looks like a formula', async () => {
    const sheet = await sheetWith(
      aRow({ description: '=HYPERLINK("http://example.com")', rectifiedOn: null, photos: { before: 0, after: 0 } }),
    );
    const at = (head: string) => sheet.getRow(4).getCell(ledgerColumns.findIndex((column) => column.head === head) + 1);
    expect(at('描述').value).toBe('=HYPERLINK("http://example.com")');
    expect(at('描述').formula).toBeFalsy();
    expect(at('整改完成日期').value).toBeNull();
    expect(at('整改前后照片').value).toBeNull();
  });
});

describe('a ledger that nobody waits for any more', () => {
  it('is broken off', async () => {
    let made = 0;
    const into = new PassThrough();
    const rows = async function* () {
      await Promise.resolve();
      for (; made < 20_000; made += 1) {
        if (made === 1_000) into.destroy();
        yield aRow();
      }
    };
    await writeLedgerXlsx(into, rows(), { bureau: '青湖区建设管理局', asOf: '', filter: '' });
    expect(made).toBe(1_000);
  });
});
