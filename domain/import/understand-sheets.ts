import { cellAt, isOwnContent, textOf } from './cells.ts';
import type { Sheet } from './cells.ts';
import { findHeader } from './find-header.ts';
import type { Header } from './find-header.ts';
import { differencesBetween, fingerprintOf } from './fingerprint.ts';
import type { Doubt, Refusal, SheetRefusal } from './findings.ts';
import { understandRow } from './understand-row.ts';
import type { ImportedHazard, Reading } from './understand-row.ts';

/** A row that is a hazard, or was meant to be one; `row` is Excel's number, from 1. */
export type TakenRow = { row: number } & (
  | {
      kind: 'understood';
      hazard: ImportedHazard;
      doubts: Doubt[];
      fingerprint: string;
    }
  | { kind: 'refused'; reasons: Refusal[]; excerpt: string }
);

/** Blank rows are counted, not listed. */
export type RowResult = TakenRow | { row: number; kind: 'note'; text: string };

export type SheetResult = {
  name: string;
  header: Header | null;
  reasons: SheetRefusal[];
  rows: RowResult[];
  blankRows: number;
};

export type Counts = {
  understood: number;
  doubted: number;
  refused: number;
  notes: number;
  blank: number;
  open: number;
  rectified: number;
  closed: number;
  sheetsWithoutHeader: number;
};

export type UnderstoodFile = { sheets: SheetResult[]; counts: Counts };

/** Understands all sheets of one file; a row that another one repeats is refused and names the first. */
export const understandSheets = (sheets: readonly Sheet[], reading: Reading): UnderstoodFile => {
  const firstSeen = new Map<string, ImportedHazard>();
  const results = sheets.map((sheet) => understandSheet(sheet, reading, firstSeen));
  return { sheets: results, counts: countsOf(results) };
};

const understandSheet = (sheet: Sheet, reading: Reading, firstSeen: Map<string, ImportedHazard>): SheetResult => {
  const search = findHeader(sheet);
  if (!search.header)
    return {
      name: sheet.name,
      header: null,
      reasons: search.reasons,
      rows: [],
      blankRows: 0,
    };
  const { header } = search;
  const result: SheetResult = {
    name: sheet.name,
    header,
    reasons: [],
    rows: [],
    blankRows: 0,
  };
  for (let row = header.bottom + 1; row < sheet.rows.length; row += 1) {
    const outcome = understandRow(sheet, row, header, reading);
    if (outcome.kind === 'blank') result.blankRows += 1;
    else if (outcome.kind === 'note') result.rows.push({ row: row + 1, ...outcome });
    else if (outcome.kind === 'refused')
      result.rows.push({
        row: row + 1,
        ...outcome,
        excerpt: excerptOf(sheet, row, header),
      });
    else result.rows.push(onlyOnce(row + 1, outcome, firstSeen));
  }
  return result;
};

/** Takes in the first row of a hazard; one that repeats it is refused and names the first. */
export const onlyOnce = (
  row: number,
  { hazard, doubts }: { hazard: ImportedHazard; doubts: Doubt[] },
  firstSeen: Map<string, ImportedHazard>,
): TakenRow => {
  const fingerprint = fingerprintOf(hazard);
  const first = firstSeen.get(fingerprint);
  if (!first) {
    firstSeen.set(fingerprint, hazard);
    return { row, kind: 'understood', hazard, doubts, fingerprint };
  }
  const fields = differencesBetween(first, hazard);
  const where = { sheet: first.sourceSheet, row: first.sourceRow };
  const reason: Refusal =
    fields.length === 0
      ? { code: 'DUPLICATE_OF_ROW', field: null, value: '', params: where }
      : {
          code: 'CONFLICTS_WITH_ROW',
          field: null,
          value: '',
          params: { ...where, fields: fields.join(',') },
        };
  return {
    row,
    kind: 'refused',
    reasons: [reason],
    excerpt: hazard.description,
  };
};

const excerptOf = (sheet: Sheet, row: number, header: Header): string => {
  const column = header.columns.find(({ field }) => field === 'description')?.column ?? -1;
  const description = cellAt(sheet, row, column);
  const own = isOwnContent(description) ? [description] : (sheet.rows[row] ?? []).filter(isOwnContent);
  return own.map(textOf).join(' ');
};

const countsOf = (sheets: SheetResult[]): Counts => {
  const rows = sheets.flatMap((sheet) => sheet.rows);
  const understood = rows.filter((row) => row.kind === 'understood');
  const inStatus = (status: ImportedHazard['status']) => understood.filter(({ hazard }) => hazard.status === status).length;
  return {
    understood: understood.length,
    doubted: understood.filter(({ doubts }) => doubts.length > 0).length,
    refused: rows.filter((row) => row.kind === 'refused').length,
    notes: rows.filter((row) => row.kind === 'note').length,
    blank: sheets.reduce((sum, sheet) => sum + sheet.blankRows, 0),
    open: inStatus('open'),
    rectified: inStatus('rectified'),
    closed: inStatus('closed'),
    sheetsWithoutHeader: sheets.filter((sheet) => !sheet.header).length,
  };
};
