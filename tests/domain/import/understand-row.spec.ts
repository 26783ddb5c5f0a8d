import { describe, expect, it } from 'vitest';
import { findHeader } from '../../../domain/import/find-header.ts';
import { understandRow } from '../../../domain/import/understand-row.ts';
import type { ImportedHazard, UnderstoodRow } from '../../../domain/import/understand-row.ts';
import { localDateOf } from '../../../domain/time/instant.ts';
import { sheetOf } from './sheet-of.ts';
import type { Written } from './sheet-of.ts';

const today = localDateOf('2026-09-30');
const plainRow: Record<string, Written> = {
  序号: 7,
  项目名称: '甲小区',
  隐患描述: '脚手架缺扫地杆',
  类别: '脚手架',
  等级: '一般',
  检查人: '吴一',
  检查日期: '2025.6.3',
  整改期限: '2025-6-30',
  整改完成日期: '2025年6月20日',
  复查日期: '2025-06-22',
  状态: '已销号',
};

const understood = (changes: Record<string, Written>, repairEndsCase = false): UnderstoodRow => {
  const row = { ...plainRow, ...changes };
  const sheet = sheetOf([Object.keys(row), Object.values(row)]);
  const { header } = findHeader(sheet);
  if (!header) throw new Error('no header found');
  return understandRow(sheet, 1, header, { today, repairEndsCase });
};
const codes = (row: UnderstoodRow): string[] =>
  row.kind === 'understood' ? row.doubts.map(({ code }) => code) : row.kind === 'refused' ? row.reasons.map(({ code }) => code) : [];
const hazardIn = (row: UnderstoodRow): ImportedHazard => {
  if (row.kind !== 'understood') throw new Error(`${row.kind}: ${codes(row).join()}`);
  return row.hazard;
};

describe('a row in good order', () => {
  it('is understood without a doubt, and what it does not say stays empty', () => {
    const row = understood({});
    expect(codes(row)).toEqual([]);
    expect(hazardIn(row)).toEqual({
      sourceSheet: '台账',
      sourceRow: 2,
      sourceNumber: '7',
      project: '甲小区',
      unit: null,
      place: null,
      description: '脚手架缺扫地杆',
      category: 'scaffolding',
      class: 'general',
      gradeText: '一般',
      status: 'closed',
      statusText: '已销号',
      foundOn: '2025-06-03',
      inspectors: ['吴一'],
      dueOn: '2025-06-30',
      rectifiedOn: '2025-06-20',
      verifiedOn: '2025-06-22',
      closedOn: null,
      measures: null,
      fundsWan: null,
      remark: null,
      responsibleUnits: [],
      responsiblePerson: null,
    });
  });

  it('keeps the line breaks inside a cell', () => {
    expect(hazardIn(understood({ 隐患描述: ' 一、缺护栏。 \r\n二、缺标识。\n' })).description).toBe('一、缺护栏。\n二、缺标识。');
  });
});

describe('a date as people write it', () => {
  it.each<[Written, string | null, string[]]>([
    ['2025.6.30', '2025-06-30', []],
    ['2025-7-8', '2025-07-08', []],
    ['2025年6月30日', '2025-06-30', []],
    ['２０２５．６．３０', '2025-06-30', []],
    ['20250630', '2025-06-30', []],
    ['2025年6月30日前完成', '2025-06-30', []],
    ['2025/6/30 15:20', '2025-06-30', []],
    [{ on: '2025-06-30', time: '15:20' }, '2025-06-30', []],
    ['6月30日前', '2025-06-30', ['YEAR_ASSUMED']],
    ['1月5日前', '2026-01-05', ['YEAR_ASSUMED']],
    [45838, '2025-06-30', ['DATE_FROM_SERIAL']],
    ['2025.6.31', null, ['DATE_NOT_UNDERSTOOD']],
    ['2025年6月', null, ['DATE_NOT_UNDERSTOOD']],
    ['6月5日至6月30日', null, ['DATE_NOT_UNDERSTOOD']],
    ['立即整改', null, ['DATE_NOT_UNDERSTOOD']],
    ['/', null, []],
    [null, null, []],
  ])('整改期限 %j is %s', (written, on, doubts) => {
    const row = understood({ 整改期限: written });
    expect([hazardIn(row).dueOn, codes(row)]).toEqual([on, doubts]);
  });

  it('without a year says nothing when there is no date to lean on', () => {
    const row = understood({ 检查日期: '6月3日' });
    expect([hazardIn(row).foundOn, codes(row)]).toEqual([null, ['DATE_NOT_UNDERSTOOD', 'FOUND_DATE_MISSING']]);
  });
});

