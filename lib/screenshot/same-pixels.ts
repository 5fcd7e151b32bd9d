import { GleanerError } from '#lib/core/errors.ts';

/** Rows that are compared at a time: a page of 100,000 pixels is not held in memory twice. */
const STRIP = 512;

function canvasFor({ width }: ImageBitmap): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, STRIP).getContext('2d', { willReadFrequently: true });
  if (!context) throw new GleanerError('screenshot_failed', 'no canvas');
  return context;
}

function strip(context: OffscreenCanvasRenderingContext2D, image: ImageBitmap, top: number): Uint32Array {
  const height = Math.min(STRIP, image.height - top);
  context.clearRect(0, 0, image.width, STRIP);
  context.drawImage(image, 0, top, image.width, height, 0, 0, image.width, height);
  return new Uint32Array(context.getImageData(0, 0, image.width, height).data.buffer);
}

/** Alpha is the last byte of a pixel: the highest of its number, as all machines with browsers order them. */
const OPAQUE = 0xff000000;

/**
 * Whether two images show the same, pixel for pixel. What is not opaque counts as different: a canvas rounds it, and
 * cannot tell.
 */
export async function hasSamePixels(one: ImageBitmap, other: ImageBitmap): Promise<boolean> {
  if (one.width !== other.width || one.height !== other.height) return false;
  const [first, second] = [canvasFor(one), canvasFor(other)];
  for (let top = 0; top < one.height; top += STRIP) {
    const pixels = strip(first, one, top);
    const others = strip(second, other, top);
    for (let at = 0; at < pixels.length; at += 1) {
      const pixel = pixels[at] ?? 0;
      if (pixel !== others[at] || (pixel & OPAQUE) >>> 0 !== OPAQUE) return false;
    }
    // A capture that is asked for in the meantime has its turn.
    await new Promise((done) => setTimeout(done));
  }
  return true;
}
