import { FlatTree } from '#lib/capture/flat-tree.ts';
import {
  bodyOf,
  contentDocumentOf,
  firstChildOf,
  isQueryable,
  isShadowRoot,
  isText,
  queryRoot,
  rootOf,
  treeRootOf,
  walkerOf,
} from '#lib/capture/safe-dom.ts';
import { elementAt } from '#lib/capture/xpath.ts';
import type { Anchor, Selector } from '#lib/core/schema/anchor.ts';
import { matchAll } from './match.ts';
import { type PageText, pageTextOf, rangeIn } from './page-text.ts';
import type { Match, Sought } from './sought.ts';

/** What has become of a passage: see `Match`. `quote`: the words that stand there now, where they have changed. */
export type AnchorMatch = { state: Match['state']; score: number; range?: Range; quote?: string };

const MISSING: AnchorMatch = { state: 'missing', score: 0 };
/** Nothing can be said of a thing without words but that something is where it was. */
const UNSAID = 0.5;

function selectorOf<T extends Selector['type']>(anchor: Anchor, type: T): Extract<Selector, { type: T }> | undefined {
  return anchor.selectors.find((selector): selector is Extract<Selector, { type: T }> => selector.type === type);
}

/** The tree that an anchor's selectors hold in; undefined where a frame or a shadow host on the way is not there. */
function treeOf(root: Node, { within = [] }: Anchor): Node | undefined {
  if (within.length === 0) return root;
  const flat = new FlatTree();
  let tree: Node | null = treeRootOf(root);
  for (const selector of within) {
    const found: Element[] = tree && isQueryable(tree) ? queryRoot(tree, selector) : [];
    const [host] = found;
    if (!host || found.length > 1) return undefined;
    tree = contentDocumentOf(host) ?? flat.shadowRoot(host);
    if (!tree) return undefined;
  }
  return isShadowRoot(tree) ? tree : (bodyOf(tree as Document) ?? rootOf(tree as Document));
}

/** Where in the text the element that an XPath leads to begins, and an offset from there. */
function offsetBy(page: PageText, root: Node, { value, refinedBy }: XPathPoint): number | undefined {
  const element = elementAt(treeRootOf(root), value);
  if (!element) return undefined;
  const walker = walkerOf(treeRootOf(root), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  walker.currentNode = element;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = isText(node) ? page.startOf.get(node) : undefined;
    if (start !== undefined) return start + refinedBy.start;
  }
  return undefined;
}

type XPathPoint = Extract<Selector, { type: 'RangeSelector' }>['startSelector'];

function soughtOf(anchor: Anchor, page: PageText, root: Node): Sought | undefined {
  const quote = selectorOf(anchor, 'TextQuoteSelector');
  if (!quote || quote.exact.trim() === '') return undefined;
  const range = selectorOf(anchor, 'RangeSelector');
  const places = [
    range && offsetBy(page, root, range.startSelector),
    selectorOf(anchor, 'TextPositionSelector')?.start,
  ];
  const { exact, prefix, suffix } = quote;
  const { times, nth } = anchor;
  return { exact, prefix, suffix, times, nth, places: places.filter((place) => place !== undefined) };
}

/** An element without words, such as a picture. */
function matchOfElement(anchor: Anchor, root: Node): AnchorMatch {
  const css = selectorOf(anchor, 'CssSelector');
  const tree = treeRootOf(root);
  const found = css && isQueryable(tree) ? queryRoot(tree, css.value) : [];
  const [element] = found;
  if (!element || found.length > 1) return MISSING;
  const range = new Range();
  Reflect.apply(firstChildOf(element) ? Range.prototype.selectNodeContents : Range.prototype.selectNode, range, [
    element,
  ]);
  return { state: 'exact', score: UNSAID, range };
}

function matchIn(page: PageText, match: Match): AnchorMatch {
  if (match.state === 'missing') return MISSING;
  const range = rangeIn(page, match.start, match.end);
  if (!range) return MISSING;
  const quote = match.state === 'changed' ? { quote: page.text.slice(match.start, match.end) } : {};
  return { state: match.state, score: match.score, range, ...quote };
}

/** Several anchors, tree by tree, so that each tree is read once. */
function* resolving(anchors: readonly Anchor[], root: Node): Generator<void, AnchorMatch[]> {
  const matches: AnchorMatch[] = anchors.map(() => MISSING);
  const byTree = new Map<Node, number[]>();
  for (const [index, anchor] of anchors.entries()) {
    const tree = treeOf(root, anchor);
    if (tree) byTree.set(tree, [...(byTree.get(tree) ?? []), index]);
  }
  for (const [tree, indices] of byTree) {
    const page = yield* pageTextOf(tree);
    yield;
    const sought: Sought[] = [];
    const order: number[] = [];
    for (const index of indices) {
      const anchor = anchors[index];
      if (!anchor) continue;
      const passage = soughtOf(anchor, page, tree);
      if (passage) order.push(index);
      if (passage) sought.push(passage);
      else matches[index] = matchOfElement(anchor, tree);
      yield;
    }
    const found = yield* matchAll(page.text, sought, page.breaks);
    for (const [place, index] of order.entries()) {
      const match = found[place];
      if (match) matches[index] = matchIn(page, match);
      yield;
    }
  }
  return matches;
}

/**
 * Finds a passage again in a page, or says that it is not there any more; never the page's other passages.
 * @param root What it was described in: a document's body, or a shadow root.
 */
export function resolveAnchor(anchor: Anchor, root: Node): AnchorMatch {
  const steps = resolving([anchor], root);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value[0] ?? MISSING;
}

/** The page waits no longer than this for its turn, in ms, whatever there is to find. */
const SLICE_MS = 8;

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * The same for all passages of a page, while the page goes on: the work stops for the page's own again and again.
 * @throws what `signal` was aborted with
 */
export async function resolveAnchors(
  anchors: readonly Anchor[],
  root: Node,
  signal?: AbortSignal,
): Promise<AnchorMatch[]> {
  const steps = resolving(anchors, root);
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await nextTurn();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
