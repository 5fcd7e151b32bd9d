import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, rootOf, viewOf } from '#lib/capture/safe-dom.ts';
import { pictured } from '#lib/capture/viewport.ts';
import { frameOf, viewportRect } from '#lib/capture/viewport-rect.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { intersection, type Size } from '#lib/screenshot/rect.ts';

/** The element that scrolls a document as a whole. */
export function rootScrollerOf(document: Document): Element {
  const get = Object.getOwnPropertyDescriptor(Document.prototype, 'scrollingElement')?.get;
  return get?.call(document) ?? rootOf(document);
}

export function isRootScroller(element: Element): boolean {
  const document = documentOf(element);
  return document !== null && element === rootScrollerOf(document);
}

export function isInFrame(element: Element): boolean {
  const document = documentOf(element);
  return document !== null && frameOf(document) !== null;
}

/** What of the page a scroller's content can be seen in, if nothing around it cuts it. */
export function innerBox(element: Element): Rect {
  if (isRootScroller(element)) {
    const document = documentOf(element);
    const frame = document && frameOf(document);
    if (frame) {
      const { x, y } = viewportRect(frame);
      const { clientWidth, clientHeight } = element;
      return { x: x + frame.clientLeft, y: y + frame.clientTop, width: clientWidth, height: clientHeight };
    }
    const view = document && viewOf(document);
    const visual = view?.visualViewport;
    if (view && visual) {
      // To the fraction of a pixel, and without the scroll bars: unlike what scripts are told of the window.
      const { x, y } = pictured(view);
      return { x, y, width: visual.width, height: visual.height };
    }
    return { x: 0, y: 0, width: element.clientWidth, height: element.clientHeight };
  }
  return paddingBoxOf(element).rect;
}

/** How much of a scroller's content is seen at once, as it is counted where it scrolls to its end. */
export function shownOf(element: Element): Size {
  if (!isRootScroller(element)) return paddingBoxOf(element).shown;
  const { x, y, width, height } = innerBox(element);
  return isInFrame(element) ? { width, height } : { width: x + width, height: y + height };
}

/**
 * The box that an element's content is seen in, without its borders and scroll bars. To the pixel of the screen, as it is
 * drawn: what scripts are told of it is rounded to CSS pixels, and a zoomed page shows the border in the difference.
 * `shown` is its size rounded as such, which may be a pixel of the screen less than from one drawn edge to the other.
 */
function paddingBoxOf(element: Element): { rect: Rect; shown: Size } {
  const box = viewportRect(element);
  const style = getComputedStyle(element);
  const scale = devicePixelRatio;
  const along = (start: number, length: number, borders: [string, string], told: number, toldStart: number) => {
    const [before, after] = [Number.parseFloat(borders[0]) || 0, Number.parseFloat(borders[1]) || 0];
    const edge = (at: number) => Math.round(at * scale) / scale;
    // Scroll bars stand at either side, and are told only together with the border.
    const bars = Math.round(length - before - after) - told;
    const barBefore = Math.max(0, toldStart - Math.round(before));
    const barAfter = bars > 1 ? bars - barBefore : 0;
    const from = edge(start) + before + barBefore;
    const to = edge(start + length) - after - barAfter;
    return { from, length: Math.max(0, to - from), shown: edge(length - before - after - barBefore - barAfter) };
  };
  const { borderLeftWidth, borderRightWidth, borderTopWidth, borderBottomWidth } = style;
  const { clientWidth, clientHeight, clientLeft, clientTop } = element;
  const across = along(box.x, box.width, [borderLeftWidth, borderRightWidth], clientWidth, clientLeft);
  const down = along(box.y, box.height, [borderTopWidth, borderBottomWidth], clientHeight, clientTop);
  return {
    rect: { x: across.from, y: down.from, width: across.length, height: down.length },
    shown: { width: across.shown, height: down.shown },
  };
}

/**
 * The part of `rect` that nothing around `element` cuts away, nor the edges of the window; undefined for nothing.
 * @param until Something around it that cuts no more, nor does anything around that.
 */
export function seenOf(rect: Rect, element: Element, until?: Element): Rect | undefined {
  const flat = new FlatTree();
  let seen: Rect | undefined = rect;
  for (let at: Element | null = element; at; ) {
    const document: Document | null = documentOf(at);
    const root = document && rootScrollerOf(document);
    for (const around of flat.ancestors(at)) {
      if (around === until) return seen;
      if (!seen || around === root || (document && around === rootOf(document))) break;
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX !== 'visible' || overflowY !== 'visible') seen = intersection(seen, innerBox(around));
    }
    if (root === until) return seen;
    if (seen && root) seen = intersection(seen, innerBox(root));
    at = document && frameOf(document);
  }
  return seen;
}
