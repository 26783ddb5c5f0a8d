import ExcelJS from 'exceljs';
import type { Borders, Cell, Row, Worksheet } from 'exceljs';
import type { ComparedFigure, MonthlyReport, ReportFigure, TableRow, Value } from '../domain/dispatch/monthly-report.ts';
import { dateIn, showInShanghai } from '../domain/time/instant.ts';
import type { LocalDate } from '../domain/time/instant.ts';
import { issuerOf } from './circular.ts';
import { classNames, figureNames, reportStages, sayMonth, vacantSeat } from './words.ts';

type Scalar = string | number | Date | null;

const percent = '0.00%';
const decimals = '0.00';
const dateFormat = 'yyyy"年"m"月"d"日"';
const minutesADay = 24 * 60;
const thin = { style: 'thin' } as const;
const framed: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
const body = { name: '宋体', size: 10 };

/** exceljs writes the wall time of a sheet as if it were UTC. */
const dateCell = (on: LocalDate) => new Date(`${on}T00:00:00Z`);

/** 月报表 as Excel: the official table, the bureau's figures, the units, zones with gaps, overdue cases. Numbers are numbers, dates are dates. */
export async function monthlyReportXlsx(report: MonthlyReport): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  // The same report makes the same file: its dates are those of the figures, not of the printing.
  const madeOn = dateCell(report.published?.on ?? dateIn(report.span.to));
  Object.assign(workbook, { creator: issuerOf(report), lastModifiedBy: issuerOf(report), created: madeOn, modified: madeOn });
  const sheet = (name: string, frozenRows: number, frozenColumns = 0) => sheetOf(workbook, name, report, { frozenRows, frozenColumns });
  officialTable(sheet('月报表', 5), report);
  bureauFigures(sheet('全局指标', 4, 1), report);
  unitsSheet(sheet('各单位', 4, 2), report);
  gapsSheet(sheet('责任区待明确', 3), report);
  overdueSheet(sheet('附件2 超期事项清单', 3), report);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function sheetOf(
  workbook: ExcelJS.Workbook,
  name: string,
  { published }: MonthlyReport,
  { frozenRows, frozenColumns }: { frozenRows: number; frozenColumns: number },
): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: frozenRows, xSplit: frozenColumns }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `1:${frozenRows}`,
      // Inches: bound at the top edge.
      margins: { top: 0.9, bottom: 0.8, left: 0.6, right: 0.6, header: 0.4, footer: 0.4 },
    },
    headerFooter: { oddFooter: '&C— &P —', ...(published ? {} : { oddHeader: '&R草稿，未经签发无效' }) },
  });
  return sheet;
}

/** Words that stand for a figure or a kind. */
const centred = new Set<string>([...Object.values(reportStages), ...Object.values(classNames), vacantSeat, '合计']);

const fill = (sheet: Worksheet, row: number, column: number, value: Scalar, numFmt?: string): Cell => {
  const cell = sheet.getCell(row, column);
  if (value !== null) cell.value = value;
  cell.font = body;
  cell.border = framed;
  cell.alignment = {
    horizontal: typeof value === 'string' && value.length > 1 && !centred.has(value) ? 'left' : 'center',
    vertical: 'middle',
    wrapText: true,
  };
  if (numFmt) cell.numFmt = numFmt;
  return cell;
};

/** A share as a number, — where there is nothing to divide by, nothing where nothing is known. */
const fillRate = (sheet: Worksheet, row: number, column: number, value: Value | null, of: ReportFigure['of'] = 'share'): Cell => {
  if (!value || of === 'count') return fill(sheet, row, column, null);
  if (value.rate === null) return fill(sheet, row, column, '—');
  return of === 'mean' ? fill(sheet, row, column, value.rate / minutesADay, decimals) : fill(sheet, row, column, value.rate, percent);
};

/** A head over this area. */
function head(sheet: Worksheet, [top, left, bottom, right]: readonly [number, number, number, number], text: string): void {
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) fill(sheet, row, column, null);
  if (top !== bottom || left !== right) sheet.mergeCells(top, left, bottom, right);
  const cell = fill(sheet, top, left, text);
  cell.font = { ...body, bold: true };
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
}

