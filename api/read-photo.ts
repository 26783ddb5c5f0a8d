import exifr from 'exifr';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { ReadPhoto } from '../ledger/photos.ts';

const kinds = ['image/jpeg', 'image/png', 'image/heic'] as const;
const longestSidePx = { shown: 1600, thumbnail: 320 };
// A small file may unfold to gigabytes.
const mostPixels = 120_000_000;

/** Reads an upload by its content, whatever its name says; null when it is no picture of the three kinds, or damaged. */
export async function readPhoto(original: Buffer): Promise<ReadPhoto | null> {
  const type = await kindOf(original);
  if (!type) return null;
  // Drawn anew without what the camera wrote: the copies carry no position.
  const copy = (px: number) =>
    sharp(original, { limitInputPixels: mostPixels, failOn: 'error' })
      .rotate()
      .resize({ width: px, height: px, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  const draws = type !== 'image/heic';
  try {
    const [shown, thumbnail] = draws ? await Promise.all([copy(longestSidePx.shown), copy(longestSidePx.thumbnail)]) : [null, null];
    return { original, type, ...(await written(original)), shown, thumbnail };
  } catch {
    return null;
  }
}

async function kindOf(original: Buffer) {
  const found = await fileTypeFromBuffer(original);
  return kinds.find((kind) => kind === found?.mime) ?? null;
}

const isCivilTime = (at: string) => /^\d{4}-\d{2}-\d{2} [\d:]{8}$/.test(at) && !Number.isNaN(Date.parse(`${at.replace(' ', 'T')}Z`));

/** What the camera wrote: a civil time without a zone, and where it thought to be. Hints only; a file without them is as good. */
async function written(original: Buffer): Promise<Pick<ReadPhoto, 'takenAt' | 'position'>> {
  const none = { takenAt: null, position: null };
  try {
    const exif = await exifr.parse(original, { reviveValues: false, gps: true, pick: ['DateTimeOriginal', 'GPSLatitude', 'GPSLongitude'] });
    if (!exif) return none;
    const at = String(exif.DateTimeOriginal ?? '').replace(/^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2}).*$/s, '$1-$2-$3 $4');
    const { latitude, longitude } = exif as { latitude?: number; longitude?: number };
    return {
      // A camera whose clock was never set writes zeros.
      takenAt: isCivilTime(at) ? at : null,
      position: Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude: latitude ?? 0, longitude: longitude ?? 0 } : null,
    };
  } catch {
    return none;
  }
}
