import { describe, expect, it } from 'vitest';
import { findHeader } from '../../../domain/import/find-header.ts';
import { sheetOf } from './sheet-of.ts';

const meaning = (sheet: ReturnType<typeof sheetOf>) => {
  const { header } = findHeader(sheet);
  if (!header) throw new Error('no header found');
  return {
    rows: [header.top + 1, header.bottom + 1],
    columns: header.columns.map(({ field, role }) => (role ? `${field}:${role}` : field)),
    notUnderstood: header.notUnderstood.map(({ heading }) => heading),
  };
};

describe('a header in one row under a merged title', () => {
  it('is found by its words, and headings it does not know are told', () => {
    const sheet = sheetOf(
      [
        ['某局隐患台账', null, null, null, null, null],
        ['编号', '存在问题', '排查日期', '要求完成时间', '级别', '升级层级'],
        [1, '缺护栏', '2025.6.3', '6月30日前', '一般', 2],
      ],
      ['A1:F1'],
    );
    expect(meaning(sheet)).toEqual({
      rows: [2, 2],
      columns: ['number', 'description', 'foundOn', 'dueOn', 'grade'],
      notUnderstood: ['升级层级'],
    });
  });

  it.each([
    ['序号', 'number'],
    ['隐患描述', 'description'],
    ['隐患内容', 'description'],
    ['存在的问题及隐患', 'description'],
    ['检查日期', 'foundOn'],
    ['发现时间', 'foundOn'],
    ['整改期限', 'dueOn'],
    ['要求完成时间', 'dueOn'],
    ['限期整改时间', 'dueOn'],
    ['整改完成日期', 'rectifiedOn'],
    ['完成时间', 'rectifiedOn'],
    ['复查日期', 'verifiedOn'],
    ['销号时间', 'closedOn'],
    ['隐患等级', 'grade'],
    ['隐患级别', 'grade'],
    ['整改情况', 'status'],
    ['是否销号', 'status'],
    ['复查结论', 'status'],
    ['排查人', 'inspectors'],
    ['工程名称', 'project'],
    ['受检单位', 'unit'],
    ['检查单位', 'inspectingUnit'],
    ['部位', 'place'],
    ['隐患类别', 'category'],
    ['整改要求（措施）', 'measures'],
    ['资金(万元)', 'funds'],
    ['具体责任人', 'responsiblePerson'],
    ['施工单位', 'responsibleUnit'],
    ['备 注', 'remark'],
    ['通报从业人员日期', null],
    ['分管责任人', null],
  ])('%s means %s', (heading, field) => {
    const others = { description: '问题描述', grade: '等级', status: '状态', project: '项目名称', foundOn: '日期' };
    const beside = Object.entries(others).flatMap(([known, words]) => (known === field ? [] : [words]));
    const { header } = findHeader(sheetOf([[heading, ...beside]]));
    expect(header?.columns.find(({ column }) => column === 0)?.field ?? null).toBe(field);
  });
});

describe('a header of several rows', () => {
  it('spans 整改责任单位 over its parts when the cells are merged', () => {
    const sheet = sheetOf(
      [
        ['隐患台账', null, null, null, null, null, null],
        ['序号', '隐患描述', '检查日期', '整改责任单位', null, null, '状态'],
        [null, null, null, null, null, null, null],
        [null, null, null, '建设', '施工', '监理', null],
        [1, '缺护栏', '2025-7-8', '甲', '乙', '丙', '已销号'],
      ],
      ['A1:G1', 'A2:A4', 'B2:B4', 'C2:C4', 'D2:F3', 'G2:G4'],
    );
    expect(meaning(sheet)).toEqual({
      rows: [2, 4],
      columns: ['number', 'description', 'foundOn', 'responsibleUnit:建设', 'responsibleUnit:施工', 'responsibleUnit:监理', 'status'],
      notUnderstood: [],
    });
  });

  it('does so too when nobody merged the cells', () => {
    const sheet = sheetOf([
      ['序号', '隐患描述', '检查日期', '整改责任单位', null, '复查情况', null],
      [null, null, null, '建设单位', '施工单位', '日期', '结论'],
      [1, '缺护栏', '2025-7-8', '甲', '乙', '2025-7-9', '合格'],
    ]);
    expect(meaning(sheet)).toMatchObject({
      rows: [1, 2],
      columns: ['number', 'description', 'foundOn', 'responsibleUnit:建设', 'responsibleUnit:施工', 'verifiedOn', 'status'],
    });
  });

  it('counts a wide heading without parts once', () => {
    const sheet = sheetOf([['隐患描述', '检查日期', '整改责任单位', null, '状态']], ['C1:D1']);
    expect(meaning(sheet).columns).toEqual(['description', 'foundOn', 'responsibleUnit:责任', 'status']);
  });
});

describe('a sheet without the header of a ledger', () => {
  it.each([
    ['empty', [[]], 'EMPTY_SHEET'],
    [
      'a list of telephone numbers',
      [
        ['姓名', '电话'],
        ['王一', '123'],
      ],
      'NO_HEADER',
    ],
    ['no column that describes the hazard', [['序号', '检查日期', '整改期限', '状态']], 'HEADER_WITHOUT_DESCRIPTION'],
  ])('%s: the reason is told', (_, rows, code) => {
    expect(findHeader(sheetOf(rows))).toMatchObject({ header: null, reasons: [{ code }] });
  });
});
