import type { Content, Page } from '#lib/capture/capture-kind.ts';
import { viewportRect } from '#lib/capture/viewport-rect.ts';
import { GleanerError } from '#lib/core/errors.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { intersection } from '#lib/screenshot/rect.ts';
import { rootScrollerOf, seenOf } from './panes.ts';
import { pictureOf } from './picture.ts';
import { mainScroller, type Scroller, scrollerOf, scrollersAround } from './scroller.ts';
import type { Area } from './sweep.ts';

/**
 * Pictures a whole page. Where the document itself does not scroll, it is what scrolls the most of it: the picture is that
 * part's whole content, without what stands around it.
 * @throws GleanerError `cancelled`, `capture_interrupted`, `tab_not_visible`, `screenshot_failed`
 */
export function pictureOfPage(page: Page): Promise<Content> {
  const scroller = mainScroller(page.document);
  return pictureOf(page, scroller.element, () => {
    reveal(scroller.element, scroller.element === rootScrollerOf(page.document));
    return { scroller, bounds: scroller.extent, within: undefined };
  });
}

/**
 * Pictures an element: at once where all of it can be seen, else by scrolling what it is scrolled in.
 * @throws GleanerError `cancelled`, `capture_interrupted`, `tab_not_visible`, `screenshot_failed`
 */
export function pictureOfElement(page: Page, element: Element): Promise<Content> {
  const around = scrollersAround(element);
  return pictureOf(page, element, () => {
    reveal(element, isAllSeen(element));
    return areaOf(page.document, element, around);
  });
}

/** Scrolls something into the middle of the window, where nothing that is fixed at its edges lies over it. */
function reveal(element: Element, isSeen: boolean): void {
  if (isSeen) return;
  Reflect.apply(Element.prototype.scrollIntoView, element, [
    { block: 'center', inline: 'nearest', behavior: 'instant' },
  ]);
}

function isAllSeen(element: Element): boolean {
  const rect = viewportRect(element);
  const seen = rect.width > 0 && rect.height > 0 && seenOf(rect, element);
  // Less than half a pixel of the screen is in no picture.
  const half = 0.5 / devicePixelRatio;
  return seen ? seen.width > rect.width - half && seen.height > rect.height - half : false;
}

/** What to picture of an element that has been scrolled to, and by scrolling what. */
function areaOf(document: Document, element: Element, around: readonly Scroller[]): Area {
  const seen = seenOf(viewportRect(element), element);
  if (!seen) throw new GleanerError('screenshot_failed', 'nothing of it can be seen');
  /** What a scroller can bring into view of it: what is cut away within is nowhere to be seen. */
  const within = ({ element: around }: Scroller) => seenOf(viewportRect(element), element, around);
  const scroller = isAllSeen(element)
    ? undefined
    : around.find((one) => {
        const [part, pane] = [within(one), one.pane()];
        return part && (part.width > pane.width + 0.01 || part.height > pane.height + 0.01);
      });
  if (scroller) {
    const bounds = () => {
      const part = inContent(within(scroller) ?? seen, scroller);
      return intersection(part, scroller.extent()) ?? part;
    };
    return { scroller, bounds, within: element };
  }
  // All of it, or all that can be had: the rest is cut away by what is around it.
  const page = scrollerOf(rootScrollerOf(document));
  const bounds = () => inContent(seenOf(viewportRect(element), element) ?? seen, page);
  return { scroller: page, bounds, within: element };
}

/** Where something that is drawn in the window is in a scroller's content. */
function inContent({ x, y, width, height }: Rect, scroller: Scroller): Rect {
  const [pane, offset] = [scroller.pane(), scroller.offset()];
  return { x: x - pane.x + offset.x, y: y - pane.y + offset.y, width, height };
}
