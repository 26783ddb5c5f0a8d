import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { sayCategory } from '../domain/import/categories.ts';
import { sayStage } from '../domain/case/stage-words.ts';
import { sourceNames } from '../domain/hazard/source-names.ts';
import type { NamedHolder, NamedLedgerRow } from '../domain/hazard/ledger-row.ts';
import { zh } from '../domain/notices/wording.zh.ts';
import type { LocalDate } from '../domain/time/instant.ts';
import { classNames, vacantSeat } from './words.ts';

/** A row, and the address of the hazard's page. */
export type PrintedRow = NamedLedgerRow & { address: string };

type Value = string | number | Date | { text: string; hyperlink: string } | null;
type Column = { head: string; width: number; numFmt?: string; of: (row: PrintedRow) => Value };

const dateFormat = 'yyyy-mm-dd';
const dated = (head: string, of: (row: PrintedRow) => LocalDate | null): Column => ({
  head,
  width: 12,
  numFmt: dateFormat,
  // exceljs writes the wall time of a sheet as if it were UTC.
  of: (row) => date(of(row)),
});
const date = (on: LocalDate | null) => on && new Date(`${on}T00:00:00Z`);
const sayDay = (on: LocalDate) => on;
const kept = 5_000;

/** What somebody wrote, as text: never a formula, no longer than a reader of a sheet can use. */
const written = (text: string | null): string | null => text && [...text].slice(0, kept).join('');

/** The thirty-one columns of the 台账 in their order (DOMAIN §7). */
export const ledgerColumns: readonly Column[] = [
  { head: '编号', width: 18, of: ({ number }) => number },
  { head: '网格', width: 16, of: ({ grid }) => grid },
  { head: '责任区', width: 18, of: ({ zone }) => zone },
  { head: '单位/项目', width: 20, of: ({ unit }) => written(unit) },
  { head: '部位', width: 16, of: ({ place }) => written(place) },
  { head: '描述', width: 36, of: ({ description }) => written(description) },
  { head: '来源', width: 10, of: ({ source }) => sourceNames[source] },
  { head: '类别', width: 12, of: ({ category }) => category && sayCategory(category, 'zh') },
  { head: '等级', width: 8, of: (row) => classNames[row.class] },
  { head: '判定依据', width: 24, of: ({ criterion }) => criterion },
  { head: '排查人', width: 12, of: ({ inspectors }) => inspectors },
  dated('发现日期', ({ foundOn }) => foundOn),
  { head: '整改措施', width: 30, of: ({ measures }) => written(measures) },
  { head: '具体责任人', width: 12, of: ({ specific }) => sayHolder(specific) },
  { head: '分管责任人', width: 12, of: ({ supervising }) => sayHolder(supervising) },
  { head: '资金（万元）', width: 12, numFmt: '0.00', of: ({ fundsYuan }) => fundsYuan && fundsYuan / 10_000 },
  dated('整改期限', ({ dueOn }) => dueOn),
  { head: '应急预案', width: 20, of: ({ contingencyPlan }) => written(contingencyPlan) },
  { head: '延期次数/最新期限', width: 18, of: (row) => sayExtensions(row) },
  dated('整改完成日期', ({ rectifiedOn }) => rectifiedOn),
  { head: '复查人', width: 10, of: ({ verifiedBy }) => verifiedBy },
  dated('复查日期', ({ verifiedOn }) => verifiedOn),
  { head: '复查结论', width: 16, of: (row) => sayVerdict(row) },
  { head: '返工次数', width: 10, of: ({ reworks }) => reworks },
  { head: '是否超期/天数', width: 16, of: (row) => sayLate(row) },
  { head: '升级层级', width: 10, of: ({ level }) => level },
  { head: '是否挂牌督办', width: 12, of: ({ isListed }) => (isListed ? '是' : '否') },
  dated('通报从业人员日期', ({ publicisedOn }) => publicisedOn),
  dated('销号日期', ({ closedOn }) => closedOn),
  { head: '整改前后照片', width: 16, of: (row) => photos(row) },
  { head: '备注', width: 24, of: (row) => remark(row) },
];

/** The responsible person, even while another one acts for him. */
const sayHolder = (held: NamedHolder | null) =>
  held === null ? vacantSeat : held.acting === null ? held.name : `${held.name}（${held.acting}代）`;
