import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer, TextRun } from '#lib/core/schema/text-layer.ts';

/** The rectangle that two have in common; without an area where they have none. */
function overlap(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

const area = ({ width, height }: Rect): number => width * height;

/** The words of a picture that is cropped: those that are still mostly in it, placed from its new corner. */
export function cropTextLayer(layer: TextLayer, crop: Rect): TextLayer {
  return layer.flatMap((run): TextRun[] => {
    const left = overlap(run, crop);
    if (area(left) * 2 < area(run) || area(left) === 0) return [];
    return [{ ...run, ...left, x: left.x - crop.x, y: left.y - crop.y }];
  });
}

/** The words of a picture parts of which are blacked out: a run of which they take anything goes as a whole. */
export function redactTextLayer(layer: TextLayer, redactions: readonly Rect[]): TextLayer {
  return layer.filter((run) => redactions.every((redaction) => area(overlap(run, redaction)) === 0));
}
