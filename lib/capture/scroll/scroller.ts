import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, rootOf, viewOf } from '#lib/capture/safe-dom.ts';
import { pictured } from '#lib/capture/viewport.ts';
import { frameOf, viewportRect } from '#lib/capture/viewport-rect.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { intersection, type Point } from '#lib/screenshot/rect.ts';
import { elementsIn } from './trees.ts';

/** Something that shows a part of its content, and can be scrolled to show another. All in CSS pixels. */
export type Scroller = {
  element: Element;
  /** Where its content is seen, in the viewport of the page. */
  pane(): Rect;
  /** The point of its content that is at the corner of the pane; (0, 0) is the content's own corner. */
  offset(): Point;
  /** The part of its content that scrolling brings into the pane: to the fraction of a pixel. */
  extent(): Rect;
  /** Scrolls that point of the content to the corner of the pane, at once, as far as it goes. */
  scrollTo(point: Point): void;
};

/** The element that scrolls a document as a whole. */
export function rootScrollerOf(document: Document): Element {
  const get = Object.getOwnPropertyDescriptor(Document.prototype, 'scrollingElement')?.get;
  return get?.call(document) ?? rootOf(document);
}

function isRootScroller(element: Element): boolean {
  const document = documentOf(element);
  return document !== null && element === rootScrollerOf(document);
}

function isInFrame(element: Element): boolean {
  const document = documentOf(element);
  return document !== null && frameOf(document) !== null;
}

/** How much farther the content goes than is seen, as far as is told: each of the sizes is rounded to a CSS pixel. */
const toldRest = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element): Point => ({
  x: scrollWidth - clientWidth,
  y: scrollHeight - clientHeight,
});

/** At once, as far as it goes. */
function scroll(element: Element, left: number, top: number): void {
  Reflect.apply(Element.prototype.scrollTo, element, [{ left, top, behavior: 'instant' }]);
}

/** From where to where something scrolls. */
type Reach = { from: Point; to: Point };

/** Whether it stops only in some places. What the root says of it holds for the window. */
function snaps(element: Element): boolean {
  const document = documentOf(element);
  const at = document && isRootScroller(element) ? rootOf(document) : element;
  return getComputedStyle(at).scrollSnapType !== 'none';
}

/**
 * Asks how far something scrolls, by scrolling it there and back, of which the page sees nothing. Sizes are told rounded,
 * offsets are not. Pages from right to left, and what grows upwards, count from the other end: down to what is less than
 * zero.
 */
function reachOf(element: Element): Reach {
  const { scrollLeft, scrollTop } = element;
  scroll(element, -1e7, -1e7);
  const from = { x: element.scrollLeft, y: element.scrollTop };
  scroll(element, 1e7, 1e7);
  const to = { x: element.scrollLeft, y: element.scrollTop };
  scroll(element, scrollLeft, scrollTop);
  if (!snaps(element)) return { from, to };
  // It does not stop at its ends.
  const rest = toldRest(element);
  const along = (start: number, length: number) => (start < 0 ? ([-length, 0] as const) : ([0, length] as const));
  const [x, y] = [along(from.x, rest.x), along(from.y, rest.y)];
  return { from: { x: x[0], y: y[0] }, to: { x: x[1], y: y[1] } };
}

/** What of the page a scroller's content can be seen in, if nothing around it cuts it. */
function innerBox(element: Element): Rect {
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
  return paddingBoxOf(element);
}

/**
 * The box that an element's content is seen in, without its borders and scroll bars. To the pixel of the screen, as it is
 * drawn: what scripts are told of it is rounded to CSS pixels, and a zoomed page shows the border in the difference.
 */
