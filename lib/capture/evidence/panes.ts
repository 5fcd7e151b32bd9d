import { FlatTree } from '#lib/capture/flat-tree.ts';
import { accessor, bodyOf, documentOf, isElement, rootOf } from '#lib/capture/safe-dom.ts';
import {
  boundsOf,
  clientHeightOf,
  clientLeftOf,
  clientTopOf,
  clientWidthOf,
  scrollHeightOf,
  scrollWidthOf,
} from '#lib/capture/safe-layout.ts';
import { frameOf, viewportRect } from '#lib/capture/viewport-rect.ts';
import type { Rect } from '#lib/core/schema/reading.ts';

/** A box that shows a part of what is in it: a window, a frame, or an element that cuts off what does not fit. */
export type Pane = {
  element: Element;
  /** `user`: by whoever looks at it. `script`: by nobody but the page. */
  scrolls: 'user' | 'script' | 'never';
  /** Where it is, in CSS pixels of the viewport of the page. */
  rect(): Rect;
};

const scrollingElementOf = accessor(() => Document, 'scrollingElement');

/** Where the viewport of a document is in that of the page. */
export function originOf(document: Document): { x: number; y: number } {
  const frame = frameOf(document);
  if (!frame) return { x: 0, y: 0 };
  const { x, y } = viewportRect(frame);
  return { x: x + clientLeftOf(frame), y: y + clientTopOf(frame) };
}

function windowOf(document: Document, root: Element): Pane {
  return {
    element: root,
    scrolls: 'user',
    rect: () => ({ ...originOf(document), width: clientWidthOf(root), height: clientHeightOf(root) }),
  };
}

function paneOf(document: Document, element: Element, style: CSSStyleDeclaration): Pane | undefined {
  const overflow = `${style.overflowX} ${style.overflowY}`;
  if (overflow === 'visible visible' || style.display === 'inline' || style.display === 'contents') return undefined;
  const isLarger = scrollHeightOf(element) > clientHeightOf(element) || scrollWidthOf(element) > clientWidthOf(element);
  const byUser = /auto|scroll/.test(overflow);
  return {
    element,
    scrolls: !isLarger || !/auto|scroll|hidden/.test(overflow) ? 'never' : byUser ? 'user' : 'script',
    rect() {
      const [{ x, y }, origin] = [boundsOf(element), originOf(document)];
      return {
        x: x + clientLeftOf(element) + origin.x,
        y: y + clientTopOf(element) + origin.y,
        width: clientWidthOf(element),
        height: clientHeightOf(element),
      };
    },
  };
}

/** The panes that a node is seen through, from the inside out, up to the window. */
export function panesAround(node: Node): Pane[] {
  const flat = new FlatTree();
  const panes: Pane[] = [];
  for (let at: Node | null = node; at; ) {
    const document: Document | null = documentOf(at);
    if (!document) break;
    const [root, body] = [rootOf(document), bodyOf(document)];
    const { overflow: overflowOfRoot } = getComputedStyle(root);
    let isFixed = false;
    for (const element of isElement(at) ? [at, ...flat.ancestors(at)] : flat.ancestors(at)) {
      // The overflow of the root is that of the window, and so is the body's where the root says nothing.
      if (element === root || (element === body && overflowOfRoot === 'visible')) continue;
      const style = getComputedStyle(element);
      const pane = paneOf(document, element, style);
      if (pane) panes.push(pane);
      isFixed = style.position === 'fixed';
      if (isFixed) break;
    }
    const pane = windowOf(document, scrollingElementOf(document) ?? root);
    panes.push(isFixed ? { ...pane, scrolls: 'never' } : pane);
    at = frameOf(document);
  }
  return panes;
}
