import { textOf } from './cells.ts';
import type { Cell, Sheet } from './cells.ts';
import type { Header } from './find-header.ts';
import type { Doubt, Field, Refusal } from './findings.ts';
import { sharedCell, understandRecord } from './understand-row.ts';
import type { ImportedHazard, Reading } from './understand-row.ts';
import { onlyOnce } from './understand-sheets.ts';
import type { SheetResult, TakenRow } from './understand-sheets.ts';

/** What stands in one column of a row, with the column's heading, by which funds and answers of yes or no are understood. */
export type TypedCell = { field: Field; heading: string; role: string | null; value: string | number };

/** A row taken out of its workbook, as a person checks and changes it; `row` is Excel's number. */
export type TypedRow = { sheet: string; row: number; cells: TypedCell[] };

/** A row and what was understood of it: no hazard where it is refused. */
export type CheckedRow = TypedRow & { hazard: ImportedHazard | null; fingerprint: string | null; doubts: Doubt[]; reasons: Refusal[] };

/** The rows of a workbook that are hazards or were meant to be; notes and blank rows are left out. */
export const checkedRows = (sheets: readonly Sheet[], results: readonly SheetResult[]): CheckedRow[] =>
  results.flatMap(({ name, header, rows }, i) => {
    const sheet = sheets[i];
    if (!sheet || !header) return [];
    return rows.flatMap((result) =>
      result.kind === 'note' ? [] : [checked({ sheet: name, row: result.row, cells: cellsOf(sheet, result.row - 1, header) }, result)],
    );
  });

/** Understands rows as they were typed, by the rules of a workbook's; one that repeats another of them is refused. */
export function checkTyped(rows: readonly TypedRow[], reading: Reading): CheckedRow[] {
  const firstSeen = new Map<string, ImportedHazard>();
  return rows.map((typed) => {
    const understood = understandTyped(typed, reading);
    if (understood.kind === 'refused') return checked(typed, { row: typed.row, excerpt: '', ...understood });
    return checked(typed, onlyOnce(typed.row, understood, firstSeen));
  });
}

function understandTyped({ sheet: name, row, cells }: TypedRow, reading: Reading) {
  const columns = cells.map(({ field, heading, role }, column) => ({ column, heading, field, role }));
  const sheet = { name, rows: [[], cells.map(({ value }) => asCell(value))], merges: [] };
  const understood = understandRecord(sheet, 1, { top: 0, bottom: 0, columns, notUnderstood: [] }, reading);
  return understood.kind === 'refused' ? understood : { ...understood, hazard: { ...understood.hazard, sourceRow: row } };
}

const asCell = (value: string | number): Cell => {
  if (typeof value === 'number') return { kind: 'number', value };
  return value.trim() === '' ? { kind: 'blank' } : { kind: 'text', text: value };
};

const cellsOf = (sheet: Sheet, row: number, header: Header): TypedCell[] =>
  header.columns.flatMap(({ column, ...of }) => {
    const cell = sharedCell(sheet, row, header, column);
    const value = cell.kind === 'number' ? cell.value : textOf(cell);
    return value === '' ? [] : [{ ...of, value }];
  });

function checked(typed: TypedRow, result: TakenRow): CheckedRow {
  if (result.kind === 'refused') return { ...typed, hazard: null, fingerprint: null, doubts: [], reasons: result.reasons };
  const { hazard, fingerprint, doubts } = result;
  return { ...typed, hazard, fingerprint, doubts, reasons: [] };
}
