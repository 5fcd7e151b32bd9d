import { chunkNames, isPng } from '#lib/core/png.ts';

/** What may stand in a PNG that is nothing but 8-bit sRGB pixels. */
const PLAIN = new Set(['IHDR', 'PLTE', 'sRGB', 'sBIT', 'pHYs', 'IDAT', 'IEND']);

/** Where the bit depth stands: after the signature, the first chunk's length and name, width and height. */
const BIT_DEPTH_AT = 24;

/**
 * Whether a PNG is nothing but still, opaque 8-bit sRGB pixels, so that a canvas loses nothing of it: what animates,
 * has a colour profile of its own or sixteen bits a channel does lose something.
 */
export function isPlainPng(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (!isPng(bytes) || (bytes[BIT_DEPTH_AT] ?? Number.POSITIVE_INFINITY) > 8) return false;
  for (const name of chunkNames(bytes)) {
    if (!PLAIN.has(name)) return false;
    if (name === 'IEND') return true;
  }
  return false;
}