function titled(sheet: Worksheet, title: string, columns: number, left = '', right = ''): void {
  sheet.mergeCells(1, 1, 1, columns);
  const cell = sheet.getCell(1, 1);
  cell.value = title;
  cell.font = { name: '方正小标宋简体', size: 18 };
  cell.alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(1).height = 34;
  const half = Math.floor(columns / 2);
  for (const [from, to, text, horizontal] of [
    [1, half, left, 'left'],
    [half + 1, columns, right, 'right'],
  ] as const) {
    if (to > from) sheet.mergeCells(2, from, 2, to);
    const note = sheet.getCell(2, from);
    if (text !== '') note.value = text;
    note.font = body;
    note.alignment = { horizontal, vertical: 'middle' };
  }
}

const widths = (sheet: Worksheet, ...of: number[]) => of.forEach((width, i) => (sheet.getColumn(i + 1).width = width));

/** Rows as high as the longest text in them needs; exceljs leaves that to whoever opens the file, and some programs don't do it. */
function heighten(sheet: Worksheet, row: Row): void {
  const lines = Math.max(
    1,
    ...Array.from({ length: sheet.columnCount }, (_, i) => {
      const { value } = row.getCell(i + 1);
      return typeof value === 'string' ? Math.ceil((value.length * 2.1) / (sheet.getColumn(i + 1).width ?? 10)) : 1;
    }),
  );
  row.height = Math.max(20, lines * 14 + 4);
}

const officialColumns = 15;

/** Sheet 1: 安全生产事故隐患排查治理情况月报表 (DOMAIN §6), three merged header rows. */
function officialTable(sheet: Worksheet, report: MonthlyReport): void {
  const { table, published, compiledBy, span } = report;
  widths(sheet, 20, 12, 13.5, 10, 9, 9, 10, 9, 11.5, 10, 13.5, 11.5, 8, 8, 13.5);
  titled(
    sheet,
    `安全生产事故隐患排查治理情况月报表（${sayMonth(report.period)}）`,
    officialColumns,
    `单位：${issuerOf(report)}`,
    '单位：家、项、万元',
  );
  const heads: [area: readonly [number, number, number, number], text: string][] = [
    [[3, 1, 5, 1], '行业'],
    [[3, 2, 5, 2], '应排查单位'],
    [[3, 3, 5, 3], '实际排查单位'],
    [[3, 4, 5, 4], '覆盖率'],
    [[3, 5, 3, 7], '一般隐患'],
    [[4, 5, 5, 5], '排查数'],
    [[4, 6, 5, 6], '已整改'],
    [[4, 7, 5, 7], '整改率'],
    [[3, 8, 3, 10], '重大隐患'],
    [[4, 8, 5, 8], '排查数'],
    [[4, 9, 5, 9], '已整改销号'],
    [[4, 10, 5, 10], '整改率'],
    [[3, 11, 5, 11], '列入治理计划'],
    [[3, 12, 5, 12], '其中五到位'],
    [[3, 13, 4, 14], '挂牌督办'],
    [[5, 13, 5, 13], '省级'],
    [[5, 14, 5, 14], '市级'],
    [[3, 15, 5, 15], '累计落实治理资金（万元）'],
  ];
  for (const [area, text] of heads) head(sheet, area, text);
  for (const row of [3, 4, 5]) sheet.getRow(row).height = 20;
  [...table.rows, table.total].forEach((each, i) => tableRow(sheet, 6 + i, each));
  const last = 6 + table.rows.length;
  for (let column = 1; column <= officialColumns; column += 1) sheet.getCell(last, column).font = { ...body, bold: true };

  const notes = [
    ...(report.unreported.length > 0 ? [`应排查、实际排查单位合计不含未报单位：${report.unreported.join('、')}。`] : []),
    ...(report.leftOut.length > 0 ? [`应排查、实际排查单位合计不含汇总后补报的单位：${report.leftOut.join('、')}。`] : []),
    '“—”表示分母为零；空格表示系统未掌握。重大隐患“已整改销号”只计已复查销号的。',
  ];
  const under = (row: number, from: number, to: number, value: Scalar, numFmt?: string) => {
    if (to > from) sheet.mergeCells(row, from, row, to);
    const cell = sheet.getCell(row, from);
    cell.value = value;
    cell.font = body;
    cell.alignment = { horizontal: 'left', vertical: 'middle' };
    if (numFmt) cell.numFmt = numFmt;
  };
  notes.forEach((text, i) => under(last + 1 + i, 1, officialColumns, text));
  const foot = last + notes.length + 2;
  sheet.getRow(foot).height = 24;
  under(foot, 1, 3, '单位负责人（签字）：');
  under(foot, 4, 6, `填表人：${compiledBy ?? ''}`);
  under(foot, 7, 9, '联系电话：');
  under(foot, 10, 10, '填报日期：');
  under(foot, 11, 12, published ? dateCell(published.on) : null, dateFormat);
  under(foot, 13, 14, '截止到：');
  under(foot, 15, 15, dateCell(dateIn(span.to)), dateFormat);
}

