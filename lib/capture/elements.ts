import { FlatTree } from './flat-tree.ts';
import { documentsIn } from './frames.ts';
import { isElement, matches, queryAll, rootOf } from './safe-dom.ts';

/** A page with more elements than this is searched without its shadow trees: finding those means looking at each one. */
const MAX_WALKED = 100_000;

/** The elements that match a selector, in the page, its shadow trees and the frames that may be looked into. */
export function elementsOf(document: Document, selector: string): Element[] {
  return documentsIn(document).flatMap((place) => {
    const found: Element[] = [];
    const flat = new FlatTree();
    let walked = 0;
    for (let at: Node | undefined = rootOf(place) ?? undefined; at; at = flat.firstChild(at) ?? flat.following(at)) {
      if (!isElement(at)) continue;
      walked += 1;
      if (walked > MAX_WALKED) return queryAll(place, selector);
      if (matches(at, selector)) found.push(at);
    }
    return found;
  });
}
