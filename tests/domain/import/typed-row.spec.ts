import { describe, expect, it } from 'vitest';
import { checkedRows, checkTyped } from '../../../domain/import/typed-row.ts';
import type { CheckedRow, TypedCell, TypedRow } from '../../../domain/import/typed-row.ts';
import { understandSheets } from '../../../domain/import/understand-sheets.ts';
import { localDateOf } from '../../../domain/time/instant.ts';
import { sheetOf } from './sheet-of.ts';
import type { Written } from './sheet-of.ts';

const today = localDateOf('2026-09-30');
const header = [
  '序号',
  '项目名称',
  '隐患描述',
  '检查日期',
  '整改期限',
  '完成时间',
  '复查日期',
  '等级',
  '是否销号',
  '资金（元）',
  '责任单位',
];
const rowsOf = (rows: Written[][], merges: string[] = [], reading: object = {}) => {
  const sheets = [sheetOf([header, ...rows], merges)];
  return checkedRows(sheets, understandSheets(sheets, { today, ...reading }).sheets);
};
const typed = ({ sheet, row, cells }: TypedRow): TypedRow => ({ sheet, row, cells });
const changed = (row: TypedRow, field: TypedCell['field'], value: string): TypedRow => ({
  ...typed(row),
  cells: [...row.cells.filter((cell) => cell.field !== field), { field, heading: field, role: null, value }],
});

const plain = [
  1,
  '湖滨花园',
  '塔吊限位失效',
  { on: '2025-06-03', time: '15:20' },
  '2025.6.30',
  '2025-06-20',
  45830,
  '重大',
  '是',
  12000,
  '甲公司',
];

describe('a row that is sent back as it came', () => {
  it.each<[string, Written[]]>([
    ['with dates of every kind, an answer of yes, and funds by the heading', plain],
    ['with a day that has no year', [2, '湖滨花园', '临边无防护', '2025-7-8', '7月20日前', '', '', '一般3级', '否', '', '']],
    ['with a status in a date column', [3, '湖滨花园', '配电箱未上锁', '2025-7-8', '', '已整改', '', '2', '', '', '2025-07-09']],
    ['that is refused', [4, '湖滨花园', '', '2027-01-01', '', '', '', '', '', '', '']],
  ])('%s is understood the same', (_, row) => {
    const read = rowsOf([row]);
    expect(read).toHaveLength(1);
    expect(checkTyped(read.map(typed), { today })).toEqual(read);
  });

  it('shares what is merged downwards, and keeps its number and sheet', () => {
    const read = rowsOf([plain, [2, null, '二层临边无防护', '2025-7-8', '', '', '', '一般', '', '', '']], ['B2:B3']);
    expect(read.map(({ hazard }) => [hazard?.sourceRow, hazard?.project])).toEqual([
      [2, '湖滨花园'],
      [3, '湖滨花园'],
    ]);
    expect(checkTyped(read.map(typed), { today })).toEqual(read);
  });

  it('is read by the office’s word that repair ends a case', () => {
    const repaired = [1, '湖滨花园', '塔吊限位失效', '2025-06-03', '', '2025-06-20', '', '一般', '', '', ''];
    const withStatus = rowsOf([repaired]).map((row) => changed(row, 'status', '已整改'));
    expect(checkTyped(withStatus, { today })[0]?.hazard?.status).toBe('rectified');
    expect(checkTyped(withStatus, { today, repairEndsCase: true })[0]?.hazard?.status).toBe('closed');
  });
});

describe('a row that was changed', () => {
  const [refused] = rowsOf([[1, '湖滨花园', '塔吊限位失效', '2027-01-01', '', '', '', '', '', '', '']]);
  const row = refused as TypedRow;

  it('is taken in once what was wrong is right', () => {
    expect(refused).toMatchObject({ hazard: null, fingerprint: null, reasons: [{ code: 'DATE_IN_FUTURE' }] });
    const [mended] = checkTyped([changed(row, 'foundOn', '2026-01-01')], { today });
    expect(mended).toMatchObject({ hazard: { foundOn: '2026-01-01', class: 'general' }, reasons: [] });
    expect(mended?.doubts.map(({ code }) => code)).toEqual(['GRADE_MISSING', 'CATEGORY_GUESSED']);
  });

  it.each<[TypedCell['field'], string, string]>([
    ['description', ' ', 'NO_DESCRIPTION'],
    ['rectifiedOn', '2026-10-01', 'DATE_IN_FUTURE'],
  ])('is refused by the same rules: %s %s', (field, value, code) => {
    const [checked] = checkTyped([changed(changed(row, 'foundOn', '2026-01-01'), field, value)], { today });
    expect(checked).toMatchObject({ hazard: null, reasons: [{ code }] });
  });

  it.each([
    ['已销号', 'closed'],
    ['已整改，待复查', 'rectified'],
    ['整改中', 'open'],
  ])('is %s where the page says so', (status, understood) => {
    const dated = changed(row, 'foundOn', '2026-01-01');
    expect(checkTyped([changed(dated, 'status', status)], { today })[0]?.hazard?.status).toBe(understood);
  });

  it('into what another one says is refused and names that one', () => {
    const [one, other] = rowsOf([plain, [2, '湖滨花园', '别的', { on: '2025-06-03' }, '', '', '', '', '', '', '']]) as CheckedRow[];
    const [, again] = checkTyped([typed(one as TypedRow), changed(other as TypedRow, 'description', '塔吊限位失效')], { today });
    expect(again).toMatchObject({ hazard: null, reasons: [{ code: 'CONFLICTS_WITH_ROW', params: { row: 2 } }] });
  });

  it('that looks like a note is asked for its hazard', () => {
    expect(checkTyped([{ sheet: '台账', row: 9, cells: [] }], { today })[0]?.reasons).toMatchObject([{ code: 'NO_DESCRIPTION' }]);
  });
});
