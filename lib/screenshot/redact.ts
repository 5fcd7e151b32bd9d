import type { Asset } from '#lib/core/schema/asset.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { REDACTION_COLOUR } from './markup-drawing.ts';
import { repaint } from './picture-canvas.ts';
import type { Size } from './rect.ts';
import { readTextLayer } from './text-layer.ts';
import { redactTextLayer } from './text-layer-cut.ts';

/**
 * The pixels of a picture that a rectangle in CSS pixels so much as touches: edges are rounded outward, and cut at the
 * edges of the picture. Undefined where it touches none.
 */
export function coveredPixels(rect: Rect, scale: number, image: Size): Rect | undefined {
  const left = Math.max(0, Math.floor(rect.x * scale));
  const top = Math.max(0, Math.floor(rect.y * scale));
  const right = Math.min(image.width, Math.ceil((rect.x + rect.width) * scale));
  const bottom = Math.min(image.height, Math.ceil((rect.y + rect.height) * scale));
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

/**
 * Makes the picture that takes the place of `original`: black where it was redacted, in pixels, thumbnail and all, and
 * without the words that were there.
 * @param redactions In CSS pixels of the picture.
 * @throws GleanerError `picture_failed`, `invalid_data`
 */
export async function redactedAsset(original: Asset, redactions: readonly Rect[]): Promise<Asset> {
  const { scale, width, height } = original;
  const covered = redactions.flatMap((rect) => coveredPixels(rect, scale, { width, height }) ?? []);
  const inCss = covered.map((rect) => ({
    x: rect.x / scale,
    y: rect.y / scale,
    width: rect.width / scale,
    height: rect.height / scale,
  }));
  const layer = redactTextLayer(await readTextLayer(original.textLayer), inCss);
  return repaint(original, { x: 0, y: 0, width, height }, layer, (context) => {
    context.fillStyle = REDACTION_COLOUR;
    for (const rect of covered) context.fillRect(rect.x, rect.y, rect.width, rect.height);
  });
}