describe('a status, with the dates beside it', () => {
  it.each<[Written, Written, Written, string, string[]]>([
    // status, rectified, verified → status
    ['已整改', '2025.6.20', null, 'rectified', []],
    ['整改完成', '2025.6.20', null, 'rectified', []],
    ['现场处置', '2025.6.3', null, 'rectified', []],
    ['已整改', '2025.6.20', '2025.6.22', 'closed', []],
    ['已整改', null, null, 'rectified', ['RECTIFIED_DATE_MISSING']],
    ['已整改，待复查', '2025.6.20', null, 'rectified', []],
    ['已整改销号', '2025.6.20', null, 'closed', ['CLOSED_WITHOUT_DATE']],
    ['已销号', '2025.6.20', '2025.6.22', 'closed', []],
    ['复查合格', '2025.6.20', '2025.6.22', 'closed', []],
    ['复查不合格', '2025.6.20', '2025.6.22', 'open', ['STATUS_CONTRADICTS_DATES']],
    ['整改中', null, null, 'open', []],
    ['待整改', null, null, 'open', []],
    ['未整改完成', null, null, 'open', []],
    ['未销号', null, null, 'open', []],
    ['未销号', '2025.6.20', null, 'rectified', []],
    ['已整改，申请销号', '2025.6.20', null, 'rectified', []],
    ['已整改，待复查', '2025.6.20', '2025.6.22', 'rectified', ['STATUS_CONTRADICTS_DATES']],
    ['立即整改', null, null, 'open', ['STATUS_NOT_UNDERSTOOD']],
    ['已下发整改通知书', null, null, 'open', ['STATUS_NOT_UNDERSTOOD']],
    ['已完成80%', null, null, 'open', []],
    ['部分已整改', null, null, 'open', []],
    ['整改中', '2025.6.20', null, 'open', ['STATUS_CONTRADICTS_DATES']],
    [null, null, null, 'open', []],
    [null, '2025.6.20', null, 'rectified', ['STATUS_FROM_DATES']],
    [null, '2025.6.20', '2025.6.22', 'closed', ['STATUS_FROM_DATES']],
    ['见附件', '2025.6.20', null, 'rectified', ['STATUS_NOT_UNDERSTOOD']],
    [null, '已整改', null, 'rectified', ['STATUS_IN_DATE_COLUMN', 'RECTIFIED_DATE_MISSING']],
    [null, '整改中', null, 'open', ['STATUS_IN_DATE_COLUMN']],
    [null, '2025.6.20已整改', null, 'rectified', ['STATUS_IN_DATE_COLUMN']],
  ])('%s, 完成 %s, 复查 %s is %s', (状态, rectified, verified, status, doubts) => {
    const row = understood({ 状态, 整改完成日期: rectified, 复查日期: verified });
    expect([hazardIn(row).status, codes(row)]).toEqual([status, doubts]);
  });

  it('已整改 ends the case where the office says that this ledger means it so', () => {
    expect(hazardIn(understood({ 状态: '已整改', 复查日期: null }, true)).status).toBe('closed');
  });

  it.each<[string, string]>([
    ['是', 'closed'],
    ['否', 'rectified'],
  ])('a column 是否销号 that says %s is %s', (answer, status) => {
    const { 状态: _, ...others } = plainRow;
    const sheet = sheetOf([
      [...Object.keys(others), '是否销号'],
      [...Object.values({ ...others, 复查日期: null }), answer],
    ]);
    const { header } = findHeader(sheet);
    if (!header) throw new Error('no header found');
    expect(hazardIn(understandRow(sheet, 1, header, { today })).status).toBe(status);
  });
});

describe('a grade as people write it', () => {
  it.each<[Written, 'general' | 'major', string[]]>([
    [3, 'general', []],
    ['3级', 'general', []],
    ['一般3级', 'general', []],
    ['一般', 'general', []],
    ['三级', 'general', []],
    ['重大', 'major', []],
    ['重大隐患', 'major', []],
    ['非重大', 'general', []],
    [1, 'major', []],
    ['Ⅰ级', 'major', []],
    ['较大', 'general', ['GRADE_TAKEN_AS_GENERAL']],
    ['5级', 'general', ['GRADE_TAKEN_AS_GENERAL']],
    ['甲等', 'general', ['GRADE_NOT_UNDERSTOOD']],
    [null, 'general', ['GRADE_MISSING']],
  ])('%s is %s', (等级, hazardClass, doubts) => {
    const row = understood({ 等级 });
    expect([hazardIn(row).class, codes(row)]).toEqual([hazardClass, doubts]);
  });
});

describe('a category', () => {
  it.each<[Written, string, string | null, string[]]>([
    ['临边防护', '缺护栏', 'edgeProtection', []],
    ['隧道开\n挖支护', '拱架悬空', 'tunnelling', []],
    ['临近既有线施工', '缺看守', 'nearRailway', []],
    ['隧道/暗挖', '拱架悬空', 'tunnelling', []],
    ['劳动安全', '基坑积水', 'foundationPit', ['CATEGORY_GUESSED']],
    ['劳动安全', '基坑边脚手架松动', 'other', ['CATEGORY_UNKNOWN']],
    ['一般', '缺看守', 'other', ['CATEGORY_UNKNOWN']],
    [null, '灭火器过期', 'fireSafety', ['CATEGORY_GUESSED']],
    [null, '缺看守', null, []],
  ])('%j with "%s" is %s', (类别, 隐患描述, category, doubts) => {
    const row = understood({ 类别, 隐患描述 });
    expect([hazardIn(row).category, codes(row)]).toEqual([category, doubts]);
  });
});