const sayExtensions = ({ extensions, extendedTo }: PrintedRow) =>
  `${extensions}次${extendedTo ? `，${extensions === 0 ? '现为' : ''}${sayDay(extendedTo)}` : ''}`;
const sayVerdict = ({ verdict, opinion }: PrintedRow) =>
  verdict && written(`${verdict === 'passed' ? '通过' : '未通过'}${opinion ? `：${opinion}` : ''}`);
const days = (workdays: number) => (workdays === 0 ? '不足1个工作日' : `${workdays}个工作日`);
/** The column is about the repair; another step that is late now is said beside it, so that a sheet of what is late contradicts itself nowhere. */
function sayLate({ overdueBy, lateStep }: PrintedRow): string {
  const repair = overdueBy === null ? '否' : `是（${days(overdueBy)}）`;
  return lateStep ? `${repair}；${zh.duty[lateStep.duty]}已超期${days(lateStep.workdays)}` : repair;
}
const photos = ({ photos: { before, after }, address }: PrintedRow): Value =>
  before + after > 0 ? { text: `前${before}张，后${after}张`, hyperlink: address } : null;
const remark = ({ stage, enteredOn, remark: noted }: PrintedRow) =>
  written([sayStage(stage, 'zh'), ...(enteredOn ? [`补录，录入于${sayDay(enteredOn)}`] : []), ...(noted ? [noted] : [])].join('；'));

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const headRow = 3;
const rowsAtOnce = 250;
/** A3, by the number that Excel gives it; the library's types end at A4. */
const a3: object = { paperSize: 8 };

/** Writes the 台账 as Excel into a file while its rows come in; breaks off when `into` is destroyed. */
export async function writeLedgerXlsx(
  into: Writable,
  rows: AsyncIterable<PrintedRow>,
  { bureau, asOf, filter }: { bureau: string; asOf: string; filter: string },
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  workbook.creator = bureau;
  const sheet = workbook.addWorksheet('台账', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headRow }],
    pageSetup: { ...a3, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `1:${headRow}` },
    headerFooter: { oddFooter: '&C— &P —' },
  });
  sheet.columns = ledgerColumns.map(({ width, numFmt }) => ({ width, ...(numFmt && { style: { numFmt } }) }));
  sheet.mergeCells(1, 1, 1, ledgerColumns.length);
  const title = sheet.getCell(1, 1);
  title.value = `${bureau}安全生产隐患排查治理台账`;
  title.font = { name: '方正小标宋简体', size: 18 };
  title.alignment = { horizontal: 'left', vertical: 'middle' };
  sheet.getRow(1).height = 34;
  sheet.mergeCells(2, 1, 2, ledgerColumns.length);
  sheet.getCell(2, 1).value = `截至${asOf}；${filter}`;
  sheet.getCell(2, 1).font = { name: '宋体', size: 10 };
  const head = sheet.getRow(headRow);
  ledgerColumns.forEach(({ head: text }, i) => {
    const cell = head.getCell(i + 1);
    cell.value = text;
    cell.font = { name: '宋体', size: 10, bold: true };
    cell.border = border;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  head.height = 30;
  sheet.autoFilter = { from: { row: headRow, column: 1 }, to: { row: headRow, column: ledgerColumns.length } };
  for (const each of [1, 2, headRow]) sheet.getRow(each).commit();

  let next = headRow + 1;
  for await (const each of rows) {
    if (into.destroyed) return;
    // What was written waits in memory until the file has taken it.
    if ((next - headRow) % rowsAtOnce === 0) await setImmediate();
    const row = sheet.getRow(next);
    ledgerColumns.forEach(({ of, numFmt }, i) => {
      const value = of(each);
      const cell = row.getCell(i + 1);
      if (value !== null) cell.value = value;
      cell.font = { name: '宋体', size: 10 };
      cell.border = border;
      cell.alignment = { horizontal: typeof value === 'string' ? 'left' : 'center', vertical: 'middle', wrapText: true };
      if (numFmt) cell.numFmt = numFmt;
    });
    row.commit();
    next += 1;
  }
  sheet.commit();
  await Promise.race([workbook.commit(), once(into, 'close')]);
}
