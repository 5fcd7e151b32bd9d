import {
  contains,
  firstChildOf,
  isElement,
  isQueryable,
  isText,
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

type RangeSelector = Extract<Selector, { type: 'RangeSelector' }>;

/** What `xpathOf` makes. Others say more with an XPath, which must not lead to another element here. */
const OUR_XPATH = /^(?:\/(?:[a-z][a-z0-9]*|\*)\[\d+\])+$/;

/**
 * Where a point of a range selector is in the text; undefined where its element is not there, or has become shorter, and
 * for points that others describe in their own ways.
 */
function offsetBy(page: PageText, root: Node, point: RangeSelector['startSelector'] | undefined): number | undefined {
  if (!point?.refinedBy || !OUR_XPATH.test(point.value)) return undefined;
  const top = treeRootOf(root);
  // A path begins at the top; where that is no document, it is the first step itself.
  const element = elementAt(top, isElement(top) ? point.value.replace(/^\/[^/]+/, '') : point.value);
  if (!element || !contains(root, element)) return undefined;
  const walker = walkerOf(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  const firstFrom = (from: Node | null): number => {
    for (let node = from; node; node = walker.nextNode()) {
      const start = isText(node) ? page.startOf.get(node) : undefined;
      if (start !== undefined) return start;
    }
    return page.text.length;
  };
  walker.currentNode = element;
  const start = firstFrom(element);
  walker.currentNode = element;
  const at = start + point.refinedBy.start;
  return at <= firstFrom(nextAfter(walker)) ? at : undefined;
}

/** Where a range selector says that a passage begins. */
export function startBy(page: PageText, root: Node, anchor: Anchor): number | undefined {
  const range = selectorOf(anchor, 'RangeSelector');
  return range && offsetBy(page, root, range.startSelector);
}

/**
 * The passage of an anchor that says where it is and not which words it has. Undefined where there is nothing any more,
 * and where its range and its position are of different passages: the page has changed, and nothing says which it was.
 */
export function spanBy(page: PageText, root: Node, anchor: Anchor): Span | undefined {
  const range = selectorOf(anchor, 'RangeSelector');
  const ends = range && [range.startSelector, range.endSelector].map((point) => offsetBy(page, root, point));
  const spans = [ends && { start: ends[0], end: ends[1] }, selectorOf(anchor, 'TextPositionSelector')].filter(
    (span): span is Span =>
      span?.start !== undefined && span.end !== undefined && span.start < span.end && span.end <= page.text.length,
  );
  const [span] = spans;
  return spans.every(({ start, end }) => start === span?.start && end === span.end) ? span : undefined;
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
