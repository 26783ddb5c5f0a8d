import type { ImportCell, ImportPreview, ImportRow } from '../../api/client.ts';

/** What somebody changed in a file, kept until it was entered: of its zones, and of single rows. */
export type Work = { zones: { all?: string | undefined; of: Record<string, string> }; rows: Record<string, Change> };
export type Change = { cells?: ImportCell[]; zone?: string | undefined; isOut?: boolean };

/** The file as it was read, with what it was called and how it was asked. */
export type Read = { name: string; repairEndsCase: boolean; preview: ImportPreview };

export const untouched: Work = { zones: { of: {} }, rows: {} };

export const states = ['clear', 'doubtful', 'refused', 'known'] as const;
export type State = (typeof states)[number];

export const keyOf = ({ sheet, row }: Pick<ImportRow, 'sheet' | 'row'>): string => `${sheet}/${row}`;

export function stateOf({ reasons, doubts, known }: ImportRow): State {
  if (known) return 'known';
  if (reasons.length > 0) return 'refused';
  return doubts.length > 0 ? 'doubtful' : 'clear';
}

/** By what a row's zone is looked up; '' for one that names neither project nor unit. */
export const groupOf = ({ understood }: ImportRow): string => understood?.project ?? understood?.unit ?? '';

/** Where the row goes: as it was named for itself, else for its project, else for all. */
export const zoneOf = (row: ImportRow, { zones, rows }: Work): string | null =>
  rows[keyOf(row)]?.zone ?? zones.of[groupOf(row)] ?? zones.all ?? null;

/** May be entered, and nobody has unticked it. */
export const isTaken = (row: ImportRow, { rows }: Work): boolean => row.reasons.length === 0 && !row.known && !rows[keyOf(row)]?.isOut;

export type Sent = Pick<ImportRow, 'sheet' | 'row' | 'cells'> & { zone: string | null };

export const asSent = (row: ImportRow, work: Work): Sent => ({
  sheet: row.sheet,
  row: row.row,
  cells: row.cells,
  zone: zoneOf(row, work),
});

const mostRows = 50;
// The api takes a quarter of a megabyte at once.
const mostBytes = 150_000;

/** In pieces that the api takes at once. */
export function batchesOf<Row extends object>(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(row)).length;
    const last = batches.at(-1);
    if (!last || last.length >= mostRows || bytes + size > mostBytes) {
      batches.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return batches;
}

/** What stands in the column, as it was written; '' where nothing does. */
export const writtenIn = ({ cells }: Pick<ImportRow, 'cells'>, field: ImportCell['field']): string =>
  cells
    .filter((cell) => cell.field === field)
    .map(({ value }) => String(value))
    .join('；');

/** With another text in that column, whose heading stays. */
export function written(cells: readonly ImportCell[], field: ImportCell['field'], value: string): ImportCell[] {
  const { heading = '', role = null } = cells.find((cell) => cell.field === field) ?? {};
  const others = cells.filter((cell) => cell.field !== field);
  return value.trim() === '' ? others : [...others, { field, heading, role, value: value.trim() }];
}
