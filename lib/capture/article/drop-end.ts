import { isAsideLine, isByline, isBylineText } from './junk.ts';
import { HEADING, isLine } from './lines.ts';
import { type PageElement, textIn } from './page-tree.ts';
import type { Tallies } from './tally.ts';

/** From the end backwards: headings that nothing follows any more, and who wrote it and when, below the text. */
export function dropEnd(roots: readonly PageElement[], dropped: Set<PageElement>, tally: Tallies): void {
  let ended = false;
  const visit = (element: PageElement): void => {
    if (ended || dropped.has(element)) return;
    const { size } = tally(element);
    if (HEADING.test(element.name)) {
      if (size > 0) dropped.add(element);
      return;
    }
    if (isLine(element) && size > 0) {
      const text = textIn(element, 200);
      if (size < 100 && element.name !== 'li' && (isBylineText(text) || isAsideLine(text) || isByline(element, text)))
        dropped.add(element);
      else ended = true;
      return;
    }
    for (const child of element.children.toReversed()) {
      if (ended) return;
      if (child.type === 'text') ended = child.size > 0;
      else if (child.name === 'img') ended = true;
      else visit(child);
    }
  };
  for (const root of roots.toReversed()) visit(root);
}
