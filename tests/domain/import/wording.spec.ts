import { describe, expect, it } from 'vitest';
import { sayFinding } from '../../../domain/import/wording.ts';

describe('the wording of doubts and refusals', () => {
  it.each([
    ['zh', '整改期限“6月30日前”没有年份，按2025-06-30理解'],
    ['en', 'the due date "6月30日前" has no year: taken as 2025-06-30'],
  ] as const)('says the column, the cell and what was made of it (%s)', (language, sentence) => {
    expect(sayFinding({ code: 'YEAR_ASSUMED', field: 'dueOn', value: '6月30日前', params: { date: '2025-06-30' } }, language)).toBe(
      sentence,
    );
  });

  it('names fields, not identifiers', () => {
    const finding = {
      code: 'CONFLICTS_WITH_ROW',
      field: null,
      value: '',
      params: { sheet: '全部', row: 2, fields: 'status,dueOn' },
    } as const;
    expect(sayFinding(finding, 'zh')).toBe('与表“全部”第2行是同一隐患，但状态、整改期限不同：以先出现的为准');
  });
});
