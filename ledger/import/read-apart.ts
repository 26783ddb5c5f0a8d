import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { CheckedRow } from '../../domain/import/typed-row.ts';
import type { Reading } from '../../domain/import/understand-row.ts';
import type { Counts, SheetResult } from '../../domain/import/understand-sheets.ts';
import type { UnreadableReason } from './read-workbook.ts';

export type ReadApart = { sheets: Omit<SheetResult, 'rows'>[]; counts: Counts; rows: CheckedRow[] } | { unreadable: UnreadableReason };

const root = join(import.meta.dirname, '../..');
const mostMemory = '--max-old-space-size=1024';
const within = { timeout: 60_000, killSignal: 'SIGKILL', maxBuffer: 512 * 1024 * 1024 } as const;

/**
 * Reads and understands an uploaded workbook in a process of its own, with a memory and a time of its own and nothing of our environment:
 * nobody else who asks the api waits for it, however large it is. What can't be done within them is too large.
 */
export function readApart(content: Buffer, reading: Reading): Promise<ReadApart> {
  const run = [mostMemory, '--import', 'tsx', 'ledger/import/read-stdin.ts', JSON.stringify(reading)];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, run, { cwd: root, env: {}, ...within }, (error, said) => {
      if (!error) resolve(JSON.parse(said) as ReadApart);
      else if (error.signal) resolve({ unreadable: 'TOO_LARGE' });
      else reject(error);
    });
    // A process that ends before it has read everything says why by how it ends.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(content);
  });
}
