import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { localDateOf } from '../../../domain/time/instant.ts';
import { isTooLarge } from '../../../ledger/import/look-inside.ts';
import { readApart } from '../../../ledger/import/read-apart.ts';
import { aWorkbook } from '../../support/a-workbook.ts';

const row = [1, '湖滨花园', '塔吊基础积水未排', '2026-03-02', '2026-03-09', '2026-03-06', '2026-03-09', '一般', '已销号'];
const reading = { today: localDateOf('2026-11-02') };

/** The workbook with a part more, or another one. */
async function withPart(name: string, change: (content: string) => string): Promise<Buffer> {
  const zip = new PizZip(await aWorkbook([row]));
  zip.file(name, change(zip.file(name)?.asText() ?? ''));
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}
const sheet = 'xl/worksheets/sheet1.xml';
const bomb = () => withPart('xl/media/image1.bmp', () => '0'.repeat(70 * 1024 * 1024));

/** The same file, whose directory says that every part unfolds to ten bytes. */
function understated(zip: Buffer): Buffer {
  const signature = Buffer.from('PK\u0001\u0002', 'latin1');
  for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4)) zip.writeUInt32LE(10, at + 24);
  return zip;
}

const merged = (area: string) =>
  withPart(sheet, (xml) => xml.replace('</sheetData>', `</sheetData><mergeCells count="1"><mergeCell ref="${area}"/></mergeCells>`));
const farRow = () =>
  withPart(sheet, (xml) => xml.replace('</sheetData>', '<row r="900000000"><c r="A900000000"><v>1</v></c></row></sheetData>'));

describe('a workbook', () => {
  it('of an ordinary size is not too large, though a part of it is merged', async () => {
    expect(await isTooLarge(await aWorkbook([row]))).toBe(false);
    expect(await isTooLarge(await merged('A1:I2'))).toBe(false);
  });

  it('that is a bomb is, also where it says that it is none', async () => {
    const content = await bomb();
    expect(content.length).toBeLessThan(200_000);
    expect(await isTooLarge(content)).toBe(true);
    expect(await isTooLarge(understated(content))).toBe(true);
  });

  it.each([
    [
      'of a thousand parts too many',
      async () => {
        const zip = new PizZip(await aWorkbook([row]));
        for (let i = 0; i < 2000; i += 1) zip.file(`xl/media/${i}`, '');
        return zip.generate({ type: 'nodebuffer' });
      },
    ],
    ['merged over a whole sheet', () => merged('A1:XFD1048576')],
    ['with a row beyond the last one', farRow],
  ])('%s is too large', async (_, made) => {
    expect(await isTooLarge(await made())).toBe(true);
  });

  it('with a list to choose from in a whole column is read none the slower', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await aWorkbook([row])) as unknown as ArrayBuffer);
    const xml =
      '<dataValidations count="1"><dataValidation type="list" sqref="H2:XFD1048576"><formula1>"一般,重大"</formula1></dataValidation></dataValidations>';
    const content = await withPart(sheet, (before) => before.replace('</sheetData>', `</sheetData>${xml}`));
    expect(await readApart(content, reading)).toMatchObject({ counts: { understood: 1 } });
  });
});

describe('a workbook read in a process of its own', () => {
  it('answers row by row, with what stands in the cells', async () => {
    const read = await readApart(await aWorkbook([row, [2, '湖滨花园', '', '2026-03-02']]), reading);
    expect(read).toMatchObject({
      sheets: [{ name: '台账', header: { top: 0 } }],
      counts: { understood: 1, refused: 1 },
      rows: [
        { row: 2, hazard: { description: '塔吊基础积水未排', status: 'closed' }, reasons: [] },
        { row: 3, hazard: null, reasons: [{ code: 'NO_DESCRIPTION' }] },
      ],
    });
  });

  it.each([
    ['a bomb', bomb, 'TOO_LARGE'],
    ['no workbook', () => Promise.resolve(Buffer.from('hello')), 'NOT_XLSX'],
    ['an old one', () => Promise.resolve(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])), 'OLD_OR_LOCKED'],
    ['a broken one', async () => (await aWorkbook([row])).subarray(0, 400), 'DAMAGED'],
    ['another zip', () => Promise.resolve(new PizZip().file('a', 'b').generate({ type: 'nodebuffer' })), 'NOT_XLSX'],
  ])('says that it is %s', async (_, made, unreadable) => {
    expect(await readApart(await made(), reading)).toEqual({ unreadable });
  });
});

it('npm run import refuses a bomb as well, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'safety-grid-bomb-'));
  const path = join(folder, 'ledger.xlsx');
  writeFileSync(path, await bomb());
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'ledger/import/main.ts', path, '--dry-run'], {
    cwd: join(import.meta.dirname, '../../..'),
  });
  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('展开后过大') });
  rmSync(folder, { recursive: true });
});
