import { dropEnd } from './drop-end.ts';
import { AFTERWARDS, isAsideLine, isByline, isBylineText, isJunkByName, isJunkInThread } from './junk.ts';
import { HEADING, isBold, isLine, isWithinHeading, isWithinTable, loneChild, similar } from './lines.ts';
import { type PageElement, type PageTree, textIn, within } from './page-tree.ts';
import { classWeight } from './score.ts';
import { linkDensity, type Tallies } from './tally.ts';

/** Blocks that Readability cleans when they look like lists of links. */
const CLEANED = new Set('div section ul ol dl table form fieldset aside header article li p center'.split(' '));

export type Pruning = {
  /** Titles of the page, folded and in lower case: a heading that repeats one is not part of the text. */
  titles: readonly string[];
  /** A thread: what says who wrote a post, and when, is part of it. */
  thread?: { isPost: (element: PageElement) => boolean; isMark: (element: PageElement) => boolean };
};

/**
 * The parts of `roots` that are not what a reader came for: what shares, relates, advertises, navigates and asks to
 * subscribe; the title and the byline above the text, which the clip's source has; lists of nothing but links.
 */
export function prune(
  tree: PageTree,
  roots: readonly PageElement[],
  tally: Tallies,
  options: Pruning,
): Set<PageElement> {
  const dropped = new Set<PageElement>();
  const { thread } = options;
  const total = roots.reduce((sum, root) => sum + tally(root).size, 0);
  /** Text that a reader has read so far: above it there is a title and a byline. */
  let read = 0;

  const visit = (element: PageElement, isRoot: boolean): void => {
    const sums = tally(element);
    if (!isRoot && shouldDrop(element, sums.size)) {
      dropped.add(element);
      return;
    }
    if (sums.size >= 80 && isParagraph(element) && linkDensity(sums) < 0.5) read += sums.size;
    const blocks = element.children;
    for (let index = 0; index < blocks.length; index += 1) {
      const child = blocks[index];
      if (!child || child.type === 'text') continue;
      if (dropped.has(child)) continue;
      if (opensAfterwards(child, element, index)) {
        dropTail(element, index);
        continue;
      }
      visit(child, false);
    }
  };

  /** A heading like "Related articles", or a block that opens with one. */
  const opensAfterwards = (child: PageElement, parent: PageElement, index: number): boolean => {
    if (thread) return false;
    const size = tally(child).size;
    if (size === 0 || size > total * 0.5) return false;
    const heading = loneChild(child);
    const isHeading = HEADING.test(heading.name);
    if (!isHeading && !(isLine(child) && size < 60)) return false;
    const text = textIn(child, 120);
    // Early in a text the same words may be a heading of its own.
    if (read < total * 0.4 && !isListOfLinks(parent, index + 1)) return false;
    return (
      text.length < 100 &&
      AFTERWARDS.test(text) &&
      (isHeading || isBold(heading) || (/[:：]$/.test(text) && isListOfLinks(parent, index + 1)))
    );
  };

  /** Whether the next block is mostly links. */
  const isListOfLinks = (parent: PageElement, from: number): boolean => {
    for (let index = from; index < parent.children.length; index += 1) {
      const next = parent.children[index];
      if (next?.type === 'element' && tally(next).size > 0) return linkDensity(tally(next)) > 0.5;
    }
    return false;
  };

  /** Drops a heading and what belongs to it: up to a heading as high, where that follows; nothing that is much. */
  const dropTail = (parent: PageElement, from: number): void => {
    const heading = parent.children[from] as PageElement;
    dropped.add(heading);
    const level = HEADING.test(loneChild(heading).name) ? loneChild(heading).name : 'h6';
    let size = 0;
    const tail: PageElement[] = [];
    for (let index = from + 1; index < parent.children.length; index += 1) {
      const child = parent.children[index];
      if (!child || child.type === 'text') continue;
      if (HEADING.test(child.name) && child.name <= level) break;
      size += tally(child).size;
      // Plain paragraphs after it are the article again.
      const sums = tally(child);
      if (child.name === 'p' && sums.size > 150 && linkDensity(sums) < 0.3) break;
      tail.push(child);
    }
    if (size <= total * 0.4) for (const child of tail) dropped.add(child);
  };

  const shouldDrop = (element: PageElement, size: number): boolean => {
    const { name } = element;
    if (size > total * 0.5) return false;
    if (thread) return shouldDropInThread(element, size, thread);
    if (name === 'button' || name === 'label') return !isWithinHeading(element) && size < 200 && !holdsHeading(element);
    if (isJunkByName(element, () => longestText(element) > 150))
      return (size < total * 0.35 || name === 'nav') && !(element.inline && isWithinLine(element, size));
    if (name === 'form') return size < total * 0.35;
    if (size === 0) return false;
    if (HEADING.test(name) && repeatsTitle(element)) return read < 400 || name === 'h1';
    if (element.inline && isWithinLine(element, size)) return false;
    if (read === 0 && size < 300 && isLine(element) && isTitle(element)) return true;
    if (read === 0 && name === 'header' && !holdsLongText(element)) return size < 400 && tally(element).images === 0;
    if (read < 400 && size < 120 && !HEADING.test(name) && name !== 'td' && name !== 'th') {
      const text = textIn(element, 160);
      if (read === 0 ? isByline(element, text) : isBylineText(text)) return true;
    }
    if (isLine(element) && size < 200) {
      const text = textIn(element, 240);
      if (isAsideLine(text)) return !isWithinPost(element);
      if (
        tally(element).linkSize === tally(element).size &&
        name === 'p' &&
        /^(?:related|read|more|see|watch|also)\b/i.test(text)
      )
        return true;
    }
    return CLEANED.has(name) && looksLikeLinks(element);
  };

  const shouldDropInThread = (
    element: PageElement,
    size: number,
    { isPost, isMark }: NonNullable<Pruning['thread']>,
  ): boolean => {
    const { name } = element;
    if (isPost(element) || within(tree, element).some(isPost)) return false;
    if (name === 'button' || name === 'label') return !holdsHeading(element);
    if (isMark(element) && size > 0) return false;
    if (element.inline && isWithinLine(element, size)) return false;
    if (isJunkInThread(element) || name === 'form') return true;
    if (size === 0) return false;
    if (HEADING.test(name) ? repeatsTitle(element) : isLine(element) && size < 300 && isTitle(element)) return true;
    if (isLine(element) && size < 200 && isAsideLine(textIn(element, 240))) return true;
    if (within(tree, element).some(isMark)) return false;
    return CLEANED.has(name) && looksLikeLinks(element);
  };

  const isWithinPost = (element: PageElement): boolean => {
    for (let at: PageElement | undefined = element.parent; at; at = at.parent) {
      if (at.name === 'table' || at.name === 'pre' || at.name === 'blockquote') return true;
    }
    return false;
  };

  /** An inline element among words of a line that says more than it. */
  const isWithinLine = (element: PageElement, size: number): boolean => {
    const { parent } = element;
    return parent !== undefined && isLine(parent) && tally(parent).size > Math.min(size * 2, size + 40) + 5;
  };

  const looksLikeLinks = (element: PageElement): boolean => {
    const { name } = element;
    if (name === 'li' || name === 'p') return false;
    const sums = tally(element);
    const density = linkDensity(sums);
    if (name === 'table') return density > 0.7 && sums.size < 400;
    if (sums.commas >= 10 && density < 0.5) return false;
    if (density < 0.2 || isWithinTable(element)) return false;
    const longest = longestText(element);
    if (longest > 200) return false;
    const weight = classWeight(element);
    if (name === 'ul' || name === 'ol') return density > 0.6 && longest < 120 && !isIntroduced(element);
    if (weight >= 25) return density > 0.7;
    return density > 0.5 && sums.size < total * 0.3;
  };

  /** A list after a line that ends with a colon is part of the text. */
  const isIntroduced = ({ parent, index }: PageElement): boolean => {
    const before = parent?.children.findLast(
      (child) => child.type === 'element' && child.index < index && tally(child).size > 0,
    );
    if (before?.type !== 'element' || before.name !== 'p' || dropped.has(before)) return false;
    return tally(before).size < 1_000 && /[:：]$/.test(textIn(before, 1_200)) && tally(before).size > 30;
  };

  const longestText = (element: PageElement): number => {
    let longest = 0;
    for (const inner of within(tree, element)) {
      if (!inner.inline && isParagraph(inner)) {
        const sums = tally(inner);
        longest = Math.max(longest, sums.size - sums.linkSize);
      }
    }
    return longest;
  };

  const isParagraph = (element: PageElement): boolean =>
    !element.inline && element.children.some((child) => child.type === 'text' || child.inline);
  const holdsLongText = (element: PageElement): boolean =>
    within(tree, element).some((inner) => isLine(inner) && !HEADING.test(inner.name) && tally(inner).size > 100);
  const holdsHeading = (element: PageElement): boolean => within(tree, element).some(({ name }) => HEADING.test(name));

  const isTitle = (element: PageElement): boolean => options.titles.includes(textIn(element, 400).toLowerCase());
  const repeatsTitle = (element: PageElement): boolean => {
    const text = textIn(element, 300).toLowerCase();
    if (text === '') return false;
    return options.titles.some(
      (title) => title === text || (text.length > 12 && title.startsWith(text)) || similar(title, text),
    );
  };

  for (const root of roots) visit(root, true);
  if (!thread) dropEnd(roots, dropped, tally);
  return dropped;
}
