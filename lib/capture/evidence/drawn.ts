import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, isElement } from '#lib/capture/safe-dom.ts';
import { frameOf } from '#lib/capture/viewport-rect.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { originOf } from './panes.ts';

/** More boxes than this are pointed out as one. */
const MOST_BOXES = 200;

const isInside = (a: Rect, b: Rect): boolean =>
  a.x >= b.x - 1 && a.y >= b.y - 1 && a.x + a.width <= b.x + b.width + 1 && a.y + a.height <= b.y + b.height + 1;

/** Where a range is drawn: the boxes of its lines and elements, in CSS pixels of the viewport of the page. */
export function boxesOf(range: Range): Rect[] {
  const document = documentOf(range.startContainer);
  if (!document) return [];
  const origin = originOf(document);
  const at = ({ x, y, width, height }: DOMRect): Rect => ({ x: x + origin.x, y: y + origin.y, width, height });
  const rects = range.getClientRects();
  if (rects.length > MOST_BOXES) return [at(range.getBoundingClientRect())];
  const boxes = Array.from(rects, at).filter(({ width, height }) => width > 0 && height > 0);
  // A line is drawn once for itself and once for each element around it.
  return boxes.filter(
    (box, index) =>
      !boxes.some(
        (other, place) => place !== index && isInside(box, other) && (!isInside(other, box) || place < index),
      ),
  );
}

/** The rectangle around boxes; undefined where there are none. */
export function around(boxes: readonly Rect[]): Rect | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * Whether a node is shown, as far as that is a matter of style: not in what is folded away, left out or invisible, nor in
 * a frame that is.
 */
export function isShown(node: Node): boolean {
  const flat = new FlatTree();
  for (let at: Node | null = node; at; ) {
    const element: Element | undefined = isElement(at) ? at : flat.ancestors(at)[0];
    if (!element) return false;
    if (!Element.prototype.checkVisibility.call(element, { visibilityProperty: true })) return false;
    const document: Document | null = documentOf(element);
    at = document && frameOf(document);
  }
  return true;
}