function tableRow(sheet: Worksheet, row: number, each: TableRow): void {
  const { unit, coverage, general, major, planned, fiveCommitments, listedProvincial, listedMunicipal, fundsYuan } = each;
  sheet.getRow(row).height = 22;
  fill(sheet, row, 1, unit);
  fill(sheet, row, 2, coverage?.denominator ?? null);
  fill(sheet, row, 3, coverage?.numerator ?? null);
  fillRate(sheet, row, 4, coverage);
  [general, major].forEach((value, i) => {
    fill(sheet, row, 5 + i * 3, value.denominator);
    fill(sheet, row, 6 + i * 3, value.numerator);
    fillRate(sheet, row, 7 + i * 3, value);
  });
  [planned, fiveCommitments, listedProvincial, listedMunicipal].forEach((count, i) => fill(sheet, row, 11 + i, count));
  fill(sheet, row, 15, fundsYuan === null ? null : fundsYuan / 10_000, decimals);
}

/** Sheet 2: every figure of the bureau beside the ones of last month and of the same month last year. */
function bureauFigures(sheet: Worksheet, report: MonthlyReport): void {
  const spans = ['thisMonth', 'lastMonth', 'lastYear'] as const;
  const spanNames = { thisMonth: '本月', lastMonth: '上月', lastYear: '去年同期' };
  widths(sheet, 32, ...spans.flatMap(() => [11, 11, 12]));
  const since = `统计期：${showInShanghai(report.span.from)} 至 ${showInShanghai(report.span.to)}`;
  titled(sheet, `${sayMonth(report.period)}安全生产网格化管理指标`, 10, `单位：${issuerOf(report)}`, since);
  head(sheet, [3, 1, 4, 1], '指标');
  spans.forEach((span, i) => {
    head(sheet, [3, 2 + i * 3, 3, 4 + i * 3], spanNames[span]);
    ['分子／数量', '分母', '比率／均值'].forEach((text, k) => head(sheet, [4, 2 + i * 3 + k, 4, 2 + i * 3 + k], text));
  });
  report.figures.forEach((figure, i) => {
    const row = 5 + i;
    fill(sheet, row, 1, figureNames[figure.key]);
    spans.forEach((span, k) => fillFigure(sheet, row, 2 + k * 3, figure.of, figure[span]));
    sheet.getRow(row).height = 18;
  });
}

/** Numerator, denominator, rate; a mean shows days over cases. */
function fillFigure(sheet: Worksheet, row: number, column: number, of: ComparedFigure['of'], value: Value | null): void {
  const isMean = of === 'mean';
  fill(sheet, row, column, value && (isMean ? value.numerator / minutesADay : value.numerator), isMean ? decimals : undefined);
  fill(sheet, row, column + 1, value?.denominator ?? null);
  fillRate(sheet, row, column + 2, value, of);
}

