import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { instantOf, localDateOf } from '../../domain/time/instant.ts';
import { enterRows } from '../../ledger/import/enter-rows.ts';
import { readLedgerFile } from '../../ledger/import/read-ledger-file.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** Enters a workbook of closed hazards of that zone, of which so many were closed on the very day they were due. */
export async function entersAnOlderLedger(
  ledger: Ledger,
  { rows, onTheDay, zone, by }: { rows: number; onTheDay: number; zone: string; by: string },
) {
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-older-'));
  const path = join(folder, 'ledger.xlsx');
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('台账').addRows([
    ['序号', '项目名称', '隐患描述', '检查日期', '整改期限', '整改完成日期', '复查日期', '等级', '整改情况'],
    ...Array.from({ length: rows }, (_, i) => {
      const closedOn = i < onTheDay ? '2026-03-09' : '2026-03-06';
      return [i + 1, '湖滨花园', `${i + 1}号楼临边无防护`, '2026-03-02', '2026-03-09', closedOn, closedOn, '一般', '已销号'];
    }),
  ]);
  await workbook.xlsx.writeFile(path);
  const read = await readLedgerFile(path, { today: localDateOf('2026-11-02') });
  await enterRows(ledger, read, { by, at: instantOf('2026-11-02 09:00'), mapping: [], defaultZone: zone }, () => undefined);
  rmSync(folder, { recursive: true });
}
