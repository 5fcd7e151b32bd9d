/** Of every PNG file: https://www.w3.org/TR/png-3/#3PNGsignature */
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
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
  if (scale === 1 || !SIGNATURE.every((byte, index) => png[index] === byte) || png.length <= HEADER_END) return png;
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
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + 12 <= png.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'pHYs') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

function densityChunk(pixelsPerMetre: number): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(4 + 4 + 9 + 4);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(
    [...'pHYs'].map((letter) => letter.charCodeAt(0)),
    4,
  );
  view.setUint32(8, pixelsPerMetre);
  view.setUint32(12, pixelsPerMetre);
  chunk[16] = 1; // in metres
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  return chunk;
}

/** CRC-32 as PNG has it: https://www.w3.org/TR/png-3/#5CRC-algorithm */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
