import type { LocalDate } from '../time/instant.ts';
import { categoryDescribed, categoryNamed } from './categories.ts';
import { cellAt, folded, isOwnContent, textOf } from './cells.ts';
import type { Cell, Sheet } from './cells.ts';
import type { Header, HeaderColumn } from './find-header.ts';
import type { Doubt, DoubtCode, Field, Refusal, RefusalCode } from './findings.ts';
import { readDate } from './read-date.ts';
import { readFundsWan } from './read-funds.ts';
import { isGradeWord, readGrade } from './read-grade.ts';
import { readInspectors } from './read-inspectors.ts';
import { readStatus, spellOutAnswer, statusOf } from './read-status.ts';

/** A row of somebody's ledger as we understood it. What the row doesn't say is null or empty, never made up. */
export type ImportedHazard = {
  sourceSheet: string;
  /** Excel's row number, from 1. */
  sourceRow: number;
  sourceNumber: string | null;
  project: string | null;
  /** The inspected unit; where the ledger has no such column, the inspecting one (检查单位). */
  unit: string | null;
  place: string | null;
  description: string;
  /** An ImportedCategory; null when the row names none and its description doesn't tell. */
  category: string | null;
  class: 'general' | 'major';
  gradeText: string | null;
  /** 'rectified' awaits verification: see statusOf for the rule. */
  status: 'open' | 'rectified' | 'closed';
  statusText: string | null;
  foundOn: LocalDate | null;
  inspectors: string[];
  dueOn: LocalDate | null;
  rectifiedOn: LocalDate | null;
  verifiedOn: LocalDate | null;
  closedOn: LocalDate | null;
  measures: string | null;
  /** Ten thousand yuan. */
  fundsWan: number | null;
  remark: string | null;
  responsibleUnits: { role: string; name: string }[];
  responsiblePerson: string | null;
};

export type UnderstoodRecord = { kind: 'understood'; hazard: ImportedHazard; doubts: Doubt[] } | { kind: 'refused'; reasons: Refusal[] };

export type UnderstoodRow =
  | UnderstoodRecord
  /** No hazard: an instruction or a signature under the table, a header repeated on the next page. */
  | { kind: 'note'; text: string }
  | { kind: 'blank' };

/** `today` is the civil date in Asia/Shanghai; `repairEndsCase` is explained at statusOf. */
export type Reading = { today: LocalDate; repairEndsCase?: boolean };

/** Understands one row (counted from 0) below the header. Rows merged downwards share the values of the first. */
export const understandRow = (sheet: Sheet, row: number, header: Header, reading: Reading): UnderstoodRow => {
  const own = (sheet.rows[row] ?? []).flatMap((cell, column) => (isOwnContent(cell) && textOf(cell) !== '' ? [{ cell, column }] : []));
  const numberColumn = header.columns.find(({ field }) => field === 'number')?.column;
  if (own.every(({ cell, column }) => column === numberColumn && /^[\d.、]+$/.test(textOf(cell)))) return { kind: 'blank' };
  const note = noteIn(sheet, row, header, own);
  if (note !== null) return { kind: 'note', text: note };
  return understandRecord(sheet, row, header, reading);
};

