import type { Rect } from '#lib/core/schema/reading.ts';
import { documentOf, viewOf } from './safe-dom.ts';

/** The frame that a document is in, of the same site; null for a page's own document. */
export function frameOf(document: Document): Element | null {
  try {
    return viewOf(document)?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** Where an element is drawn, in CSS pixels of the viewport of the page, also from within frames. */
export function viewportRect(element: Element): Rect {
  let { x, y, width, height } = boxOf(element);
  for (let frame = frameIn(element); frame; frame = frameIn(frame)) {
    const outer = boxOf(frame);
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return { x, y, width, height };
}

function frameIn(element: Element): Element | null {
  const document = documentOf(element);
  return document ? frameOf(document) : null;
}

/** An element that is no box itself (`display: contents`) is where its content is. */
function boxOf(element: Element): DOMRect {
  const box = Element.prototype.getBoundingClientRect.call(element);
  if (box.width > 0 || box.height > 0) return box;
  const range = new Range();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}
