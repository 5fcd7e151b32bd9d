import { FlatTree } from '#lib/capture/flat-tree.ts';
import { bodyOf, contentDocumentOf, isShadowRoot, rootOf, treeRootOf } from '#lib/capture/safe-dom.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { elementRangeBy, elementsBy, selectorOf, spanBy, startsBy } from './by-place.ts';
import { matchAll } from './match.ts';
import { isConnected, type PageText, pageTextOf, rangeIn } from './page-text.ts';
import type { Match, Sought } from './sought.ts';

/** What has become of a passage: see `Match`. `quote`: the words that stand there now, where they have changed. */
export type AnchorMatch = { state: Match['state']; score: number; range?: Range; quote?: string };

const MISSING: AnchorMatch = { state: 'missing', score: 0 };
/** Nothing can be said of a thing without words but that something is where it was. */
const UNSAID = 0.5;

/** The tree that an anchor's selectors hold in; undefined where a frame or a shadow host on the way is not there. */
function treeOf(root: Node, { within = [] }: Anchor): Node | undefined {
  if (within.length === 0) return root;
  const flat = new FlatTree();
  let tree: Node | null = treeRootOf(root);
  for (const selector of within) {
    const found: Element[] = tree ? elementsBy(tree, selector) : [];
    const [host] = found;
    if (!host || found.length > 1) return undefined;
    tree = contentDocumentOf(host) ?? flat.shadowRoot(host);
    if (!tree) return undefined;
  }
  return isShadowRoot(tree) ? tree : (bodyOf(tree as Document) ?? rootOf(tree as Document));
}

/** What is sought of an anchor by its words; undefined for one that has none. */
function soughtOf(anchor: Anchor, page: PageText, root: Node): Sought | undefined {
  const quote = selectorOf(anchor, 'TextQuoteSelector');
  // White space can be looked for where it was, but an element is more than that.
  if (!quote?.exact || (quote.exact.trim() === '' && selectorOf(anchor, 'CssSelector'))) return undefined;
  const { times, nth } = anchor;
  // Others may say nothing of what stands around it. https://www.w3.org/TR/annotation-model/#text-quote-selector
  const around = { prefix: quote.prefix ?? '', suffix: quote.suffix ?? '' };
  return { exact: quote.exact, ...around, times, nth, places: startsBy(page, root, anchor) };
}

/** An element without words, such as a picture, or a passage that only its place is known of. */
function matchByPlace(anchor: Anchor, page: PageText, root: Node): AnchorMatch {
  const css = selectorOf(anchor, 'CssSelector');
  const span = css ? undefined : spanBy(page, root, anchor);
  const range = css ? elementRangeBy(root, css.value) : span && rangeIn(page, span.start, span.end);
  return range ? { state: 'exact', score: UNSAID, range } : MISSING;
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
  const isApart = !isConnected(root);
  const matches: AnchorMatch[] = anchors.map(() => MISSING);
  const byTree = new Map<Node, number[]>();
  for (const [index, anchor] of anchors.entries()) {
    const tree = treeOf(root, anchor);
    if (tree) byTree.set(tree, [...(byTree.get(tree) ?? []), index]);
  }
  for (const [tree, indices] of byTree) {
    const page = yield* pageTextOf(tree, isApart);
    yield;
    const sought: Sought[] = [];
    const order: number[] = [];
    for (const index of indices) {
      const anchor = anchors[index];
      if (!anchor) continue;
      const passage = soughtOf(anchor, page, tree);
      if (passage) order.push(index);
      if (passage) sought.push(passage);
      else matches[index] = matchByPlace(anchor, page, tree);
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
 * Finds a passage again in a page, or says that it is not there any more; never the page's other passages. Its words and
 * what stands around them decide; where an anchor has no words, it is what is at its place, with half a score. One that
 * says too little to tell a passage from another, or nothing that is understood, is missing. So is an empty range: it is
 * no passage.
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
