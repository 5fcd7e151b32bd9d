import { type PageElement, type PageTree, textIn } from './page-tree.ts';

/** What is in an element, all in all. Lengths are weighed (see `page-tree.ts`). */
export type Tally = {
  size: number;
  linkSize: number;
  commas: number;
  paragraphs: number;
  images: number;
  items: number;
  headingSize: number;
  /** Text in elements that hold text: of none, there is only loose text. */
  blocks: number;
};

export type Tallies = (element: PageElement) => Tally;

const EMPTY: Tally = {
  size: 0,
  linkSize: 0,
  commas: 0,
  paragraphs: 0,
  images: 0,
  items: 0,
  headingSize: 0,
  blocks: 0,
};

/** Sums everything up once, from the leaves to the body, without what `isLeftOut` says. */
export function tallyUp(tree: PageTree, isLeftOut: (element: PageElement) => boolean): Tallies {
  const sums: Tally[] = new Array(tree.elements.length);
  for (let index = tree.elements.length - 1; index >= 0; index -= 1) {
    const element = tree.elements[index];
    if (!element) continue;
    const sum: Tally = { ...EMPTY };
    sums[index] = sum;
    if (isLeftOut(element)) continue;
    for (const child of element.children) {
      if (child.type === 'text') {
        sum.size += child.size;
        sum.commas += child.commas;
        continue;
      }
      const inner = sums[child.index] ?? EMPTY;
      sum.size += inner.size;
      sum.linkSize += inner.linkSize;
      sum.commas += inner.commas;
      sum.paragraphs += inner.paragraphs;
      sum.images += inner.images;
      sum.items += inner.items;
      sum.headingSize += inner.headingSize;
      sum.blocks += inner.blocks;
    }
    const { name } = element;
    if (name === 'a') {
      const href = Element.prototype.getAttribute.call(element.node, 'href');
      sum.linkSize = href?.startsWith('#') ? sum.size * 0.3 : href === null ? sum.linkSize : sum.size;
    } else if (name === 'p') sum.paragraphs += 1;
    else if (name === 'img') sum.images += 1;
    else if (name === 'li') sum.items += 1;
    else if (/^h[1-6]$/.test(name)) sum.headingSize = sum.size;
    if (!element.inline) sum.blocks += 1;
  }
  return (element) => sums[element.index] ?? EMPTY;
}

export function linkDensity({ size, linkSize }: Tally): number {
  return size > 0 ? linkSize / size : 0;
}

/** Whether an element's text is that of a heading that says `pattern`. */
export function says(element: PageElement, pattern: RegExp): boolean {
  return pattern.test(textIn(element, 200));
}
