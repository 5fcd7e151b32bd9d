import type { Asset } from '#lib/core/schema/asset.ts';
import type { Markup } from '#lib/core/schema/markup.ts';
import { drawingOf, type Primitive } from './markup-drawing.ts';
import { repaint } from './picture-canvas.ts';
import { pixelRect } from './rect.ts';
import { markFont, sheetOf } from './sheet.ts';
import { readTextLayer } from './text-layer.ts';
import { cropTextLayer } from './text-layer-cut.ts';

function paint(context: OffscreenCanvasRenderingContext2D, primitive: Primitive): void {
  if (primitive.type === 'text') {
    context.globalAlpha = 1;
    context.fillStyle = primitive.fill;
    context.font = markFont(primitive.size);
    context.textAlign = primitive.align;
    context.fillText(primitive.text, primitive.x, primitive.baseline);
    return;
  }
  const { fill, stroke, strokeWidth = 0, opacity = 1 } = primitive;
  const path = new Path2D(primitive.d);
  context.globalAlpha = opacity;
  context.lineWidth = strokeWidth;
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.stroke(path);
  }
}

/**
 * Draws marks on a picture and crops it: the picture that is shown and exported in place of the original, which stays as
 * it is. It has the original's scale and those of its words that are in view.
 * @throws GleanerError `picture_failed`, `invalid_data`
 */
export async function renderMarkup(original: Asset, { crop, marks }: Pick<Markup, 'crop' | 'marks'>): Promise<Asset> {
  const { width, height, scale } = original;
  const sheet = sheetOf(original);
  const whole = { x: 0, y: 0, width: sheet.width, height: sheet.height };
  const from = pixelRect(crop ?? whole, whole, { width, height });
  const layer = await readTextLayer(original.textLayer);
  const origin = { x: from.x / scale, y: from.y / scale };
  const kept = { ...origin, width: from.width / scale, height: from.height / scale };
  return repaint(original, from, crop ? cropTextLayer(layer, kept) : layer, (context) => {
    context.scale(scale, scale);
    context.translate(-origin.x, -origin.y);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    for (const mark of marks) {
      for (const primitive of drawingOf(mark, sheet)) paint(context, primitive);
    }
  });
}
