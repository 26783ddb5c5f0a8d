import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { CleanPhoto } from '../../ledger/tip-off/staged-photos.ts';

const longestSidePx = { content: 2400, shown: 1600, thumbnail: 320, preview: 160 };
// A small file may unfold to gigabytes.
const mostPixels = 60_000_000;

/**
 * A picture from outside, drawn anew: the file as it came, with its position, its device and its time, is thrown away, for it may say who took it.
 * `preview` is for the form alone. Null when it is no jpeg or png, or damaged.
 */
export async function cleanPhoto(file: Buffer): Promise<(CleanPhoto & { preview: Buffer }) | null> {
  const found = await fileTypeFromBuffer(file);
  if (found?.mime !== 'image/jpeg' && found?.mime !== 'image/png') return null;
  const drawn = (px: number) =>
    sharp(file, { limitInputPixels: mostPixels, failOn: 'error' })
      .rotate()
      .resize({ width: px, height: px, fit: 'inside', withoutEnlargement: true });
  try {
    const [content, shown, thumbnail, preview] = await Promise.all([
      drawn(longestSidePx.content).flatten({ background: '#fff' }).jpeg({ quality: 88 }).toBuffer(),
      drawn(longestSidePx.shown).webp({ quality: 80 }).toBuffer(),
      drawn(longestSidePx.thumbnail).webp({ quality: 80 }).toBuffer(),
      drawn(longestSidePx.preview).webp({ quality: 60 }).toBuffer(),
    ]);
    return { content, shown, thumbnail, preview };
  } catch {
    return null;
  }
}
