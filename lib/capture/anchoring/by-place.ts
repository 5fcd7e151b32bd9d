import {
  contains,
  firstChildOf,
  isElement,
  isQueryable,
  queryRoot,
  treeRootOf,
  walkerOf,
} from '#lib/capture/safe-dom.ts';
import { elementAt } from '#lib/capture/xpath.ts';
import type { Anchor, Selector } from '#lib/core/schema/anchor.ts';
import { nextAfter, type PageText } from './page-text.ts';

/** A part of a text, in UTF-16 units. */
export type Span = { start: number; end: number };

export function selectorOf<T extends Selector['type']>(
  anchor: Anchor,
  type: T,
): Extract<Selector, { type: T }> | undefined {
  return anchor.selectors.find((selector): selector is Extract<Selector, { type: T }> => selector.type === type);
}

/** The elements of a selector in a tree; none for what is no selector: it may come from a file that others wrote. */
export function elementsBy(tree: Node, selector: string): Element[] {
  try {
    return isQueryable(tree) ? queryRoot(tree, selector) : [];
  } catch {
    return [];
  }
}

type Point = Extract<Selector, { type: 'RangeSelector' }>['startSelector'];

/** What `xpathOf` makes. Others say more with an XPath, which must not lead to another element here. */
const OUR_XPATH = /^(?:\/(?:[a-z][a-z0-9]*|\*)\[\d+\])+$/;

/** Where a point is in the text; NaN where its element is not there, or is shorter now, and where others put it otherwise. */
function offsetBy({ text, startOf }: PageText, root: Node, point: Point | undefined): number {
  if (!point?.refinedBy || !OUR_XPATH.test(point.value)) return Number.NaN;
  const top = treeRootOf(root);
  // A path begins at the top; where that is no document, it is the first step itself.
  const element = elementAt(top, isElement(top) ? point.value.replace(/^\/[^/]+/, '') : point.value);
  if (!element || !contains(root, element)) return Number.NaN;
  const walker = walkerOf(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  const textFrom = (from: Node | null): number => {
    for (let node = from; node; node = walker.nextNode()) {
      const start = startOf.get(node as Text);
      if (start !== undefined) return start;
    }
    return text.length;
  };
  walker.currentNode = element;
  const at = textFrom(element) + point.refinedBy.start;
  walker.currentNode = element;
  return at <= textFrom(nextAfter(walker)) ? at : Number.NaN;
}

/** Where an anchor says that its passage begins, the surest first. */
export function startsBy(page: PageText, root: Node, anchor: Anchor): number[] {
  const range = selectorOf(anchor, 'RangeSelector');
  const position = selectorOf(anchor, 'TextPositionSelector');
  return [offsetBy(page, root, range?.startSelector), position?.start ?? Number.NaN].filter((start) => start >= 0);
}

/**
 * The passage of an anchor that says where it is and not which words it has. Undefined where there is nothing any more,
 * and where its selectors are of different passages: the page has changed, and nothing says which it was.
 */
export function spanBy(page: PageText, root: Node, anchor: Anchor): Span | undefined {
  const range = selectorOf(anchor, 'RangeSelector');
  const position = selectorOf(anchor, 'TextPositionSelector');
  const spans: Span[] = range
    ? [{ start: offsetBy(page, root, range.startSelector), end: offsetBy(page, root, range.endSelector) }]
    : [];
  if (position) spans.push(position);
  const [span, other] = spans.filter(({ start, end }) => start >= 0 && start < end && end <= page.text.length);
  return other && (other.start !== span?.start || other.end !== span.end) ? undefined : span;
}

/** The range of an element as a whole, where one and no other is meant: of what is in it, or of itself if that is nothing. */
export function elementRangeBy(root: Node, selector: string): Range | undefined {
  const [element, ...others] = elementsBy(treeRootOf(root), selector).filter((found) => contains(root, found));
  if (!element || others.length > 0) return undefined;
  const range = new Range();
  const { selectNode, selectNodeContents } = Range.prototype;
  Reflect.apply(firstChildOf(element) ? selectNodeContents : selectNode, range, [element]);
  return range;
}
