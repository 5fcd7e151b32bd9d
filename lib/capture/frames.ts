import { FlatTree } from './flat-tree.ts';
import { activeIn, contentDocumentOf, queryAll } from './safe-dom.ts';

/** A page has few frames that a reader reads in; ones without end are no reason to look through them all. */
export const MAX_FRAMES = 200;

/** A document and all in its frames that may be looked into: first where the focus is, for that was selected last. */
export function documentsIn(document: Document): Document[] {
  const focused: Document[] = [document];
  for (let at: Document | null | undefined = document; at; ) {
    const active = focusedIn(at);
    at = active && contentDocumentOf(active);
    if (at) focused.unshift(at);
  }
  const all = new Set(focused);
  for (const place of all) {
    for (const frame of queryAll(place, 'iframe, frame, object')) {
      if (all.size >= MAX_FRAMES) return [...all];
      const inside = contentDocumentOf(frame);
      if (inside) all.add(inside);
    }
  }
  return [...all];
}

/** The element that has the focus in a document, in its shadow trees too. */
export function focusedIn(document: Document): Element | undefined {
  const flat = new FlatTree();
  let active = activeIn(document);
  for (let root = active && flat.shadowRoot(active); root; root = active && flat.shadowRoot(active)) {
    const inner = activeIn(root);
    if (!inner) break;
    active = inner;
  }
  return active ?? undefined;
}

/** The element that has the focus, in the frames that may be looked into too. */
export function innermostFocusedIn(document: Document): Element | undefined {
  const active = focusedIn(document);
  const inside = active && contentDocumentOf(active);
  return inside ? (innermostFocusedIn(inside) ?? active) : active;
}
