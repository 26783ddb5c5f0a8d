import { understandSheets } from '../../domain/import/understand-sheets.ts';
import type { UnderstoodFile } from '../../domain/import/understand-sheets.ts';
import type { Reading } from '../../domain/import/understand-row.ts';
import { readWorkbook } from './read-workbook.ts';

/** Reads and understands a ledger kept in Excel; nothing is written. Throws UnreadableWorkbook. */
export async function readLedgerFile(file: string, reading: Reading): Promise<UnderstoodFile> {
  return understandSheets(await readWorkbook(file), reading);
}
