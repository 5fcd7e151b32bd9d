import type { FlatTree } from '#lib/capture/flat-tree.ts';
import { boundsOf, viewOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { common, fromPage, IN_PLACE, type Placement, toPage } from './area.ts';
import { isCovered } from './covered.ts';
import { paddingBox, scaleOf } from './padding-box.ts';

/** What is read of a document, and where in the page it is drawn. */
export type Place = {
  root: Node;
  document: Document;
  /** What may be seen of it at most, in the coordinates of the document's viewport. */
  area: Rect;
  at: Placement;
  /** The frame around it, and where that is. */
  frame?: { element: Element; place: Place };
  /** How many frames are around it. */
  depth: number;
};

/** The page itself, or an element of it. */
export function placeInPage(root: Node, document: Document, area: Rect): Place {
  return { root, document, area, at: IN_PLACE, depth: 0 };
}

/** @param clip What of the frame's content may be seen at most, in the coordinates of the document that the frame is in. */
export function placeInFrame(element: Element, document: Document, clip: Rect, outer: Place): Place {
  const { paddingLeft, paddingTop } = getComputedStyle(element);
  const scale = scaleOf(element, boundsOf(element));
  const box = paddingBox(element);
  const x = box.x + (Number.parseFloat(paddingLeft) || 0) * scale.x;
  const y = box.y + (Number.parseFloat(paddingTop) || 0) * scale.y;
  const { at } = outer;
  return {
    root: document,
    document,
    area: fromPage(common(common(box, clip), outer.area), { x, y, scaleX: scale.x, scaleY: scale.y }),
    at: {
      x: x * at.scaleX + at.x,
      y: y * at.scaleY + at.y,
      scaleX: scale.x * at.scaleX,
      scaleY: scale.y * at.scaleY,
    },
    frame: { element, place: outer },
    depth: outer.depth + 1,
  };
}

/** Whether a window shows all of an area. */
export function isInViewport(document: Document, { x, y, width, height }: Rect): boolean {
  const view = viewOf(document);
  return view !== null && x >= -1 && y >= -1 && x + width <= view.innerWidth + 1 && y + height <= view.innerHeight + 1;
}

/** Whether the middle of a rectangle of `node` is covered, by what is in its document or over the frame around that. */
export function isCoveredAt(place: Place, node: Node, rect: Rect, flat: FlatTree): boolean {
  if (isCovered(flat, place.document, node, rect.x + rect.width / 2, rect.y + rect.height / 2)) return true;
  if (!place.frame) return false;
  const { element, place: outer } = place.frame;
  return isCoveredAt(outer, element, fromPage(toPage(rect, place.at), outer.at), flat);
}
