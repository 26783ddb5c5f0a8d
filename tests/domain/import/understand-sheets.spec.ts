import { describe, expect, it } from 'vitest';
import { understandSheets } from '../../../domain/import/understand-sheets.ts';
import { localDateOf } from '../../../domain/time/instant.ts';
import { sheetOf } from './sheet-of.ts';
import type { Written } from './sheet-of.ts';

const today = localDateOf('2026-09-30');
const header: Written[] = ['序号', '项目名称', '隐患描述', '检查日期', '等级', '状态'];

describe('a file whose second sheet copies part of the first', () => {
  const first = sheetOf(
    [header, [1, '甲小区', '缺护栏', '2025.6.3', '一般', '整改中'], [2, '甲小区', '缺标识', '2025.6.3', '一般', '整改中']],
    [],
    '全部',
  );
  const second = sheetOf(
    [header, [1, '甲小区', '缺 标识', '2025-06-03', '一般', '整改中'], [2, '甲小区', '缺护栏', '2025年6月3日', '一般', '已销号']],
    [],
    '六月',
  );
  const file = understandSheets([first, second, sheetOf([['目录']], [], '目录')], { today });

  it('takes each hazard in once and names the row that was first', () => {
    expect(file.counts).toMatchObject({ understood: 2, refused: 2, sheetsWithoutHeader: 1 });
    expect(file.sheets[1]?.rows[0]).toMatchObject({
      row: 2,
      kind: 'refused',
      reasons: [{ code: 'DUPLICATE_OF_ROW', params: { sheet: '全部', row: 3 } }],
    });
  });

  it('tells in what a copy that has moved on differs', () => {
    expect(file.sheets[1]?.rows[1]).toMatchObject({
      reasons: [{ code: 'CONFLICTS_WITH_ROW', params: { sheet: '全部', row: 2, fields: 'status' } }],
    });
  });

  it('gives a row the same fingerprint wherever it stands', () => {
    const prints = (sheets: Parameters<typeof understandSheets>[0]) =>
      understandSheets(sheets, { today }).sheets.flatMap(({ rows }) =>
        rows.flatMap((row) => (row.kind === 'understood' ? [row.fingerprint] : [])),
      );
    expect(prints([second]).sort()).toEqual(prints([first]).sort());
  });
});
