import type { Scroller } from './scroller.ts';

/**
 * Remembers how far things are scrolled.
 * @returns how to scroll them back, also against a page that snaps or scrolls smoothly.
 */
export function scrollPlaces(scrollers: readonly Scroller[]): () => void {
  const places = scrollers.map(({ element }) => ({ element, left: element.scrollLeft, top: element.scrollTop }));
  return () => {
    // From the outside in.
    for (const { element, left, top } of places.toReversed()) {
      if (element.scrollLeft === left && element.scrollTop === top) continue;
      Reflect.apply(Element.prototype.scrollTo, element, [{ left, top, behavior: 'instant' }]);
    }
  };
}
