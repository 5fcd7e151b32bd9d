import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf, isElement, rootOf } from '#lib/capture/safe-dom.ts';
import { frameOf } from '#lib/capture/viewport-rect.ts';

type Delta = { deltaX: number; deltaY: number };

/** Scrolls a page for somebody who cannot, and knows which scrolling was theirs and which was ours. */
export function scrollKeeper() {
  const before = new Map<Element, { left: number; top: number }>();

  return {
    /** Scrolls as far as it takes to see `element`. */
    reveal(element: Element): void {
      for (const around of scrollers(element)) {
        if (!before.has(around)) before.set(around, { left: around.scrollLeft, top: around.scrollTop });
      }
      Element.prototype.scrollIntoView.call(element, { block: 'nearest', inline: 'nearest', behavior: 'instant' });
    },

    /** Scrolls what the user scrolls; where the page stands then is where it stays. */
    byUser(over: Element | undefined, view: Window | null, { deltaX, deltaY }: Delta): void {
      before.clear();
      const by = { left: deltaX, top: deltaY, behavior: 'instant' as const };
      const scroller = over && scrollers(over).find((around) => canScroll(around, deltaX, deltaY));
      if (scroller) Reflect.apply(Element.prototype.scrollBy, scroller, [by]);
      else view?.scrollBy(by);
    },

    /** Undoes what `reveal` did. */
    restore(): void {
      for (const [element, { left, top }] of before) {
        Reflect.apply(Element.prototype.scrollTo, element, [{ left, top, behavior: 'instant' }]);
      }
    },
  };
}

/** What can be scrolled around an element, from the inside out, up to the page itself. */
function scrollers(element: Element): Element[] {
  const flat = new FlatTree();
  const found: Element[] = [];
  for (let at: Element | null = element; at; ) {
    for (const around of [at, ...flat.ancestors(at)]) {
      if (around.scrollHeight > around.clientHeight || around.scrollWidth > around.clientWidth) found.push(around);
    }
    const document: Document | null = documentOf(at);
    at = document && frameOf(document);
  }
  return found;
}

function canScroll(element: Element, deltaX: number, deltaY: number): boolean {
  const document = documentOf(element);
  const { overflowX, overflowY } = getComputedStyle(element);
  const isRoot = document !== null && element === rootOf(document) && isElement(element);
  const scrolls = (overflow: string) => isRoot || /auto|scroll/.test(overflow);
  const has = (delta: number, at: number, size: number, shown: number) =>
    (delta < 0 && at > 0) || (delta > 0 && at + shown + 1 < size);
  return (
    (scrolls(overflowY) && has(deltaY, element.scrollTop, element.scrollHeight, element.clientHeight)) ||
    (scrolls(overflowX) && has(deltaX, element.scrollLeft, element.scrollWidth, element.clientWidth))
  );
}
