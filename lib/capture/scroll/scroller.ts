import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, rootOf, viewOf } from '#lib/capture/safe-dom.ts';
import { pictured } from '#lib/capture/viewport.ts';
import { frameOf } from '#lib/capture/viewport-rect.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { innerBox, isInFrame, isRootScroller, rootScrollerOf, seenOf, shownOf } from './panes.ts';
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
      const [{ from, to }, cut, seen, shown] = [reach(), cutAt(), pane(), shownOf(element)];
      const width = to.x - from.x + Math.min(seen.width, shown.width - cut.x);
      const height = to.y - from.y + Math.min(seen.height, shown.height - cut.y);
      return { ...cut, width, height };
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
