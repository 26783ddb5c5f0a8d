import ExcelJS from 'exceljs';
import type { CellValue, Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../domain/dispatch/monthly-report.ts';
import { monthlyReportXlsx } from '../../papers/monthly-report-xlsx.ts';
import { figureNames } from '../../papers/words.ts';
import { aDraftReport, aMonthlyReport } from '../support/a-monthly-report.ts';

async function sheetsOf(content: Buffer): Promise<Worksheet[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  return workbook.worksheets;
}
const report = aMonthlyReport();
const [table, figures, units, gaps, overdue] = (await sheetsOf(await monthlyReportXlsx(report))) as [
  Worksheet,
  Worksheet,
  Worksheet,
  Worksheet,
  Worksheet,
];
const row = (sheet: Worksheet, number: number, columns: number): CellValue[] =>
  Array.from({ length: columns }, (_, i) => sheet.getCell(number, i + 1).value);
/** What a rate is written as: a number, — for a zero denominator, nothing when nothing is known. */
const rateOf = (value: Value | null) => (value ? (value.rate ?? '—') : null);
const merged = ({ model }: Worksheet) => (model as unknown as { merges: string[] }).merges;

describe('the official table', () => {
  it('has the head of DOMAIN §6 in three merged rows, the unit at the left and what is counted at the right', () => {
    expect(row(table, 3, 15)).toEqual([
      '行业',
      '应排查单位',
      '实际排查单位',
      '覆盖率',
      ...['一般隐患', '一般隐患', '一般隐患'],
      ...['重大隐患', '重大隐患', '重大隐患'],
      ...['列入治理计划', '其中五到位', '挂牌督办', '挂牌督办', '累计落实治理资金（万元）'],
    ]);
    expect(row(table, 5, 15).slice(4, 10)).toEqual(['排查数', '已整改', '整改率', '排查数', '已整改销号', '整改率']);
    expect(row(table, 5, 15).slice(12, 14)).toEqual(['省级', '市级']);
    expect(merged(table)).toEqual(expect.arrayContaining(['A3:A5', 'D3:D5', 'E3:G3', 'H3:J3', 'M3:N4', 'O3:O5', 'E4:E5']));
    expect(table.getCell('A2').value).toBe('单位：青湖区建设管理局领导小组办公室');
    expect(table.getCell('H2').value).toBe('单位：家、项、万元');
  });

  it('shows every figure of every unit and of the whole as the report has it', () => {
    const rows = [...report.table.rows, report.table.total];
    expect(rows).toHaveLength(11);
    rows.forEach(({ unit, coverage, general, major, planned, fiveCommitments, fundsYuan }, i) =>
      expect(row(table, 6 + i, 15)).toEqual([
        ...[unit, coverage?.denominator ?? null, coverage?.numerator ?? null, rateOf(coverage)],
        ...[general, major].flatMap((value) => [value.denominator, value.numerator, rateOf(value)]),
        ...[planned, fiveCommitments, null, null, fundsYuan === null ? null : fundsYuan / 10_000],
      ]),
    );
  });

  it.each([
    ['a unit without hazards: a zero denominator is —, never 100 %', 15, '质量监督站', [0, 0, '—', 0, 0, '—', 0, 0, '—']],
    ['a unit that did not report: its key units stay empty', 8, '轨道办', [null, null, null, 39, 32, 32 / 39, 3, 1, 1 / 3]],
  ])('of %s', (_, number, unit, cells) => {
    expect(row(table, number, 10)).toEqual([unit, ...cells]);
    expect(row(table, number, 14).slice(12)).toEqual([null, null]);
  });

  it('shows two decimals, real dates and who signs', () => {
    expect(table.getCell('G6').numFmt).toBe('0.00%');
    const foot = row(table, 20, 15);
    expect(foot).toEqual(expect.arrayContaining(['单位负责人（签字）：', '填表人：赵敏', '联系电话：', '填报日期：', '截止到：']));
    expect(foot[10]).toEqual(new Date('2026-11-03T00:00:00Z'));
    expect(foot[14]).toEqual(new Date('2026-10-23T00:00:00Z'));
    expect(table.getCell('A17').value).toBe('应排查、实际排查单位合计不含未报单位：轨道办。');
  });

  it('is a draft without a date until it is signed', async () => {
    const [draft] = await sheetsOf(await monthlyReportXlsx(aDraftReport()));
    expect(draft?.headerFooter.oddHeader).toContain('草稿');
    expect(draft?.getCell('K20').value).toBeNull();
    expect(table.headerFooter.oddHeader ?? '').toBe('');
  });
});

it('prints every sheet on A4 landscape with its head repeated, and keeps the head in sight', () => {
  for (const sheet of [table, figures, units, gaps, overdue]) {
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape' });
    const [view] = sheet.views;
    if (view?.state !== 'frozen') throw new Error('the head is not frozen');
    expect(sheet.pageSetup.printTitlesRow).toBe(`1:${view.ySplit}`);
  }
});

const minutesADay = 1440;

describe('the figures of the bureau', () => {
  it('are all there, beside last month and the same month last year', () => {
    expect(report.figures).toHaveLength(Object.keys(figureNames).length);
    report.figures.forEach(({ key, of, thisMonth, lastMonth, lastYear }, i) => {
      const cells = (value: Value | null) => {
        if (!value) return [null, null, null];
        if (of === 'count') return [value.numerator, null, null];
        if (of === 'share') return [value.numerator, value.denominator, rateOf(value)];
        return [value.numerator / minutesADay, value.denominator, value.rate === null ? '—' : value.rate / minutesADay];
      };
      expect(row(figures, 5 + i, 10)).toEqual([figureNames[key], ...[thisMonth, lastMonth, lastYear].flatMap(cells)]);
    });
  });

  it('of 天门 2016-12: 911 and 737 of 972 are 93.72 % and 75.82 %', () => {
    expect(row(figures, 5, 4).slice(1)).toEqual([911, 972, 911 / 972]);
    expect(row(figures, 6, 4).slice(1)).toEqual([737, 972, 737 / 972]);
    expect([911 / 972, 737 / 972].map((rate) => (rate * 100).toFixed(2))).toEqual(['93.72', '75.82']);
  });
});

it('shows every figure of every unit under its name', () => {
  const heads = row(units, 3, units.columnCount).map(String);
  report.units.forEach(({ name, figures: own, zones, content }, i) => {
    const cells = row(units, 5 + i, units.columnCount);
    expect(cells[1]).toBe(name);
    expect(cells.slice(4, 7)).toEqual([zones.denominator, zones.numerator, rateOf(zones)]);
    expect(cells.slice(11, 13)).toEqual([content?.trainings ?? null, content?.trained ?? null]);
    for (const { key, of, numerator, denominator, rate } of own) {
      if (key === 'zoneCompleteness') continue;
      const at = key === 'coverage' ? heads.indexOf('应排查') : heads.indexOf(figureNames[key]);
      expect(at, key).toBeGreaterThan(1);
      if (key === 'coverage') expect(cells.slice(at, at + 3)).toEqual([denominator, numerator, rate ?? '—']);
      else if (of === 'count') expect(cells[at]).toBe(numerator);
      else {
        const scale = of === 'mean' ? minutesADay : 1;
        expect(cells.slice(at, at + 3)).toEqual([numerator / scale, denominator, rate === null ? '—' : rate / scale]);
      }
    }
  });
});

it('lists zones with gaps and overdue cases with what the units say', () => {
  expect(row(gaps, 4, 6)).toEqual([1, 'z13', '村镇自建房责任区', '村镇建设科', '喆堃翀', '待明确']);
  report.overdue.forEach((each, i) =>
    expect(row(overdue, 4 + i, 8)).toEqual([
      ...[i + 1, each.number, each.title, each.zone, each.unit],
      ...[each.class === 'major' ? '重大' : '一般', each.workdaysOverdue, each.explanation],
    ]),
  );
});