/** Sheet 3: per unit, what its report says and every figure; in the order of the organisation, unranked. */
function unitsSheet(sheet: Worksheet, report: MonthlyReport): void {
  const { units } = report;
  const keys = units[0]?.figures.map(({ key, of }) => ({ key, of })) ?? [];
  const known = [...new Map([...keys, ...units.flatMap(({ figures }) => figures)].map(({ key, of }) => [key, of]))].filter(
    ([key]) => key !== 'zoneCompleteness' && key !== 'coverage',
  );
  const own = ['月报', '是否按期', '责任区', '配备完整', '完整率', '公示牌已设', '应排查', '实际排查', '覆盖率', '培训场次', '培训人次'];
  const spread = known.flatMap(([, of]) => (of === 'count' ? [1] : [3]));
  const columns = 2 + own.length + spread.reduce((sum, each) => sum + each, 0);
  titled(sheet, `${sayMonth(report.period)}各单位情况`, 2 + own.length);
  head(sheet, [3, 1, 4, 1], '序号');
  head(sheet, [3, 2, 4, 2], '单位');
  own.forEach((text, i) => head(sheet, [3, 3 + i, 4, 3 + i], text));
  widths(sheet, 6, 18, ...own.map(() => 9), ...Array.from({ length: columns - 2 - own.length }, () => 9));
  const starts: number[] = [];
  let next = 3 + own.length;
  known.forEach(([key, of], i) => {
    const width = spread[i] ?? 1;
    starts.push(next);
    if (of === 'count') head(sheet, [3, next, 4, next], figureNames[key]);
    else {
      head(sheet, [3, next, 3, next + 2], figureNames[key]);
      ['分子', '分母', of === 'mean' ? '均值' : '比率'].forEach((text, k) => head(sheet, [4, next + k, 4, next + k], text));
    }
    next += width;
  });
  sheet.getRow(3).height = 32;
  units.forEach(({ name, report: state, isOnTime, zones, content, figures }, i) => {
    const row = 5 + i;
    const value = (key: string) => figures.find((each) => each.key === key) ?? null;
    const coverage = value('coverage');
    fill(sheet, row, 1, i + 1);
    fill(sheet, row, 2, name);
    const cells: Scalar[] = [
      state && reportStages[state],
      isOnTime === null ? null : isOnTime ? '是' : '否',
      zones.denominator,
      zones.numerator,
    ];
    cells.forEach((each, k) => fill(sheet, row, 3 + k, each));
    fillRate(sheet, row, 7, zones);
    fill(sheet, row, 8, content?.placardsPosted ?? null);
    fill(sheet, row, 9, coverage?.denominator ?? null);
    fill(sheet, row, 10, coverage?.numerator ?? null);
    fillRate(sheet, row, 11, coverage);
    fill(sheet, row, 12, content?.trainings ?? null);
    fill(sheet, row, 13, content?.trained ?? null);
    known.forEach(([key, of], k) => {
      const start = starts[k] ?? 0;
      if (of === 'count') fill(sheet, row, start, value(key)?.numerator ?? null);
      else fillFigure(sheet, row, start, of, value(key));
    });
    heighten(sheet, sheet.getRow(row));
  });
  // As wide as it is, it is printed over several pages, each of which names the units.
  Object.assign(sheet.pageSetup, { fitToPage: false, scale: 70, printTitlesColumn: 'A:B' });
}

/** Sheet 4 */
function gapsSheet(sheet: Worksheet, { gaps, period, span }: MonthlyReport): void {
  widths(sheet, 6, 16, 30, 24, 18, 18);
  titled(sheet, `${sayMonth(period)}责任人待明确的责任区`, 6, '', `截至 ${showInShanghai(span.to)}`);
  ['序号', '责任区编号', '责任区', '单位', '分管责任人', '具体责任人'].forEach((text, i) => head(sheet, [3, i + 1, 3, i + 1], text));
  listed(
    sheet,
    gaps.map(({ code, name, unit, specific, supervising }, i) => [
      i + 1,
      code,
      name,
      unit,
      supervising ?? vacantSeat,
      specific ?? vacantSeat,
    ]),
  );
}

/** Sheet 5 */
function overdueSheet(sheet: Worksheet, { overdue, period, span }: MonthlyReport): void {
  widths(sheet, 6, 18, 34, 20, 18, 8, 12, 40);
  titled(sheet, `附件2  ${sayMonth(period)}超期事项清单`, 8, '', `截至 ${showInShanghai(span.to)}`);
  ['序号', '案件编号', '隐患', '责任区', '单位', '等级', '超期（工作日）', '单位说明'].forEach((text, i) =>
    head(sheet, [3, i + 1, 3, i + 1], text),
  );
  listed(
    sheet,
    overdue.map(({ number, title, zone, unit, class: of, workdaysOverdue, explanation }, i) => [
      i + 1,
      number,
      title,
      zone,
      unit,
      classNames[of],
      workdaysOverdue,
      explanation,
    ]),
  );
}

function listed(sheet: Worksheet, rows: readonly Scalar[][]): void {
  rows.forEach((cells, i) => {
    cells.forEach((value, k) => fill(sheet, 4 + i, k + 1, value));
    heighten(sheet, sheet.getRow(4 + i));
  });
  if (rows.length === 0) fill(sheet, 4, 1, '无');
}
