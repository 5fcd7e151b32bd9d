import { FlatTree } from '#lib/capture/flat-tree.ts';
import { contentDocumentOf } from '#lib/capture/safe-dom.ts';

/**
 * The innermost element that is drawn at a point, in CSS pixels of the document's viewport: in shadow trees and in frames
 * of the same site too.
 * @param except What lies over the page and is none of it.
 */
export function elementAt(document: Document, x: number, y: number, except?: Element): Element | undefined {
  const flat = new FlatTree();
  const elements = Document.prototype.elementsFromPoint.call(document, x, y);
  let found = elements.find((element) => element !== except);
  for (let root = found && flat.shadowRoot(found); root; root = found && flat.shadowRoot(found)) {
    const host: Element | undefined = found;
    // Some browsers tell a shadow root of all elements at the point, those outside of it too.
    const isInside = (element: Element) =>
      element !== host && element !== except && host !== undefined && flat.contains(host, element);
    const inner = ShadowRoot.prototype.elementsFromPoint.call(root, x, y).find(isInside);
    if (!inner) break;
    found = inner;
  }
  const inside = found && contentDocumentOf(found);
  if (!found || !inside) return found;
  const box = Element.prototype.getBoundingClientRect.call(found);
  return elementAt(inside, x - box.x - found.clientLeft, y - box.y - found.clientTop) ?? found;
}
