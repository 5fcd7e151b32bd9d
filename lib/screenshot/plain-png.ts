/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10] as const;

/** What may stand in a PNG that is nothing but 8-bit sRGB pixels. */
const PLAIN = new Set(['IHDR', 'PLTE', 'sRGB', 'sBIT', 'pHYs', 'IDAT', 'IEND']);

/** Where the bit depth stands: after the signature, the first chunk's length and name, width and height. */
const BIT_DEPTH_AT = 24;

/**
 * Whether a PNG is nothing but still, opaque 8-bit sRGB pixels, so that a canvas loses nothing of it: what animates,
 * has a colour profile of its own or sixteen bits a channel does lose something.
 */
export function isPlainPng(bytes: Uint8Array<ArrayBuffer>): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length <= BIT_DEPTH_AT || SIGNATURE.some((byte, index) => bytes[index] !== byte)) return false;
  if (view.getUint8(BIT_DEPTH_AT) > 8) return false;
  // A chunk: its length, its name, that many bytes, a checksum.
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!PLAIN.has(name)) return false;
    if (name === 'IEND') return true;
  }
  return false;
}