describe('several inspectors in one cell', () => {
  it.each<[string, string[], number]>([
    ['吴、周、顾', ['吴', '周', '顾'], 0],
    ['孔一宁 冯二瑾 华三思', ['孔一宁', '冯二瑾', '华三思'], 0],
    ['卫一行、 蒋二诚', ['卫一行', '蒋二诚'], 0],
    ['魏 杰、卫一然', ['魏杰', '卫一然'], 0],
    ['吴一\n周二', ['吴一', '周二'], 0],
    ['新建甲线', [], 1],
    ['安质部、吴一', ['吴一'], 1],
  ])('%j', (检查人, names, doubts) => {
    const row = understood({ 检查人 });
    expect([hazardIn(row).inspectors, codes(row)]).toEqual([names, Array.from({ length: doubts }, () => 'INSPECTOR_NOT_A_NAME')]);
  });
});

describe('responsible units and funds', () => {
  it('a date typed into the column of a unit is no unit', () => {
    const row = understood({ 施工单位: '乙建', 监理单位: '2025.6.14', 建设单位: '/' });
    expect([hazardIn(row).responsibleUnits, codes(row)]).toEqual([[{ role: '施工', name: '乙建' }], ['DATE_IN_UNIT_COLUMN']]);
  });

  it.each<[string, Written, number | null, string[]]>([
    ['资金(万元)', 1.5, 1.5, []],
    ['资金(元)', 5000, 0.5, []],
    ['资金', '5,000元', 0.5, []],
    ['资金(万元)', '若干', null, ['FUNDS_NOT_UNDERSTOOD']],
  ])('%s %s', (heading, written, fundsWan, doubts) => {
    const row = understood({ [heading]: written });
    expect([hazardIn(row).fundsWan, codes(row)]).toEqual([fundsWan, doubts]);
  });
});

describe('a row that cannot be true', () => {
  it.each<[string, Record<string, Written>, string[]]>([
    ['no description', { 隐患描述: null }, ['NO_DESCRIPTION']],
    ['completed before it was found', { 整改完成日期: '2025.6.1' }, ['COMPLETED_BEFORE_FOUND']],
    ['verified before it was completed', { 复查日期: '2025.6.19' }, ['VERIFIED_BEFORE_COMPLETED']],
    ['found tomorrow', { 检查日期: '2026.10.1', 整改期限: null, 整改完成日期: null, 复查日期: null }, ['DATE_IN_FUTURE']],
  ])('%s: refused with the reason', (_, changes, reasons) => {
    const row = understood(changes);
    expect([row.kind, codes(row)]).toEqual(['refused', reasons]);
  });

  it('a due date before the date found is only doubted', () => {
    expect(codes(understood({ 整改期限: '2025.6.1' }))).toEqual(['DUE_BEFORE_FOUND']);
  });
});

describe('rows that are no hazards', () => {
  const rows: Written[][] = [
    ['序号', '隐患描述', '检查日期', '状态'],
    [1, '缺护栏', '2025.6.3', '整改中'],
    [2, null, null, null],
    ['填表人：王一', null, '日期：2025.6.30', null],
    ['序号', '隐患描述', '检查日期', '状态'],
    ['填写要求：一行一条', null, null, null],
    [],
  ];
  const sheet = sheetOf(rows, ['A6:D6']);
  const { header } = findHeader(sheet);

  it.each([
    ['a hazard', 1, 'understood'],
    ['a number without anything', 2, 'blank'],
    ['a signature', 3, 'note'],
    ['the header of the next page', 4, 'note'],
    ['an instruction across the table', 5, 'note'],
    ['nothing', 6, 'blank'],
  ])('%s', (_, row, kind) => {
    if (!header) throw new Error('no header found');
    expect(understandRow(sheet, row, header, { today }).kind).toBe(kind);
  });
});

describe('rows merged downwards', () => {
  const sheet = sheetOf(
    [
      ['序号', '检查日期', '隐患描述', '等级', '备注'],
      [1, '2025.6.3', '缺护栏', '一般', null],
      [null, null, '缺标识', '一般', null],
      [null, null, null, null, null],
      [null, null, null, null, '另见'],
    ],
    ['A2:A3', 'B2:B3', 'C3:C5'],
  );
  const { header } = findHeader(sheet);
  const at = (row: number): UnderstoodRow => {
    if (!header) throw new Error('no header found');
    return understandRow(sheet, row, header, { today });
  };

  it('share the values of the first', () => {
    expect(hazardIn(at(2))).toMatchObject({ sourceNumber: '1', foundOn: '2025-06-03', description: '缺标识' });
  });

  it('add nothing where they only continue a description, and are refused where they say more', () => {
    expect(at(3)).toEqual({ kind: 'blank' });
    expect(at(4)).toMatchObject({ kind: 'refused', reasons: [{ code: 'MERGED_WITH_ROW_ABOVE', params: { row: 3 } }] });
  });
});
