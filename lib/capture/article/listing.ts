import { attribute } from '#lib/capture/safe-dom.ts';
import { insideOf, type PageElement, type PageTree } from './page-tree.ts';
import type { Tallies } from './tally.ts';

/** The entries of a page that lists things: products, articles, jobs. */
export type Listing = { holder: PageElement; entries: PageElement[]; size: number };

/** As many blocks alike beside each other are a list. */
const LEAST_ENTRIES = 4;

/** The largest set of siblings alike that each say something, among what `isLeftOut` leaves. */
export function findListing(
  tree: PageTree,
  tally: Tallies,
  isLeftOut: (element: PageElement) => boolean,
): Listing | undefined {
  let best: Listing | undefined;
  for (const holder of tree.elements) {
    if (isLeftOut(holder) || holder.children.length < LEAST_ENTRIES) continue;
    const kinds = new Map<string, PageElement[]>();
    for (const child of holder.children) {
      if (child.type === 'text' || child.inline || isLeftOut(child) || tally(child).size < 20) continue;
      const kind = `${child.name}.${(attribute(child.node, 'class') ?? '').replace(/\d+/g, '').slice(0, 100)}`;
      const entries = kinds.get(kind);
      if (entries) entries.push(child);
      else kinds.set(kind, [child]);
    }
    for (const entries of kinds.values()) {
      const size = entries.reduce((sum, entry) => sum + tally(entry).size, 0);
      const isList = entries.length >= LEAST_ENTRIES && size / entries.length >= 40;
      if (isList && size > (best?.size ?? 0)) best = { holder, entries, size };
    }
  }
  return best;
}

/** A test for what a listing is made of. */
export function entryTest(tree: PageTree, { entries }: Listing): (element: PageElement) => boolean {
  return insideOf(tree, entries);
}
