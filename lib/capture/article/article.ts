import { attribute, queryAll, titleOf } from '../safe-dom.ts';
import { landmark, loneArticle, namedBodies } from './candidates.ts';
import { isWithin, type PageElement, type PageTree, readPageTree, textIn } from './page-tree.ts';
import { keptSize, prune } from './prune.ts';
import { densest, unlikelyParts } from './score.ts';
import { linkDensity, type Tallies, tallyUp } from './tally.ts';

/** The readable main content of a page: which nodes of the live document belong to it. */
export type Article = {
  /** In document order; none lies in another. */
  roots: Element[];
  /** Whether a walk from a root downwards goes on into `node`. */
  keeps(node: Node): boolean;
};

/** Less text than this (weighed: an ideograph counts 2.5) is no content. */
const LEAST = 60;

type Choice = { roots: PageElement[]; dropped: Set<PageElement>; size: number };

/**
 * What a page is about: its article, all posts of its thread, all its reviews, or else the main part of it; without what
 * navigates, advertises, shares, relates and comments. Undefined if there is nothing to read. The page is never changed.
 * @throws GleanerError `too_large` for pages of more than `MAX_NODES` nodes.
 */
export function extractArticle(document: Document, _url: string): Article | undefined {
  const tree = readPageTree(document);
  if (!tree) return undefined;
  const choice = choose(tree, titlesOf(document, tree));
  if (!choice || choice.size < LEAST) return undefined;
  const dropped = new WeakSet<Node>();
  for (const element of choice.dropped) dropped.add(element.node);
  return { roots: choice.roots.map(({ node }) => node), keeps: (node) => !dropped.has(node) };
}

function choose(tree: PageTree, titles: string[]): Choice | undefined {
  const isUnlikely = unlikelyParts(tree);
  const all = tallyUp(tree, () => false);
  const likely = tallyUp(tree, isUnlikely);
  const cut = (roots: PageElement[], tally: Tallies): Choice => {
    const dropped = prune(tree, roots, tally, { titles });
    return { roots, dropped, size: keptSize(roots, dropped, tally) };
  };

  let dense = densest(tree, likely, isUnlikely);
  let tally = likely;
  if (dense.roots.length === 0 || dense.roots.reduce((sum, root) => sum + likely(root).size, 0) < 200) {
    dense = densest(tree, all, () => false);
    tally = all;
  }
  let best = dense.roots.length > 0 ? cut(dense.roots, tally) : undefined;
  if (best && tally === likely) {
    for (const root of best.roots) markUnlikely(tree, root, isUnlikely, all, best.dropped);
  }

  // A body that is named as such, where it holds most of what was found, or more.
  const bodies = bestBodies(namedBodies(tree, all), all, best?.roots ?? []);
  if (bodies.length > 0) {
    const named = cut(bodies, all);
    if (!best || named.size >= best.size * 0.6) best = named;
  }

  const article = loneArticle(tree, all);
  if (article && (!best || best.roots.every((root) => isWithin(root, article)))) {
    const whole = cut([article], all);
    if (!best || whole.size > best.size * 1.5) best = whole;
  }
  const main = landmark(tree, all);
  if (main) {
    const whole = cut([main], all);
    if (!best || (whole.size > best.size * 2 && linkDensity(all(main)) < 0.5)) best = whole;
  }
  if (!best || best.size < 200) {
    const whole = cut([tree.body], all);
    if (!best || whole.size > best.size * 2) best = whole;
  }
  return best;
}

/** What is unlikely within a root, and small, goes with the rest. */
function markUnlikely(
  tree: PageTree,
  root: PageElement,
  isUnlikely: (element: PageElement) => boolean,
  tally: Tallies,
  dropped: Set<PageElement>,
): void {
  const total = tally(root).size;
  for (let index = root.index + 1; index < root.end; index += 1) {
    const element = tree.elements[index];
    if (!element || !isUnlikely(element)) continue;
    if (tally(element).size < total * 0.5) dropped.add(element);
    index = element.end - 1;
  }
}

/** Of bodies with one name the ones that belong together; of several names the largest. */
function bestBodies(bodies: PageElement[], tally: Tallies, found: readonly PageElement[]): PageElement[] {
  const groups = new Map<string, PageElement[]>();
  for (const body of bodies) {
    const key = `${body.name} ${body.hint.replace(/\d+/g, '')}`;
    groups.set(key, [...(groups.get(key) ?? []), body]);
  }
  let best: PageElement[] = [];
  let size = 0;
  for (const group of groups.values()) {
    const touches = group.some((body) => found.some((root) => isWithin(body, root) || isWithin(root, body)));
    const sum = group.reduce((total, body) => total + tally(body).size - tally(body).linkSize, 0) * (touches ? 2 : 1);
    if (sum > size) {
      best = group;
      size = sum;
    }
  }
  return best;
}

function titlesOf(document: Document, tree: PageTree): string[] {
  const meta = queryAll(document, 'meta[property="og:title"], meta[name="twitter:title"]').map((element) =>
    attribute(element, 'content'),
  );
  const title = titleOf(document);
  const parts = title.split(/\s[|\-–—»:_]\s|_|｜/).filter((part) => part.length > 10);
  const [h1, ...others] = tree.elements.filter(({ name }) => name === 'h1');
  const lone = h1 && others.length === 0 ? textIn(h1, 300) : undefined;
  return [...meta, title, ...parts, lone].flatMap((line) => {
    const folded = (line ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
    return folded === '' ? [] : [folded];
  });
}
