import { buffer } from 'node:stream/consumers';
import { checkedRows } from '../../domain/import/typed-row.ts';
import type { Reading } from '../../domain/import/understand-row.ts';
import { understandSheets } from '../../domain/import/understand-sheets.ts';
import type { ReadApart } from './read-apart.ts';
import { sheetsIn, UnreadableWorkbook } from './read-workbook.ts';

// The process of read-apart.ts: a workbook comes in, what was understood of it goes out.
async function read(): Promise<ReadApart> {
  try {
    const sheets = await sheetsIn(await buffer(process.stdin), '');
    const { sheets: results, counts } = understandSheets(sheets, JSON.parse(process.argv[2] ?? '') as Reading);
    return { sheets: results.map(({ rows: _, ...sheet }) => sheet), counts, rows: checkedRows(sheets, results) };
  } catch (error) {
    if (error instanceof UnreadableWorkbook) return { unreadable: error.reason };
    throw error;
  }
}

process.stdout.write(JSON.stringify(await read()));
