import type { Asset } from '#lib/core/schema/asset.ts';
import type { Sheet } from './markup-geometry.ts';
import { MARK_FONT, MARK_FONT_WEIGHT, markUnit } from './markup-style.ts';

/** The font of marks at this size, as CSS writes it. */
export function markFont(size: number): string {
  return `${MARK_FONT_WEIGHT} ${size}px ${MARK_FONT}`;
}

/** What texts are measured with. Made once: the preview measures at every letter. */
let ruler: OffscreenCanvasRenderingContext2D | null | undefined;

function textWidth(line: string, size: number): number {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!ruler) return line.length * size;
  ruler.font = markFont(size);
  return ruler.measureText(line).width;
}

/** The picture of an asset, as marks lie on it. */
export function sheetOf({ width, height, scale }: Pick<Asset, 'width' | 'height' | 'scale'>): Sheet {
  return { width: width / scale, height: height / scale, unit: markUnit(width / scale), textWidth };
}
