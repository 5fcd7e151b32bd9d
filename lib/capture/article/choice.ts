import { landmark, loneArticle, namedBodies, product } from './candidates.ts';
import { addedLinks, keptSize } from './kept.ts';
import { entryTest, findListing } from './listing.ts';
import { bestBodies, textAround } from './named-body.ts';
import type { PageSays } from './page-says.ts';
import { isWithin, type PageElement, type PageTree } from './page-tree.ts';
import { findPosts, holderOf } from './posts.ts';
import { prune } from './prune.ts';
import { densest, unlikelyParts } from './score.ts';
import { type Tallies, tallyUp } from './tally.ts';
import { isThread, textOutside, threadOf } from './thread.ts';

/** One answer to what a page is about: parts of it, without parts of those. */
export type Choice = {
  /** In document order. */
  roots: PageElement[];
  dropped: Set<PageElement>;
  /** Of the text that is left, weighed. */
  size: number;
};

/**
 * Judges between what scores best, what is named as the body of an article, a thread's posts, the lone article, the main
 * part and, where all of these have next to nothing, the whole page. Shares were chosen by measurement on saved pages.
 */
export function choose(tree: PageTree, says: PageSays): Choice | undefined {
  const { titles } = says;
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
  let best: Choice | undefined = dense.roots.length > 0 ? cut(dense.roots, tally) : undefined;
  if (best && tally === likely) {
    for (const root of best.roots) markUnlikely(tree, root, isUnlikely, all, best.dropped);
  }

  // A body that is named as such, where it holds most of what was found, or more.
  const bodies = bestBodies(namedBodies(tree, all), all, best?.roots ?? []);
  if (bodies.length > 0) {
    const named = cut(bodies, all);
    if (!best) best = named;
    else {
      const before = textAround(tree, best, bodies, all);
      if (before.after < named.size * 0.3 && named.size >= best.size * 0.5) {
        best = before.lead.length > 0 ? cut([...before.lead, ...bodies], all) : named;
      } else if (named.size > best.size) best = named;
    }
  }
  const isNamed =
    best !== undefined && best.size > 600 && bodies.length > 0 && bodies.every((body) => best?.roots.includes(body));

  const posts = findPosts(tree, all);
  if (posts && isThread(posts, textOutside(tree, best, posts, all), says.isThread)) {
    const thread = threadOf(tree, posts, best, titles, all);
    if (thread) return thread;
  }
  if (isNamed) return best;

  const article = loneArticle(tree, all);
  if (article && (!best || best.roots.every((root) => isWithin(root, article)))) {
    const whole = cut([article], all);
    if (!best || whole.size > best.size * 1.3) best = whole;
  }
  // What is no article has its parts side by side: a product and its data, plans and questions.
  const more = says.isArticle ? 2 : 1.15;
  const offered = product(tree, all);
  const main = landmark(tree, all) ?? offered;
  if (main) {
    const whole = cut([main], all);
    if (!best || (whole.size > best.size * (offered ? 1.03 : more) && addedLinks(whole, best, all) < 0.3)) best = whole;
  }
  if (best && !main && !says.isArticle) best = widen(best, tree.body, (roots) => cut(roots, likely), likely);
  // A page that only lists things has next to no text that is not a link.
  const listing = says.isArticle ? undefined : findListing(tree, likely, isUnlikely);
  if (listing && (!best || best.size < listing.size * 0.5)) {
    const isPost = entryTest(tree, listing);
    const dropped = prune(tree, [listing.holder], likely, { titles, thread: { isPost, isMark: isPost } });
    return { roots: [listing.holder], dropped, size: keptSize([listing.holder], dropped, likely) };
  }
  if (!best || best.size < 200) {
    const whole = cut([tree.body], all);
    if (!best || whole.size > best.size * 2) best = whole;
  }
  return best;
}

/** Short finds grow to what is around them, as long as that adds text and not links: a description to its product. */
function widen(found: Choice, body: PageElement, cut: (roots: PageElement[]) => Choice, tally: Tallies): Choice {
  let best = found;
  let outer = holderOf(found.roots)?.parent;
  for (let level = 0; level < 4 && outer && outer !== body && best.size < 1_200; level += 1, outer = outer.parent) {
    const whole = cut([outer]);
    if (whole.size > best.size * 1.15 && addedLinks(whole, best, tally) < 0.15) best = whole;
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
