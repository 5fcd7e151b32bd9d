import { pixelStrips } from './pixel-strips.ts';

/** Alpha is the last byte of a pixel: the highest of its number, on all machines with browsers. */
const OPAQUE = 0xff000000;

function isSameStrip(one: Uint32Array, other: Uint32Array): boolean {
  return one.every((pixel, at) => pixel === other[at] && (pixel & OPAQUE) >>> 0 === OPAQUE);
}

/**
 * Whether two images show the same, pixel for pixel. What is not opaque counts as different: a canvas rounds it, and
 * cannot tell.
 */
export async function hasSamePixels(one: ImageBitmap, other: ImageBitmap): Promise<boolean> {
  if (one.width !== other.width || one.height !== other.height) return false;
  const others = pixelStrips(other);
  for await (const strip of pixelStrips(one)) {
    const { value } = await others.next();
    if (!value || !isSameStrip(new Uint32Array(strip.buffer), new Uint32Array(value.buffer))) return false;
  }
  return true;
}
