import type { Cell, Merge, Sheet } from '../../../domain/import/cells.ts';

export type Written = string | number | null | { on: string; time?: string };

const cellOf = (written: Written): Cell => {
  if (written === null || written === '') return { kind: 'blank' };
  if (typeof written === 'number') return { kind: 'number', value: written };
  if (typeof written === 'string') return { kind: 'text', text: written };
  return { kind: 'date', on: written.on, time: written.time ?? null };
};

/** Merges are written as Excel writes them: 'A1:C1'. */
export const sheetOf = (rows: Written[][], merges: string[] = [], name = '台账'): Sheet => {
  const sheet: Sheet = { name, rows: rows.map((row) => row.map(cellOf)), merges: merges.map(areaOf) };
  for (const { top, left, bottom, right } of sheet.merges) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const cells = sheet.rows[row];
        if (cells && (row !== top || column !== left)) cells[column] = { kind: 'merged', row: top, column: left };
      }
    }
  }
  return sheet;
};

const areaOf = (area: string): Merge => {
  const [, left = '', top, right = '', bottom] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(area) ?? [];
  const column = (letter: string) => letter.charCodeAt(0) - 'A'.charCodeAt(0);
  return { top: Number(top) - 1, left: column(left), bottom: Number(bottom) - 1, right: column(right) };
};
