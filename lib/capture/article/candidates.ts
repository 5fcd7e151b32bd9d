import { attribute } from '#lib/capture/safe-dom.ts';
import { BODY } from './names.ts';
import { isWithin, type PageElement, type PageTree } from './page-tree.ts';
import { linkDensity, type Tallies } from './tally.ts';

/** Elements that say that they are the body of an article, outermost only. */
export function namedBodies(tree: PageTree, tally: Tallies): PageElement[] {
  const found: PageElement[] = [];
  for (const element of tree.elements) {
    const isNamed = /(?:^|\s)(?:articlebody|blogpost|reviewbody)/.test(element.itemprop)
      ? element.itemprop.includes('articlebody')
      : BODY.test(element.hint) && !/^h[1-6]$|^p$|^a$|^span$|^body$/.test(element.name);
    if (!isNamed || found.some((outer) => isWithin(element, outer))) continue;
    if (tally(element).size > 0) found.push(element);
  }
  return found;
}

/** The `<main>` of a page, or the lone `<article>`. */
export function landmark(tree: PageTree, tally: Tallies): PageElement | undefined {
  const mains = tree.elements.filter(
    (element) => element.name === 'main' || element.role === 'main' || /(?:^|\s)main(?:\s|$)/.test(element.itemprop),
  );
  const [main] = mains.filter((element) => tally(element).size > 0);
  return main;
}

export function loneArticle(tree: PageTree, tally: Tallies): PageElement | undefined {
  const outermost: PageElement[] = [];
  for (const element of tree.elements) {
    if (element.name !== 'article' && element.role !== 'article') continue;
    if (!outermost.some((outer) => isWithin(element, outer))) outermost.push(element);
  }
  const ranked = outermost
    .map((element) => ({ element, size: tally(element).size * (1 - linkDensity(tally(element))) }))
    .sort((a, b) => b.size - a.size);
  const [first, second] = ranked;
  if (!first || first.size === 0) return undefined;
  return !second || second.size < first.size * 0.3 ? first.element : undefined;
}

/** The product that a page offers, where it is marked up. */
export function product(tree: PageTree, tally: Tallies): PageElement | undefined {
  const found = tree.elements.filter((element) =>
    /schema\.org\/Product$/i.test(attribute(element.node, 'itemtype') ?? ''),
  );
  const [first] = found.toSorted((a, b) => tally(b).size - tally(a).size);
  return first;
}
