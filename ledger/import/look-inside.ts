import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import PizZip from 'pizzip';

const mostBytes = 64 * 1024 * 1024;
const mostParts = 2000;
const mostMergedCells = 500_000;
const mostRows = 1_048_576;

const unfold = promisify(inflateRaw);

/** Of PizZip's entries, what its types leave out: the bytes as they lie in the file. */
type Packed = { compressionMethod: string; getCompressedContent(): Uint8Array };

/**
 * What a workbook unfolds to, counted by unfolding it and not by what it says of itself, before anything is made of it: whether that is more
 * than a ledger needs. Throws when it is no zip, or a broken one.
 */
export async function isTooLarge(content: Buffer): Promise<boolean> {
  const parts = Object.values(new PizZip(content).files).filter(({ dir }) => !dir);
  if (parts.length > mostParts) return true;
  let bytes = 0;
  for (const part of parts) {
    const unfolded = await unfoldedWithin(part, mostBytes - bytes);
    if (unfolded === null) return true;
    bytes += unfolded.length;
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(part.name) && reachesTooFar(unfolded.toString('latin1'))) return true;
  }
  return false;
}

async function unfoldedWithin(part: object, most: number): Promise<Buffer | null> {
  const { compressionMethod, getCompressedContent } = (part as { _data: Packed })._data;
  const packed = Buffer.from(getCompressedContent());
  if (compressionMethod === '\0\0') return packed.length > most ? null : packed;
  try {
    return await unfold(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}

/** A few letters can name a row beyond the last one, or merge a million cells, each of which would be made. */
function reachesTooFar(sheet: string): boolean {
  const areas = [...sheet.matchAll(/<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)];
  const merged = areas.reduce((sum, [, left = '', top, right = '', bottom]) => {
    const [width, height] = [Math.abs(columnOf(right) - columnOf(left)) + 1, Math.abs(Number(bottom) - Number(top)) + 1];
    return sum + width * height;
  }, 0);
  return merged > mostMergedCells || [...sheet.matchAll(/<row\s[^>]*?\br="(\d+)"/g)].some(([, row]) => Number(row) > mostRows);
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
