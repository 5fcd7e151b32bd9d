import type { FlatTree } from '#lib/capture/flat-tree.ts';
import { htmlName, treeRootOf } from '#lib/capture/safe-dom.ts';
import { alphaOf } from './sight.ts';

const PICTURES = new Set('img video canvas iframe frame object embed'.split(' '));

/**
 * Whether something that cannot be seen through is drawn over `node` at a point, in CSS pixels of the viewport of
 * `document`. What a pointer goes through counts as nothing, as browsers do not tell of it.
 */
export function isCovered(flat: FlatTree, document: Document, node: Node, x: number, y: number): boolean {
  const look = (root: Document | ShadowRoot): boolean => {
    for (const element of elementsAt(root, x, y)) {
      if (flat.contains(element, node)) {
        const inside = flat.shadowRoot(element);
        // A tree tells of what is in it, and only the host of what is in its shadow.
        return inside && inside !== root && isWithin(flat, inside, node) ? look(inside) : false;
      }
      if (isOpaque(element)) return true;
    }
    return false;
  };
  return look(document);
}

function elementsAt(root: Document | ShadowRoot, x: number, y: number): Element[] {
  return 'host' in root
    ? ShadowRoot.prototype.elementsFromPoint.call(root, x, y)
    : Document.prototype.elementsFromPoint.call(root, x, y);
}

function isWithin(flat: FlatTree, root: ShadowRoot, node: Node): boolean {
  for (let at: Node | null = node; at; at = flat.parent(at)) if (treeRootOf(at) === root) return true;
  return false;
}

function isOpaque(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.visibility !== 'visible' || Number(style.opacity) < 0.95) return false;
  return PICTURES.has(htmlName(element)) || alphaOf(style.backgroundColor) > 0.95;
}
