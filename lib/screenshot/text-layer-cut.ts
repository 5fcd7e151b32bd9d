import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer, TextRun } from '#lib/core/schema/text-layer.ts';
import { intersection } from './rect.ts';

const area = ({ width, height }: Rect): number => width * height;

/** The words of a picture that is cropped: those that are still mostly in it, placed from its new corner. */
export function cropTextLayer(layer: TextLayer, crop: Rect): TextLayer {
  return layer.flatMap((run): TextRun[] => {
    const left = intersection(run, crop);
    if (!left || area(left) * 2 < area(run)) return [];
    return [{ ...run, ...left, x: left.x - crop.x, y: left.y - crop.y }];
  });
}

/** The words of a picture parts of which are blacked out: a run of which they take anything goes as a whole. */
export function redactTextLayer(layer: TextLayer, redactions: readonly Rect[]): TextLayer {
  return layer.filter((run) => redactions.every((redaction) => !intersection(run, redaction)));
}
