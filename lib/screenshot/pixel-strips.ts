import { GleanerError } from '#lib/core/errors.ts';

/** Rows at a time. */
const STRIP = 64;

/** After so long at a time, in ms, others have their turn: a capture that is asked for among them. */
const TURN = 20;

/**
 * The pixels of an image from top to bottom, some rows at a time: red, green, blue and alpha of each.
 */
export async function* pixelStrips(image: ImageBitmap): AsyncGenerator<Uint8ClampedArray<ArrayBuffer>> {
  const { width, height } = image;
  const context = new OffscreenCanvas(width, Math.min(STRIP, height)).getContext('2d', { willReadFrequently: true });
  if (!context) throw new GleanerError('screenshot_failed', 'no canvas');
  let since = performance.now();
  for (let top = 0; top < height; top += STRIP) {
    const rows = Math.min(STRIP, height - top);
    context.clearRect(0, 0, width, rows);
    context.drawImage(image, 0, top, width, rows, 0, 0, width, rows);
    yield context.getImageData(0, 0, width, rows).data;
    if (performance.now() - since < TURN) continue;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
  }
}
