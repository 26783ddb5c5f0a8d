/** What a workbook says, as plain data. Rows and columns count from 0; row 0 is Excel's row 1. */
export type Cell =
  | { kind: 'blank' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** Civil date as written in the sheet ('YYYY-MM-DD'), with its wall time 'HH:MM' when it has one. */
  | { kind: 'date'; on: string; time: string | null }
  /** Covered by a merged area whose value stands at `row`, `column`. */
  | { kind: 'merged'; row: number; column: number };

/** A merged area, its four edges inclusive. */
export type Merge = {
  top: number;
  left: number;
  bottom: number;
  right: number;
};

export type Sheet = { name: string; rows: Cell[][]; merges: Merge[] };

const blank: Cell = { kind: 'blank' };

export const cellAt = (sheet: Sheet, row: number, column: number): Cell => sheet.rows[row]?.[column] ?? blank;

/** The cell a reader sees at this place: of a merged area, the one that holds its value. */
export const seenAt = (sheet: Sheet, row: number, column: number): Cell => {
  const cell = cellAt(sheet, row, column);
  return cell.kind === 'merged' ? cellAt(sheet, cell.row, cell.column) : cell;
};

export const isOwnContent = (cell: Cell): boolean => cell.kind !== 'blank' && cell.kind !== 'merged';

/** The text of a cell as a person reads it: line breaks kept, spaces at line ends and empty lines around it dropped. */
export const textOf = (cell: Cell): string => {
  if (cell.kind === 'text')
    return cell.text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+$/gm, '')
      .trim();
  if (cell.kind === 'number') return String(cell.value);
  if (cell.kind === 'date') return cell.time ? `${cell.on} ${cell.time}` : cell.on;
  return '';
};

/** For comparing words only: one width, no white space, lower case. */
export const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
