import type { Anchor, Selector } from '#lib/core/schema/anchor.ts';
import { describeRange } from './anchoring/describe.ts';
import { cssSelectorOf } from './css-selector.ts';
import { FlatTree } from './flat-tree.ts';
import {
  bodyOf,
  documentOf,
  firstChildOf,
  isElement,
  isQueryable,
  isShadowRoot,
  parentOf,
  rootOf,
  shadowHostOf,
  treeRootOf,
} from './safe-dom.ts';
import { frameOf } from './viewport-rect.ts';

/**
 * The frames and shadow hosts around a tree by CSS selector, outermost first; undefined where one has none, and for what
 * the page has taken out meanwhile.
 */
function hostsOf(tree: Node): string[] | undefined {
  const hosts: string[] = [];
  for (let at = tree; ; ) {
    if (!isQueryable(at)) return undefined;
    const host = isShadowRoot(at) ? shadowHostOf(at) : frameOf(at as Document);
    if (!host) return hosts;
    const selector = cssSelectorOf(host);
    if (selector === undefined) return undefined;
    hosts.unshift(selector);
    at = treeRootOf(host);
  }
}

function placed(tree: Node, anchor: Anchor): Anchor | undefined {
  const within = hostsOf(tree);
  // Selectors that hold in a tree that cannot be found would lead to another place.
  if (!within || anchor.selectors.length === 0) return undefined;
  return { ...anchor, ...(within.length > 0 ? { within } : {}) };
}

/** Where a passage stands in the page: in its document, or in a frame or shadow tree of it. */
export function placeOfRange(range: AbstractRange): Anchor | undefined {
  const tree = treeRootOf(range.startContainer);
  const document = documentOf(tree) ?? (tree as Document);
  const root = isShadowRoot(tree) ? tree : (bodyOf(document) ?? rootOf(document));
  return placed(tree, describeRange(range, root));
}

/** UTF-16 units: the words of a larger element are in the clip once already, and find it no better than its place. */
const MAX_QUOTED = 10_000;

/** Where an element stands, and the passage that it is. */
export function placeOfElement(element: Element): Anchor | undefined {
  const value = cssSelectorOf(element);
  const own: Selector[] = value === undefined ? [] : [{ type: 'CssSelector', value }];
  const { selectors: passage, ...rest } = placeOfRange(rangeAround(element)) ?? { selectors: [] };
  const isShort = (selector: Selector) => selector.type !== 'TextQuoteSelector' || selector.exact.length <= MAX_QUOTED;
  return placed(treeRootOf(element), { ...rest, selectors: [...own, ...passage.filter(isShort)] });
}

/**
 * The range that begins before an element and ends after it. Within it, where the page has taken it out meanwhile, and for
 * the child of a shadow host: around that would be the host as a whole.
 */
export function rangeAround(element: Element): Range {
  const range = new Range();
  const parent = parentOf(element);
  const isChildOfHost = parent && isElement(parent) && firstChildOf(element) && new FlatTree().shadowRoot(parent);
  const { selectNode, selectNodeContents } = Range.prototype;
  Reflect.apply(parent && !isChildOfHost ? selectNode : selectNodeContents, range, [element]);
  return range;
}
