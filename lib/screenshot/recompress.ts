import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { encodePng } from './encode-png.ts';
import { isPlainPng } from './plain-png.ts';
import { hasSamePixels } from './same-pixels.ts';

/** Of pixels. What is larger stays as it is: it would take more than a quarter of a gigabyte, twice. */
const MOST_PIXELS = 2 ** 26;

/** Of pixels. A canvas is needed to make a WebP, beside the image. */
const MOST_WEBP_PIXELS = 2 ** 24;

/** WebP has 14 bits for each side; browsers crop what is larger, and say nothing. */
const WEBP_SIDE = 16_383;

/** As the bytes say, without any correction for the screen. */
const decode = (blob: Blob) => createImageBitmap(blob, { colorSpaceConversion: 'none' });

/**
 * At a quality of 1, Chromium's WebP is lossless. Firefox's is not, which shows when the pixels are compared.
 * @returns undefined where the picture is too large for it, or the browser does not know the format.
 */
async function encodeWebp(image: ImageBitmap): Promise<Blob | undefined> {
  const { width, height } = image;
  if (Math.max(width, height) > WEBP_SIDE || width * height > MOST_WEBP_PIXELS) return undefined;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new GleanerError('screenshot_failed', 'no canvas');
  context.drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
  return blob.type === 'image/webp' ? blob : undefined;
}

/** Pages are smallest as PNG with plain rows, gradients with filtered ones, photographs as WebP: measured, not guessed. */
const ENCODINGS: readonly { mime: Asset['mime']; encode(image: ImageBitmap): Promise<Blob | undefined> }[] = [
  { mime: 'image/png', encode: (image) => encodePng(image, 'none') },
  { mime: 'image/png', encode: (image) => encodePng(image, 'adaptive') },
  { mime: 'image/webp', encode: encodeWebp },
];

async function isSame(image: ImageBitmap, candidate: Blob): Promise<boolean> {
  const again = await decode(candidate);
  try {
    return await hasSamePixels(image, again);
  } finally {
    again.close();
  }
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
    const smaller: Pick<Asset, 'blob' | 'mime'>[] = [];
    for (const { mime, encode } of ENCODINGS) {
      const encoded = await encode(image);
      if (encoded && encoded.size < blob.size) smaller.push({ blob: encoded, mime });
    }
    for (const candidate of smaller.sort((a, b) => a.blob.size - b.blob.size)) {
      if (await isSame(image, candidate.blob)) return candidate;
    }
    return undefined;
  } finally {
    image.close();
  }
}
