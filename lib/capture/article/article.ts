import { choose } from './choice.ts';
import { readPageSays } from './page-says.ts';
import { readPageTree } from './page-tree.ts';

/** The readable main content of a page: which nodes of the live document belong to it. */
export type Article = {
  /** In document order; none lies in another. */
  roots: Element[];
  /** Whether a walk from a root downwards goes on into `node`. */
  keeps(node: Node): boolean;
};

/** Less text than this (weighed: an ideograph counts 2.5) is no content. */
const LEAST = 60;

/**
 * What a page is about: its article, all posts of its thread, all its reviews, or else the main part of it; without what
 * navigates, advertises, shares, relates and comments. Undefined if there is nothing to read. The page is never changed.
 * @throws GleanerError `too_large` for pages of more than `MAX_NODES` nodes.
 */
export function extractArticle(document: Document, url: string): Article | undefined {
  const tree = readPageTree(document);
  if (!tree) return undefined;
  const choice = choose(tree, readPageSays(document, url, tree));
  if (!choice || choice.size < LEAST) return undefined;
  const dropped = new WeakSet<Node>();
  for (const element of choice.dropped) dropped.add(element.node);
  return { roots: choice.roots.map(({ node }) => node), keeps: (node) => !dropped.has(node) };
}
