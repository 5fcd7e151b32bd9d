import { attribute, queryAll, textOf, titleOf } from '#lib/capture/safe-dom.ts';
import { landmark, loneArticle, namedBodies, product } from './candidates.ts';
import { isWithin, type PageElement, type PageTree, readPageTree, textIn } from './page-tree.ts';
import { findPosts, holderOf, isThread, type Posts } from './posts.ts';
import { addedLinks, keptSize, prune } from './prune.ts';
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
export function extractArticle(document: Document, url: string): Article | undefined {
  const tree = readPageTree(document);
  if (!tree) return undefined;
  const choice = choose(tree, titlesOf(document, tree), saysThread(document, url), saysArticle(document));
  if (!choice || choice.size < LEAST) return undefined;
  const dropped = new WeakSet<Node>();
  for (const element of choice.dropped) dropped.add(element.node);
  return { roots: choice.roots.map(({ node }) => node), keeps: (node) => !dropped.has(node) };
}

function choose(tree: PageTree, titles: string[], isForum: boolean, isArticlePage: boolean): Choice | undefined {
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
  if (posts && isThread(posts, textOutside(tree, best, posts, all), isForum))
    return threadOf(tree, posts, best, titles, all);
  if (isNamed) return best;

  const article = loneArticle(tree, all);
  if (article && (!best || best.roots.every((root) => isWithin(root, article)))) {
    const whole = cut([article], all);
    if (!best || whole.size > best.size * 1.3) best = whole;
  }
  // What is no article has its parts side by side: a product and its data, plans and questions.
  const more = isArticlePage ? 2 : 1.15;
  const main = landmark(tree, all) ?? product(tree, all);
  if (main) {
    const whole = cut([main], all);
    if (!best || (whole.size > best.size * more && addedLinks(whole, best, all) < 0.3)) best = whole;
  }
  if (!best || best.size < 200) {
    const whole = cut([tree.body], all);
    if (!best || whole.size > best.size * 2) best = whole;
  }
  return best;
}

/** What was found apart from the posts. */
function textOutside(tree: PageTree, found: Choice | undefined, { posts }: Posts, tally: Tallies): number {
  let size = 0;
  for (const root of found?.roots ?? []) {
    for (let index = root.index; index < root.end; index += 1) {
      const element = tree.elements[index];
      if (!element) break;
      if (found?.dropped.has(element) || posts.some((post) => isWithin(element, post))) {
        index = element.end - 1;
        continue;
      }
      if (element.inline || !element.children.every((child) => child.type === 'text' || child.inline)) continue;
      const sums = tally(element);
      if (sums.size >= 60) size += sums.size - sums.linkSize;
      index = element.end - 1;
    }
  }
  return size;
}

/** All posts, and what was found beside them: the question, the product. */
function threadOf(
  tree: PageTree,
  posts: Posts,
  found: Choice | undefined,
  titles: string[],
  tally: Tallies,
): Choice | undefined {
  const beside = (found?.roots ?? []).filter(
    (root) =>
      !posts.posts.some((post) => isWithin(root, post) || isWithin(post, root)) && tally(root).size < posts.size * 3,
  );
  const holder = holderOf(posts.posts);
  if (!holder) return undefined;
  const roots = [...beside.filter((root) => !isWithin(root, holder)), holder].sort((a, b) => a.index - b.index);
  if (roots.some((root) => root !== holder && isWithin(holder, root))) return undefined;
  const isPost = (element: PageElement): boolean => posts.posts.includes(element);
  const dropped = prune(tree, roots, tally, { titles, thread: { isPost, isMark: posts.isMark } });
  return { roots, dropped, size: keptSize(roots, dropped, tally) };
}

/** Whether the page says that it is an article. */
function saysArticle(document: Document): boolean {
  if (
    queryAll(document, 'meta[property="og:type" i][content="article" i], meta[property="article:published_time"]')
      .length > 0
  )
    return true;
  if (queryAll(document, '[itemtype*="Article"], [itemtype$="BlogPosting"], article time').length > 0) return true;
  return hasData(document, /"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report)"/);
}

function hasData(document: Document, pattern: RegExp): boolean {
  const data = queryAll(document, 'script[type="application/ld+json"]').slice(0, 10);
  return data.some((script) => pattern.test((textOf(script) ?? '').slice(0, 100_000)));
}

/** Whether the page or its address says that it is a discussion. */
function saysThread(document: Document, url: string): boolean {
  if (
    /\/(?:forums?|threads?|topics?|questions?|discussions?|issues|viewtopic\.php|showthread\.php|t|r\/[^/]+\/comments)(?:[/?.#-]|$)/i.test(
      url,
    )
  )
    return true;
  if (
    queryAll(document, '[itemtype*="DiscussionForumPosting"], [itemtype*="QAPage"], [itemtype$="/Question"]').length > 0
  )
    return true;
  return hasData(document, /"@type"\s*:\s*"(?:DiscussionForumPosting|QAPage)"/);
}

/** Paragraphs of `found` before `bodies`, which are the lead of an article, and how much of it comes after them. */
function textAround(
  tree: PageTree,
  found: Choice,
  bodies: readonly PageElement[],
  tally: Tallies,
): { lead: PageElement[]; after: number } {
  const [first] = bodies;
  const lead: PageElement[] = [];
  let after = 0;
  for (const root of found.roots) {
    for (let index = root.index; index < root.end; index += 1) {
      const element = tree.elements[index];
      if (!element) break;
      if (found.dropped.has(element) || bodies.some((body) => isWithin(element, body))) {
        index = element.end - 1;
        continue;
      }
      if (element.inline || !/^(?:p|div|h2|blockquote|li|td)$/.test(element.name)) continue;
      if (!element.children.every((child) => child.type === 'text' || child.inline)) continue;
      const sums = tally(element);
      if (sums.size < 80 || linkDensity(sums) > 0.3) continue;
      if (first && element.index < first.index) {
        if (element.name !== 'li' && element.name !== 'td') lead.push(element);
      } else after += sums.size;
      index = element.end - 1;
    }
  }
  return { lead, after };
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
