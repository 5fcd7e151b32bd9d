import { isWithin, type PageElement } from './page-tree.ts';
import type { Tallies } from './tally.ts';

/** The share of links in what one choice has more than another. */
export function addedLinks(
  more: { roots: readonly PageElement[]; dropped: ReadonlySet<PageElement>; size: number },
  less: { roots: readonly PageElement[]; dropped: ReadonlySet<PageElement>; size: number },
  tally: Tallies,
): number {
  const linkSize = ({ roots, dropped }: typeof more): number => {
    let size = roots.reduce((sum, root) => sum + tally(root).linkSize, 0);
    for (const element of dropped) if (roots.some((root) => isWithin(element, root))) size -= tally(element).linkSize;
    return size;
  };
  return (linkSize(more) - linkSize(less)) / Math.max(1, more.size - less.size);
}

/** Text that is left in `roots`. */
export function keptSize(roots: readonly PageElement[], dropped: ReadonlySet<PageElement>, tally: Tallies): number {
  let size = roots.reduce((sum, root) => sum + tally(root).size, 0);
  for (const element of dropped) {
    if (roots.some((root) => isWithin(element, root))) size -= tally(element).size;
  }
  return size;
}