const footer = /^(填写要求|填表说明|填表人|制表人?|单位负责人|负责人签字|审核人?|备注|说明|注|合计|小计|总计|联系电话)([:：\d(（]|$)/;

const noteIn = (sheet: Sheet, row: number, header: Header, own: { cell: Cell; column: number }[]): string | null => {
  const [first] = own;
  if (!first) return null;
  const text = textOf(first.cell);
  const spread = sheet.merges.find((merge) => merge.top === row && merge.left === first.column);
  const isWide = spread !== undefined && spread.right - spread.left + 1 > header.columns.length / 2;
  if (own.length === 1 && isWide) return text;
  const description = header.columns.find(({ field }) => field === 'description');
  if (footer.test(folded(text)) && !own.some(({ column }) => column === description?.column))
    return own.map(({ cell }) => textOf(cell)).join(' ');
  const repeated = own.filter(({ cell, column }) =>
    header.columns.some((known) => known.column === column && known.heading.split('·').includes(textOf(cell).replace(/\s+/g, ''))),
  );
  return repeated.length === own.length ? own.map(({ cell }) => textOf(cell)).join(' ') : null;
};

/** A cell merged with rows above belongs to all of them, unless it hangs down from the header. */
export const sharedCell = (sheet: Sheet, row: number, header: Header, column: number): Cell => {
  const cell = cellAt(sheet, row, column);
  const comesFromAbove = cell.kind === 'merged' && cell.column === column && cell.row > header.bottom;
  return comesFromAbove ? cellAt(sheet, cell.row, cell.column) : cell;
};

const placeholder = /^[-—–/\\]+$|^(无|暂无)$/;
const saysSomething = (text: string): string | null => (text === '' || placeholder.test(folded(text)) ? null : text);

/** Understands a row that is a hazard's, whatever it looks like. */
export const understandRecord = (sheet: Sheet, row: number, header: Header, reading: Reading): UnderstoodRecord => {
  const doubts: Doubt[] = [];
  const reasons: Refusal[] = [];
  const doubt = (code: DoubtCode, field: Field, value: string, params: Doubt['params'] = {}) => doubts.push({ code, field, value, params });
  const refuse = (code: RefusalCode, field: Field, value: string, params: Refusal['params'] = {}) =>
    reasons.push({ code, field, value, params });

  const cellsOf = (field: Field): { cell: Cell; column: HeaderColumn }[] =>
    header.columns
      .filter((column) => column.field === field)
      .map((column) => ({
        cell: sharedCell(sheet, row, header, column.column),
        column,
      }));
  const cellOf = (field: Field): Cell => cellsOf(field)[0]?.cell ?? { kind: 'blank' };
  const textIn = (field: Field): string | null => saysSomething(textOf(cellOf(field)));

  const statusInDates: string[] = [];
  const dateIn = (
    field: 'foundOn' | 'dueOn' | 'rectifiedOn' | 'verifiedOn' | 'closedOn',
    notBefore: LocalDate | null,
  ): LocalDate | null => {
    const cell = cellOf(field);
    const value = textOf(cell);
    const said = readDate(cell, notBefore);
    if (said.kind === 'none') return null;
    const words = said.kind === 'words' ? said.words : said.rest;
    if (words !== '') {
      if (field === 'foundOn' || field === 'dueOn' || readStatus(words) === 'unknown') {
        doubt('DATE_NOT_UNDERSTOOD', field, value);
        return null;
      }
      statusInDates.push(words);
      doubt('STATUS_IN_DATE_COLUMN', field, value);
    }
    if (said.kind === 'words') return null;
    if (said.from === 'assumedYear') doubt('YEAR_ASSUMED', field, value, { date: said.on });
    if (said.from === 'serial') doubt('DATE_FROM_SERIAL', field, value, { date: said.on });
    if (field !== 'dueOn' && said.on > reading.today) refuse('DATE_IN_FUTURE', field, value, { today: reading.today });
    return said.on;
  };

  const descriptionColumn = cellsOf('description')[0]?.column.column ?? -1;
  if (cellAt(sheet, row, descriptionColumn).kind === 'merged') {
    const above = sheet.merges.find(({ top, bottom, left }) => left === descriptionColumn && top < row && row <= bottom);
    if (above)
      return {
        kind: 'refused',
        reasons: [
          {
            code: 'MERGED_WITH_ROW_ABOVE',
            field: 'description',
            value: '',
            params: { row: above.top + 1 },
          },
        ],
      };
  }
  const description = saysSomething(textOf(cellOf('description')));
  if (!description) refuse('NO_DESCRIPTION', 'description', textOf(cellOf('description')));

  const foundOn = dateIn('foundOn', null);
  if (!foundOn) doubt('FOUND_DATE_MISSING', 'foundOn', textOf(cellOf('foundOn')));
  const dueOn = dateIn('dueOn', foundOn);
  const rectifiedOn = dateIn('rectifiedOn', foundOn);
  const verifiedOn = dateIn('verifiedOn', rectifiedOn ?? foundOn);
  const closedOn = dateIn('closedOn', verifiedOn ?? rectifiedOn ?? foundOn);
  const ended = verifiedOn ?? closedOn;

  if (foundOn && dueOn && dueOn < foundOn) doubt('DUE_BEFORE_FOUND', 'dueOn', dueOn, { found: foundOn });
  for (const [field, on] of [
    ['rectifiedOn', rectifiedOn],
    ['verifiedOn', verifiedOn],
    ['closedOn', closedOn],
  ] as const) {
    if (foundOn && on && on < foundOn) refuse('COMPLETED_BEFORE_FOUND', field, on, { found: foundOn });
    else if (rectifiedOn && on && on < rectifiedOn)
      refuse('VERIFIED_BEFORE_COMPLETED', field, on, {
        completed: rectifiedOn,
      });
  }

  const statusTexts = cellsOf('status').flatMap(({ cell, column }) =>
    saysSomething(textOf(cell)) ? [spellOutAnswer(column.heading, textOf(cell))] : [],
  );
  const statusText = [...statusTexts, ...(statusTexts.length === 0 ? statusInDates : [])].join('；') || null;
  const word = statusText === null ? 'unknown' : readStatus(statusText);
  const status = statusOf(word, { rectified: rectifiedOn !== null, verified: ended !== null }, reading.repairEndsCase ?? false);
  if (statusText !== null && word === 'unknown') doubt('STATUS_NOT_UNDERSTOOD', 'status', statusText, { status });
  else if (statusText === null && status !== 'open') doubt('STATUS_FROM_DATES', 'status', '', { status });
  const contradicting = word === 'open' ? (rectifiedOn ?? ended) : word === 'awaitsVerification' || word === 'notClosed' ? ended : null;
  if (contradicting) doubt('STATUS_CONTRADICTS_DATES', 'status', statusText ?? '', { date: contradicting, status });
  if (status === 'rectified' && !rectifiedOn) doubt('RECTIFIED_DATE_MISSING', 'rectifiedOn', textOf(cellOf('rectifiedOn')));
  if (status === 'closed' && !ended) doubt('CLOSED_WITHOUT_DATE', 'closedOn', statusText ?? '');

  const categoryCell = textIn('category');
  const gradeInCategory = categoryCell && isGradeWord(categoryCell) ? categoryCell : null;
  const gradeText = textIn('grade') ?? gradeInCategory;
  const grade = readGrade(gradeText ?? '');
  if (!gradeText) doubt('GRADE_MISSING', 'grade', '');
  else if (grade.certainty === 'notUnderstood') doubt('GRADE_NOT_UNDERSTOOD', 'grade', gradeText);
  else if (grade.certainty === 'takenAsGeneral') doubt('GRADE_TAKEN_AS_GENERAL', 'grade', gradeText);

  const named = categoryCell && !gradeInCategory ? categoryNamed(categoryCell) : null;
  const guessed = named ? null : categoryDescribed(description ?? '');
  const category = named ?? guessed ?? (categoryCell ? 'other' : null);
  if (guessed)
    doubt('CATEGORY_GUESSED', 'category', categoryCell ?? '', {
      category: guessed,
    });
  else if (category === 'other') doubt('CATEGORY_UNKNOWN', 'category', categoryCell ?? '');

  const inspectors = readInspectors(textIn('inspectors') ?? '');
  for (const other of inspectors.others) doubt('INSPECTOR_NOT_A_NAME', 'inspectors', other);

  const responsibleUnits = cellsOf('responsibleUnit').flatMap(({ cell, column }) => {
    const name = saysSomething(textOf(cell));
    if (!name) return [];
    const asDate = readDate(cell, null);
    if (asDate.kind !== 'date' || asDate.rest !== '') return [{ role: column.role ?? column.heading, name }];
    doubt('DATE_IN_UNIT_COLUMN', 'responsibleUnit', name, {
      heading: column.heading,
    });
    return [];
  });

  const fundsCell = cellsOf('funds')[0];
  const fundsText = textIn('funds');
  const fundsWan = fundsCell && fundsText ? readFundsWan(fundsCell.cell, fundsCell.column.heading) : null;
  if (fundsText && fundsWan === null) doubt('FUNDS_NOT_UNDERSTOOD', 'funds', fundsText);

  if (reasons.length > 0 || !description) return { kind: 'refused', reasons };
  const hazard: ImportedHazard = {
    sourceSheet: sheet.name,
    sourceRow: row + 1,
    sourceNumber: textIn('number'),
    project: textIn('project'),
    unit: textIn('unit') ?? textIn('inspectingUnit'),
    place: textIn('place'),
    description,
    category,
    class: grade.class,
    gradeText,
    status,
    statusText,
    foundOn,
    inspectors: inspectors.names,
    dueOn,
    rectifiedOn,
    verifiedOn,
    closedOn,
    measures: textIn('measures'),
    fundsWan,
    remark: textIn('remark'),
    responsibleUnits,
    responsiblePerson: textIn('responsiblePerson')?.replace(/[.。]+$/, '') ?? null,
  };
  return { kind: 'understood', hazard, doubts };
};