function paddingBoxOf(element: Element): Rect {
  const box = viewportRect(element);
  const style = getComputedStyle(element);
  const scale = devicePixelRatio;
  const along = (start: number, length: number, borders: [string, string], told: number, toldStart: number) => {
    const [before, after] = [Number.parseFloat(borders[0]) || 0, Number.parseFloat(borders[1]) || 0];
    const edge = (at: number) => Math.round(at * scale) / scale;
    // Scroll bars stand at either side, and are told only together with the border.
    const bars = Math.round(length - before - after) - told;
    const barBefore = Math.max(0, toldStart - Math.round(before));
    const from = edge(start) + before + barBefore;
    const to = edge(start + length) - after - (bars > 1 ? bars - barBefore : 0);
    return { from, length: Math.max(0, to - from) };
  };
  const { borderLeftWidth, borderRightWidth, borderTopWidth, borderBottomWidth } = style;
  const { clientWidth, clientHeight, clientLeft, clientTop } = element;
  const across = along(box.x, box.width, [borderLeftWidth, borderRightWidth], clientWidth, clientLeft);
  const down = along(box.y, box.height, [borderTopWidth, borderBottomWidth], clientHeight, clientTop);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
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

export function scrollerOf(element: Element): Scroller {
  let known: { told: string; reach: Reach } | undefined;
  /** Asked again only when what is told has changed. */
  const reach = (): Reach => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const told = [scrollWidth, clientWidth, scrollHeight, clientHeight, snaps(element)].join(' ');
    if (known?.told !== told) known = { told, reach: reachOf(element) };
    return known.reach;
  };
  const pane = () => {
    const box = innerBox(element);
    return seenOf(box, element) ?? box;
  };
  /** How far the pane's corner is from that of the whole box. */
  const cutAt = (): Point => {
    const [box, seen] = [innerBox(element), pane()];
    // The picture of a page that is zoomed by pinching begins where the window's own does not.
    const from = isRootScroller(element) && !isInFrame(element) ? { x: 0, y: 0 } : box;
    return { x: seen.x - from.x, y: seen.y - from.y };
  };

  return {
    element,
    pane,
    offset() {
      const [{ from }, cut] = [reach(), cutAt()];
      return { x: element.scrollLeft - from.x + cut.x, y: element.scrollTop - from.y + cut.y };
    },
    extent() {
      const [{ from, to }, cut, { width, height }] = [reach(), cutAt(), pane()];
      return { ...cut, width: to.x - from.x + width, height: to.y - from.y + height };
    },
    scrollTo({ x, y }) {
      const [{ from }, cut] = [reach(), cutAt()];
      scroll(element, x + from.x - cut.x, y + from.y - cut.y);
    },
  };
}

/** Whether there certainly is more of it than is seen. */
function overflows(element: Element): boolean {
  const { x, y } = toldRest(element);
  return x > 1 || y > 1;
}

/** Whether the user can scroll it, be it by the fraction of a pixel. */
function isScrollable(element: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  const isFree = isRootScroller(element) ? /visible|auto|scroll/ : /auto|scroll/;
  const [x, y] = [isFree.test(overflowX), isFree.test(overflowY)];
  if (!x && !y) return false;
  const rest = toldRest(element);
  if ((x && rest.x > 1) || (y && rest.y > 1)) return true;
  const { from, to } = reachOf(element);
  return (y && to.y > from.y) || (x && to.x > from.x);
}

/** Smaller than this part of the window, what scrolls is a list or a text area, and not what the page is about. */
const MAIN = 0.25;

/**
 * What scrolls a page: the document, or where that does not scroll, the largest part of it that does, in shadow trees too.
 */
export function mainScroller(document: Document): Scroller {
  const root = rootScrollerOf(document);
  const body = rootOf(document) === root ? Document.prototype.querySelector.call(document, 'body') : null;
  // What a body says of its overflow holds for the window.
  const isLocked = body !== null && /hidden|clip/.test(getComputedStyle(body).overflowY);
  if (overflows(root) && isScrollable(root) && !isLocked) return scrollerOf(root);
  const view = pictured(viewOf(document) ?? window);
  let largest: Element | undefined;
  let most = view.width * view.height * MAIN;
  for (const element of elementsIn(document)) {
    if (element === root || !overflows(element) || !isScrollable(element)) continue;
    const seen = seenOf(innerBox(element), element);
    const area = seen ? seen.width * seen.height : 0;
    if (area > most) [largest, most] = [element, area];
  }
  return scrollerOf(largest ?? root);
}

/** What can be scrolled around an element, from the inside out. */
export function scrollersAround(element: Element): Scroller[] {
  const flat = new FlatTree();
  const found: Scroller[] = [];
  for (let at: Element | null = element; at; ) {
    const document: Document | null = documentOf(at);
    const root = document && rootScrollerOf(document);
    for (const around of flat.ancestors(at))
      if (around !== root && isScrollable(around)) found.push(scrollerOf(around));
    if (root) found.push(scrollerOf(root));
    at = document && frameOf(document);
  }
  return found;
}
