import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { isPlainPng } from './png-chunks.ts';
import { hasSamePixels } from './same-pixels.ts';

/** WebP has 14 bits for each side; browsers crop what is larger, and say nothing. */
const WEBP_SIDE = 16_383;

/** Of pixels, a quarter of a gigabyte: what is larger stays as it is. */
const MOST_PIXELS = 2 ** 26;

type Encoding = { mime: Asset['mime']; fits(size: { width: number; height: number }): boolean };

/** At a quality of 1, Chromium's WebP is lossless. Firefox's is not, which shows when the pixels are compared. */
const ENCODINGS: readonly Encoding[] = [
  { mime: 'image/webp', fits: ({ width, height }) => Math.max(width, height) <= WEBP_SIDE },
  { mime: 'image/png', fits: () => true },
];

/** As the bytes say, without any correction for the screen. */
const decode = (blob: Blob) => createImageBitmap(blob, { colorSpaceConversion: 'none' });

async function encodeAll(image: ImageBitmap): Promise<Blob[]> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new GleanerError('screenshot_failed', 'no canvas');
  context.drawImage(image, 0, 0);
  const blobs: Blob[] = [];
  for (const { mime } of ENCODINGS.filter(({ fits }) => fits(image))) {
    const blob = await canvas.convertToBlob({ type: mime, quality: 1 });
    // A browser that does not know the format makes a PNG.
    if (blob.type === mime) blobs.push(blob);
  }
  return blobs;
}

/**
 * The same pixels in fewer bytes: lossless WebP or PNG, whichever is smaller. Every pixel of the result is compared.
 * @returns undefined where there is nothing to win, or where a canvas cannot hold all that the picture is (see
 * {@link isPlainPng}); only PNG is tried, for other formats are compressed already.
 */
export async function recompress({
  blob,
  mime,
  width,
  height,
}: Asset): Promise<Pick<Asset, 'blob' | 'mime'> | undefined> {
  if (mime !== 'image/png' || width * height > MOST_PIXELS) return undefined;
  if (!isPlainPng(new Uint8Array(await blob.arrayBuffer()))) return undefined;
  const image = await decode(blob);
  try {
    const candidates = (await encodeAll(image)).filter(({ size }) => size < blob.size);
    for (const candidate of candidates.sort((a, b) => a.size - b.size)) {
      const again = await decode(candidate);
      const isSame = await hasSamePixels(image, again).finally(() => again.close());
      const found = ENCODINGS.find((encoding) => encoding.mime === candidate.type);
      if (isSame && found) return { blob: candidate, mime: found.mime };
    }
    return undefined;
  } finally {
    image.close();
  }
}
