import { PHRASING } from '#lib/capture/article/names.ts';
import {
  accessor,
  contains,
  htmlName,
  isElement,
  isText,
  localName,
  parentOf,
  walkerOf,
} from '#lib/capture/safe-dom.ts';

/** Elements whose text nodes are no text of the page. */
const UNREAD = new Set(['script', 'style', 'noscript', 'template']);

/** Whether a node is in a page, and not in a tree that is built apart from it, or has been taken out. */
export const isConnected = accessor(() => Node, 'isConnected');

const ENDS_LINE = new Set(['br', 'hr']);

// By the local name first: it is asked of each element of a page.
export const isUnread = (element: Element): boolean => UNREAD.has(localName(element)) && htmlName(element) !== '';

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
  /** Offsets at which one line or paragraph ends and the next begins, by the names of elements. */
  breaks: ReadonlySet<number>;
  /** Whether it is of a tree that was built apart from any page. */
  isApart: boolean;
};

/** Nodes that are read in one go. */
const SLICE = 4_000;
/** A page that changes all the time is read at once in the end. */
const MOST_TRIES = 4;

/**
 * Reads the text of a tree in small steps. Where the page takes out what is being read between two of them, the reading
 * begins anew: a text without its end would make passages of it missing that are there.
 */
export function* pageTextOf(root: Node, isApart: boolean): Generator<void, PageText> {
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const text = yield* readingOf(root, SLICE);
    if (text) return { ...text, isApart };
  }
  const text = yield* readingOf(root, Number.POSITIVE_INFINITY);
  if (!text) throw new Error('a page changed while nobody else had a turn');
  return { ...text, isApart };
}

function* readingOf(root: Node, slice: number): Generator<void, Omit<PageText, 'isApart'> | undefined> {
  const nodes: Text[] = [];
  const starts: number[] = [];
  const startOf = new Map<Text, number>();
  const breaks = new Set<number>();
  const blocks = new Map<Node, Node>();
  let last: Node | undefined;
  const parts: string[] = [];
  let length = 0;
  let count = 0;
  const walker = walkerOf(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  for (let node: Node | null = root; node; ) {
    let isPassedOver = false;
    if (isText(node)) {
      nodes.push(node);
      const block = blockAround(node, blocks);
      if (block !== last) breaks.add(length);
      last = block;
      starts.push(length);
      startOf.set(node, length);
      parts.push(node.data);
      length += node.data.length;
    } else if (isElement(node)) {
      // Though nothing says so in the text.
      if (ENDS_LINE.has(localName(node))) breaks.add(length);
      isPassedOver = node !== root && isUnread(node);
    }
    node = isPassedOver ? nextAfter(walker) : walker.nextNode();
    count += 1;
    if (count % slice !== 0) continue;
    yield;
    if (node && !contains(root, node)) return undefined;
  }
  yield;
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
export function rangeIn({ text, nodes, starts, isApart }: PageText, start: number, end: number): Range | undefined {
  const first = indexUpTo(starts, start);
  const last = indexUpTo(starts, end - 1);
  const [from, to] = [nodes[first], nodes[last]];
  if (!from || !to) return undefined;
  const isAsRead = nodes.slice(first, last + 1).every((node, index) => {
    const at = starts[first + index] ?? 0;
    return (
      (isApart || isConnected(node)) &&
      text.startsWith(node.data, at) &&
      at + node.data.length === (starts[first + index + 1] ?? text.length)
    );
  });
  if (!isAsRead) return undefined;
  const range = new Range();
  range.setStart(from, start - (starts[first] ?? 0));
  range.setEnd(to, end - (starts[last] ?? 0));
  return range;
}
