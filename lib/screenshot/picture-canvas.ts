import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { assetFrom, decode } from './screenshot-asset.ts';
import { textLayerFile } from './text-layer.ts';

type Context = OffscreenCanvasRenderingContext2D;

/**
 * Makes a picture of another: the part `from` of its pixels, and whatever `paint` puts on top, as a PNG of the same
 * scale with a thumbnail. In `paint` the origin is the corner of that part, and a unit is a pixel.
 * @throws GleanerError `picture_failed` where the browser has no room to draw; the other picture stays as it is.
 */
export async function repaint(
  original: Asset,
  from: Rect,
  layer: TextLayer,
  paint: (context: Context) => void,
): Promise<Asset> {
  try {
    const image = await decode(original.blob);
    const canvas = new OffscreenCanvas(from.width, from.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, -from.x, -from.y);
    image.close();
    paint(context);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const whole: Rect = { x: 0, y: 0, width: from.width, height: from.height };
    const asset = await assetFrom(canvas, whole, blob, 'image/png', original.scale);
    const textLayer = textLayerFile(layer);
    return { ...asset, ...(textLayer ? { textLayer } : {}) };
  } catch (error) {
    throw new GleanerError('picture_failed', `${from.width} × ${from.height}`, error);
  }
}
