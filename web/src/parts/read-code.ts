/** Larger pictures are read no better, and slowly. */
const longestSidePx = 1200;

/** The words of a QR code in the picture; null where none can be read. */
export async function readCode(picture: CanvasImageSource, width: number, height: number): Promise<string | null> {
  const { default: decode } = await import('jsqr');
  const scale = Math.min(1, longestSidePx / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || canvas.width === 0) return null;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return decode(data, canvas.width, canvas.height)?.data ?? null;
}

/** Of the photo of a placard. */
export async function readCodeOf(file: File): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  return picture && readCode(picture, picture.width, picture.height);
}

/** The zone whose placard holds these words: the address of its page for the public. */
export function zoneIn(words: string): string | null {
  const path = /^https?:\/\/[^/]+\/p\/([^/?#]+)/.exec(words)?.[1];
  return path === undefined ? null : decodeURIComponent(path);
}
