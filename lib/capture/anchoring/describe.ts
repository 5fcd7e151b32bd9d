import { contains, isElement, isText, nodeAt, parentOf, positionOf, walkerOf } from '#lib/capture/safe-dom.ts';
import { xpathOf } from '#lib/capture/xpath.ts';
import type { Anchor, RangeSelector, Selector } from '#lib/core/schema/anchor.ts';
import { LIMITS } from '#lib/core/text.ts';
import { isUnread, nextAfter } from './page-text.ts';
import { countIn } from './places.ts';

/** UTF-16 units of text before and after a passage that tell it from others like it. */
const AROUND = 32;
const MAX_XPATH = 4_000;

/** In larger texts, and of longer passages, nobody counts: it takes as long as all the rest. */
const MOST_COUNTED = { text: 300_000, passage: 2_000 };

type Point = {
  /** The node that an end of a range lies in, or before; undefined at the end of the document. */
  node: Node | undefined;
  /** UTF-16 units of the text of `node` that are before the point. */
  inNode: number;
  /** The element around the point. */
  element: Node;
  xpath: string;
  /** Offset in the text of the root: of the point, and of where `element` begins. */
  at: number | undefined;
  elementAt: number;
};

function pointOf(container: Node, offset: number, root: Node): Point {
  let element = isElement(container) ? container : (parentOf(container) ?? root);
  if (!contains(root, element)) element = root;
  let xpath = isElement(element) ? xpathOf(element) : '';
  while (xpath.length > MAX_XPATH && element !== root) {
    element = parentOf(element) ?? root;
    xpath = xpath.slice(0, xpath.lastIndexOf('/'));
  }
  const place = isText(container)
    ? { node: container, inNode: offset }
    : { node: nodeAt(container, offset), inNode: 0 };
  return { ...place, element, xpath, at: undefined, elementAt: 0 };
}

/**
 * Reads the text of `root`, the data of its text nodes one after the other, and finds where `points` are in it. What is
 * in scripts and styles is no text. https://www.w3.org/TR/annotation-model/#text-position-selector
 */
function readText(root: Node, points: readonly Point[]): string {
  const walker = walkerOf(root, NodeFilter.SHOW_ALL);
  let text = '';
  let node: Node | null = root;
  while (node) {
    for (const point of points) {
      if (point.node === node) point.at = text.length + point.inNode;
      if (point.element === node) point.elementAt = text.length;
    }
    if (isText(node)) {
      text += node.data;
    } else if (isElement(node) && isUnread(node) && node !== root) {
      for (const point of points) {
        if (contains(node, point.node)) point.at = text.length;
        if (contains(node, point.element)) point.elementAt = text.length;
      }
      node = nextAfter(walker);
      continue;
    }
    node = walker.nextNode();
  }
  for (const point of points) {
    const before = point.node && positionOf(root, point.node) & Node.DOCUMENT_POSITION_PRECEDING;
    point.at ??= before ? 0 : text.length;
  }
  return text;
}

const splitsPair = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;

/**
 * Where `range` stands in `root` (a document's body), as W3C selectors that each find it alone. Offsets count UTF-16
 * units of the text of `root`, or of the element that the XPath names: the data of text nodes in document order, those
 * in script, style, noscript and template left out. An end outside of `root` is moved to its edge, and one within a
 * surrogate pair to the pair's outer side. A passage longer than a quote may be has no quote selector; `times` and `nth`
 * are counted where that is quickly done.
 */
export function describeRange(range: AbstractRange, root: Node): Anchor {
  const from = pointOf(range.startContainer, range.startOffset, root);
  const to = pointOf(range.endContainer, range.endOffset, root);
  const text = readText(root, [from, to]);
  let start = from.at ?? 0;
  let end = Math.max(to.at ?? 0, start);
  if (splitsPair(text, start)) start -= 1;
  if (splitsPair(text, end)) end += 1;

  const selectors: Selector[] = [];
  if (from.xpath !== '' && to.xpath !== '') selectors.push(rangeSelector(from, start, to, end));
  selectors.push({ type: 'TextPositionSelector', start, end });
  if (end - start <= LIMITS.quote) {
    const first = Math.max(start - AROUND, 0);
    const last = Math.min(end + AROUND, text.length);
    const quote = {
      exact: text.slice(start, end),
      prefix: text.slice(splitsPair(text, first) ? first + 1 : first, start),
      suffix: text.slice(end, splitsPair(text, last) ? last - 1 : last),
    };
    selectors.push({ type: 'TextQuoteSelector', ...quote });
    if (text.length <= MOST_COUNTED.text && end - start <= MOST_COUNTED.passage && start < end) {
      return { selectors, ...countIn(text, start, quote.exact, quote) };
    }
  }
  return { selectors };
}

function rangeSelector(from: Point, start: number, to: Point, end: number): RangeSelector {
  const xpathPoint = ({ xpath, elementAt }: Point, at: number): RangeSelector['startSelector'] => {
    const offset = Math.max(at - elementAt, 0);
    return {
      type: 'XPathSelector',
      value: xpath,
      refinedBy: { type: 'TextPositionSelector', start: offset, end: offset },
    };
  };
  return { type: 'RangeSelector', startSelector: xpathPoint(from, start), endSelector: xpathPoint(to, end) };
}
