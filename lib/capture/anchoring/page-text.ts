import { PHRASING } from '#lib/capture/article/names.ts';
import { htmlName, isElement, isText, parentOf, walkerOf } from '#lib/capture/safe-dom.ts';

/** Elements whose text nodes are no text of the page. */
const UNREAD = new Set(['script', 'style', 'noscript', 'template']);

export const isUnread = (element: Element): boolean => UNREAD.has(htmlName(element));

/**
 * The text of a tree as selectors count it: the data of its text nodes in document order, those in script, style, noscript
 * and template left out. https://www.w3.org/TR/annotation-model/#text-position-selector
 */
export type PageText = {
  text: string;
  nodes: readonly Text[];
  /** Where in `text` each of `nodes` begins, in UTF-16 units. */
  starts: readonly number[];
  /** The same by node. */
  startOf: ReadonlyMap<Text, number>;
  /** Offsets at which one paragraph ends and the next begins, by the names of elements. */
  breaks: ReadonlySet<number>;
};

export function pageTextOf(root: Node): PageText {
  const nodes: Text[] = [];
  const starts: number[] = [];
  const startOf = new Map<Text, number>();
  const breaks = new Set<number>();
  const blocks = new Map<Node, Node>();
  let last: Node | undefined;
  const parts: string[] = [];
  let length = 0;
  const walker = walkerOf(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  for (let node: Node | null = root; node; ) {
    if (isText(node)) {
      nodes.push(node);
      const block = blockAround(node, blocks);
      if (block !== last) breaks.add(length);
      last = block;
      starts.push(length);
      startOf.set(node, length);
      parts.push(node.data);
      length += node.data.length;
    }
    node = isElement(node) && node !== root && isUnread(node) ? nextAfter(walker) : walker.nextNode();
  }
  return { text: parts.join(''), nodes, starts, startOf, breaks };
}

/** The innermost element around a text that is no part of a line, by its name. `known` is filled. */
function blockAround(text: Text, known: Map<Node, Node>): Node {
  const parent = parentOf(text) ?? text;
  let block = known.get(parent);
  if (!block) {
    block = parent;
    for (let at: Node | null = parent; at && isElement(at) && PHRASING.has(htmlName(at)); at = parentOf(at)) {
      block = parentOf(at) ?? at;
    }
    known.set(parent, block);
  }
  return block;
}

/** Goes on behind what the walker is at, and all in it. */
export function nextAfter(walker: TreeWalker): Node | null {
  do {
    const sibling = walker.nextSibling();
    if (sibling) return sibling;
  } while (walker.parentNode());
  return null;
}

/** The last index whose value is not greater than `value`, of values in rising order. */
function indexUpTo(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The range of a part of the text; undefined where the page has changed since it was read. */
export function rangeIn({ nodes, starts }: PageText, start: number, end: number): Range | undefined {
  const first = indexUpTo(starts, start);
  const last = indexUpTo(starts, end - 1);
  const [from, to] = [nodes[first], nodes[last]];
  if (!from || !to) return undefined;
  const [startIn, endIn] = [start - (starts[first] ?? 0), end - (starts[last] ?? 0)];
  if (!from.isConnected || !to.isConnected || startIn > from.length || endIn > to.length) return undefined;
  const range = new Range();
  range.setStart(from, startIn);
  range.setEnd(to, endIn);
  return range;
}
