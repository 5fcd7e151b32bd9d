import { chunkNames, isPng, pngChunk } from '#lib/core/png.ts';

/** The signature, and the header that must follow it: its length, type, 13 bytes and checksum. */
const HEADER_END = 8 + 4 + 4 + 13 + 4;
const CSS_PIXELS_PER_METRE = 96 / 0.0254;

/**
 * A PNG that says how large it is meant to be shown, so that a screenshot of a screen with two pixels to each CSS pixel
 * does not come out twice as large in documents: a pHYs chunk (https://www.w3.org/TR/png-3/#11pHYs) after the header.
 * Pixels stay as they are. What is no PNG, or says it already, comes back as it is.
 * @param scale Pixels per CSS pixel.
 */
export function withDensity(png: Uint8Array<ArrayBuffer>, scale: number): Uint8Array<ArrayBuffer> {
  if (scale === 1 || !isPng(png) || png.length <= HEADER_END) return png;
  if (saysDensity(png)) return png;
  const chunk = densityChunk(Math.round(scale * CSS_PIXELS_PER_METRE));
  const sized = new Uint8Array(png.length + chunk.length);
  sized.set(png.subarray(0, HEADER_END));
  sized.set(chunk, HEADER_END);
  sized.set(png.subarray(HEADER_END), HEADER_END + chunk.length);
  return sized;
}

/** Whether there is such a chunk before the pixels, where it has to stand. */
function saysDensity(png: Uint8Array<ArrayBuffer>): boolean {
  for (const name of chunkNames(png)) {
    if (name === 'pHYs') return true;
    if (name === 'IDAT') return false;
  }
  return false;
}

function densityChunk(pixelsPerMetre: number): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  view.setUint32(0, pixelsPerMetre);
  view.setUint32(4, pixelsPerMetre);
  data[8] = 1; // in metres
  return pngChunk('pHYs', data);
}
