import type { Asset } from '#lib/core/schema/asset.ts';
import type { Markup } from '#lib/core/schema/markup.ts';
import { drawingOf, type Primitive } from './markup-drawing.ts';
import { MARK_FONT, MARK_FONT_WEIGHT, markUnit } from './markup-style.ts';
import { repaint } from './picture-canvas.ts';
import { pixelRect } from './rect.ts';
import { readTextLayer } from './text-layer.ts';
import { cropTextLayer } from './text-layer-cut.ts';

/** The font of marks at this size, as CSS writes it. */
export function markFont(size: number): string {
  return `${MARK_FONT_WEIGHT} ${size}px ${MARK_FONT}`;
}

function paint(context: OffscreenCanvasRenderingContext2D, primitive: Primitive): void {
  const { fill, stroke, strokeWidth = 0, opacity = 1 } = primitive;
  context.globalAlpha = opacity;
  context.lineWidth = strokeWidth;
  if (fill) context.fillStyle = fill;
  if (stroke) context.strokeStyle = stroke;
  if (primitive.type === 'path') {
    const path = new Path2D(primitive.d);
    if (fill) context.fill(path);
    if (stroke) context.stroke(path);
    return;
  }
  context.font = markFont(primitive.size);
  context.textAlign = primitive.align;
  if (stroke) context.strokeText(primitive.text, primitive.x, primitive.baseline);
  if (fill) context.fillText(primitive.text, primitive.x, primitive.baseline);
}

/**
 * Draws marks on a picture and crops it: the picture that is shown and exported in place of the original, which stays as
 * it is. It has the original's scale and those of its words that are in view.
 * @throws GleanerError `picture_failed`, `invalid_data`
 */
export async function renderMarkup(original: Asset, { crop, marks }: Pick<Markup, 'crop' | 'marks'>): Promise<Asset> {
  const { width, height, scale } = original;
  const whole = { x: 0, y: 0, width: width / scale, height: height / scale };
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
      for (const primitive of drawingOf(mark, markUnit(whole.width))) paint(context, primitive);
    }
  });
}
