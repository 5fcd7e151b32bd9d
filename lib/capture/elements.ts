import { FlatTree } from './flat-tree.ts';
import { MAX_FRAMES } from './frames.ts';
import { contentDocumentOf, isElement, matches, queryAll, rootOf } from './safe-dom.ts';

/** A page with more elements than this is searched without its shadow trees: finding those means looking at each one. */
const MAX_WALKED = 100_000;

/** The elements that match a selector, in the page, its shadow trees and the frames that may be looked into. */
export function elementsOf(document: Document, selector: string): Element[] {
  const found: Element[] = [];
  const places = new Set([document]);
  for (const place of places) {
    const here: Element[] = [];
    const flat = new FlatTree();
    let walked = 0;
    for (let at: Node | undefined = rootOf(place) ?? undefined; at; at = flat.firstChild(at) ?? flat.following(at)) {
      if (!isElement(at)) continue;
      walked += 1;
      if (walked > MAX_WALKED) break;
      if (matches(at, selector)) here.push(at);
      const inside = contentDocumentOf(at);
      if (inside && places.size < MAX_FRAMES) places.add(inside);
    }
    found.push(...(walked > MAX_WALKED ? queryAll(place, selector) : here));
  }
  return found;
}
