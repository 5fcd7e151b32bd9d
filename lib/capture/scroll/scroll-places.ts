import { FlatTree } from '#lib/capture/flat-tree.ts';
import { documentOf } from '#lib/capture/safe-dom.ts';
import { frameOf } from '#lib/capture/viewport-rect.ts';
import { rootScrollerOf } from './panes.ts';

/** Everything around an element that can be scrolled, by a script at least, from the inside out; itself too. */
function around(element: Element): Element[] {
  const flat = new FlatTree();
  const found: Element[] = [];
  for (let at: Element | null = element; at; ) {
    const document: Document | null = documentOf(at);
    found.push(at, ...flat.ancestors(at));
    if (document) found.push(rootScrollerOf(document));
    at = document && frameOf(document);
  }
  return found;
}

/**
 * Remembers how far an element is scrolled, and all that is around it.
 * @returns how to scroll it back, also against a page that snaps or scrolls smoothly.
 */
export function scrollPlaces(element: Element): () => void {
  const places = around(element).map((at) => ({ at, left: at.scrollLeft, top: at.scrollTop }));
  return () => {
    // From the outside in.
    for (const { at, left, top } of places.toReversed()) {
      if (at.scrollLeft === left && at.scrollTop === top) continue;
      Reflect.apply(Element.prototype.scrollTo, at, [{ left, top, behavior: 'instant' }]);
    }
  };
}
