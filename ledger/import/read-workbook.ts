import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { CellValue, Worksheet } from 'exceljs';
import type { Cell, Merge, Sheet } from '../../domain/import/cells.ts';
import { isTooLarge } from './look-inside.ts';

export type UnreadableReason = 'NO_FILE' | 'OLD_OR_LOCKED' | 'NOT_XLSX' | 'DAMAGED' | 'TOO_LARGE';

/** What is wrong with the file, after its name. */
export const sentences: Record<UnreadableReason, { zh: string; en: string }> = {
  NO_FILE: {
    zh: '打不开这个文件：请检查路径和读取权限',
    en: 'cannot be opened: check the path and the permission to read it',
  },
  OLD_OR_LOCKED: {
    zh: '是旧版 .xls 或加了密码：请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx',
    en: 'is an old .xls file or has a password: open it in Excel or WPS, remove the password, save it as .xlsx',
  },
  NOT_XLSX: {
    zh: '不是 .xlsx 工作簿：请用 Excel 或 WPS 另存为 .xlsx',
    en: 'is not an .xlsx workbook: save it as .xlsx in Excel or WPS',
  },
  DAMAGED: {
    zh: '已损坏：请用 Excel 或 WPS 打开修复后再存',
    en: 'is damaged: open it in Excel or WPS, let it be repaired, and save it',
  },
  TOO_LARGE: {
    zh: '展开后过大：请删去多余的行、列、合并单元格和图片，或分成几个文件',
    en: 'unfolds to too much: delete rows, columns, merged cells and pictures that are not needed, or split it',
  },
};

/** The file is no workbook that we can read; `message` and `say` name the file and what would be right. */
export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';
  readonly file: string;
  readonly reason: UnreadableReason;

  constructor(file: string, reason: UnreadableReason, cause?: unknown) {
    super(`${file} ${sentences[reason].en}`, { cause });
    this.file = file;
    this.reason = reason;
  }

  say(language: 'zh' | 'en'): string {
    return `${this.file} ${sentences[this.reason][language]}`;
  }
}

const zipSignature = Buffer.from('PK\u0003\u0004', 'latin1');
const compoundSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Reads every sheet of an .xlsx file as plain cells. Throws UnreadableWorkbook. */
export async function readWorkbook(file: string): Promise<Sheet[]> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw new UnreadableWorkbook(file, 'NO_FILE', cause);
  });
  return sheetsIn(content, file);
}

// What a ledger does without, and what makes a million cells of a rule for a whole column.
const ignoreNodes = ['dataValidations', 'conditionalFormatting'];

/** The sheets of a workbook that is at hand; `file` is what it is called. Throws UnreadableWorkbook. */
export async function sheetsIn(content: Buffer, file: string): Promise<Sheet[]> {
  if (content.subarray(0, 4).equals(compoundSignature)) throw new UnreadableWorkbook(file, 'OLD_OR_LOCKED');
  if (!content.subarray(0, 4).equals(zipSignature)) throw new UnreadableWorkbook(file, 'NOT_XLSX');
  const workbook = new ExcelJS.Workbook();
  try {
    if (await isTooLarge(content)) throw new UnreadableWorkbook(file, 'TOO_LARGE');
    // exceljs declares its own Buffer, an ArrayBuffer; at run time it takes Node's.
    await workbook.xlsx.load(content as unknown as ArrayBuffer, { ignoreNodes });
  } catch (cause) {
    throw cause instanceof UnreadableWorkbook ? cause : new UnreadableWorkbook(file, 'DAMAGED', cause);
  }
  if (workbook.worksheets.length === 0) throw new UnreadableWorkbook(file, 'NOT_XLSX');
  return workbook.worksheets.map(sheetOf);
}

const sheetOf = (worksheet: Worksheet): Sheet => {
  const rows: Cell[][] = [];
  const areas = new Map<string, Merge>();
  worksheet.eachRow((row, rowNumber) => {
    const cells: Cell[] = [];
    row.eachCell((cell, columnNumber) => {
      const [top, left] = [Number(cell.master.row) - 1, Number(cell.master.col) - 1];
      const [here, column] = [rowNumber - 1, columnNumber - 1];
      if (cell.isMerged) {
        const area = areas.get(`${top}/${left}`) ?? {
          top,
          left,
          bottom: top,
          right: left,
        };
        areas.set(`${top}/${left}`, {
          ...area,
          bottom: Math.max(area.bottom, here),
          right: Math.max(area.right, column),
        });
      }
      cells[column] = top === here && left === column ? cellOf(cell.value) : { kind: 'merged', row: top, column: left };
    });
    rows[rowNumber - 1] = filled(cells, () => ({ kind: 'blank' }));
  });
  return {
    name: worksheet.name,
    rows: filled(rows, () => []),
    merges: [...areas.values()],
  };
};

/** Gaps between rows or cells that exist; what is empty at the end was never there. */
const filled = <T>(sparse: T[], nothing: () => T): T[] => Array.from(sparse, (item: T | undefined) => item ?? nothing());

const cellOf = (value: CellValue): Cell => {
  if (value === null || value === undefined) return { kind: 'blank' };
  if (typeof value === 'number') return { kind: 'number', value };
  if (value instanceof Date) return dateCellOf(value);
  if (typeof value !== 'object') return textCellOf(String(value));
  if ('richText' in value) return textCellOf(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return cellOf(value.text as CellValue);
  if ('formula' in value || 'sharedFormula' in value) return cellOf((value.result ?? null) as CellValue);
  if ('error' in value) return textCellOf(value.error);
  return { kind: 'blank' };
};

const textCellOf = (text: string): Cell => (text.trim() === '' ? { kind: 'blank' } : { kind: 'text', text });

/** exceljs gives a sheet's wall time as if it were UTC, a few milliseconds off at times. */
const dateCellOf = (value: Date): Cell => {
  if (Number.isNaN(value.getTime())) return { kind: 'blank' };
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const time = text.slice(11, 16);
  return {
    kind: 'date',
    on: text.slice(0, 10),
    time: time === '00:00' ? null : time,
  };
};
