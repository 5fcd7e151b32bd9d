import { ASIDE_ROLES, MAYBE, NEGATIVE, POSITIVE, UNLIKELY } from './names.ts';
import { isWithin, type PageElement, type PageText, type PageTree, textIn } from './page-tree.ts';
import { linkDensity, type Tallies } from './tally.ts';

/**
 * The densest part of a page: paragraphs give points to what they lie in, links take them away. After Readability
 * (https://github.com/mozilla/readability, Apache-2.0, from Arc90's), on a tree that is not changed, with lengths that
 * suit Chinese and Japanese as well.
 */

/** As long as a sentence: shorter lines are labels. */
const LINE = 25;
const LEVELS = 5;

const START: Record<string, number> = {
  div: 5,
  article: 8,
  main: 5,
  pre: 3,
  td: 3,
  blockquote: 3,
  address: -3,
  ol: -3,
  ul: -3,
  dl: -3,
  dd: -3,
  dt: -3,
  li: -3,
  form: -3,
  h1: -5,
  h2: -5,
  h3: -5,
  h4: -5,
  h5: -5,
  h6: -5,
  th: -5,
};

export function classWeight({ hint }: PageElement): number {
  return (POSITIVE.test(hint) ? 25 : 0) - (NEGATIVE.test(hint) ? 25 : 0);
}

/** Whether a part's name or role says that it is around the content, not part of it. */
export function isUnlikely(element: PageElement): boolean {
  const { name, hint, role } = element;
  if (ASIDE_ROLES.has(role) || name === 'nav') return true;
  if (name === 'body' || name === 'a' || name === 'main' || hint.length < 3) return false;
  return UNLIKELY.test(hint) && !MAYBE.test(hint);
}

const SCORED = new Set(['section', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'td', 'pre']);

/** Everything that lies in something unlikely, as a test. */
export function unlikelyParts(tree: PageTree): (element: PageElement) => boolean {
  const out = new Uint8Array(tree.elements.length);
  for (const element of tree.elements) {
    const above = element.parent;
    if (above && out[above.index]) out[element.index] = 1;
    else if (isUnlikely(element) && !isWithinCode(element)) out[element.index] = 1;
  }
  return (element) => out[element.index] === 1;
}

function isWithinCode(element: PageElement): boolean {
  for (let at: PageElement | undefined = element; at; at = at.parent) {
    if (at.name === 'table' || at.name === 'code' || at.name === 'pre') return true;
  }
  return false;
}

/** The best block, and the blocks beside it that belong to it, in document order; empty if nothing on the page reads. */
export function densest(
  tree: PageTree,
  tally: Tallies,
  isLeftOut: (element: PageElement) => boolean,
): { top: PageElement | undefined; roots: PageElement[]; score: number } {
  const scores = new Map<PageElement, number>();
  const give = (from: PageElement | undefined, size: number, commas: number): void => {
    if (size < LINE) return;
    const points = 1 + commas + Math.min(Math.floor(size / 100), 3);
    let at = from;
    for (let level = 0; at && level < LEVELS; level += 1, at = at.parent) {
      const divider = level === 0 ? 1 : level === 1 ? 2 : level * 3;
      scores.set(at, (scores.get(at) ?? (START[at.name] ?? 0) + classWeight(at)) + points / divider);
    }
  };
  for (const element of tree.elements) {
    if (isLeftOut(element)) continue;
    const { size, commas } = tally(element);
    if (size < LINE) continue;
    if (SCORED.has(element.name)) give(element.name === 'p' ? holderOfLone(element) : element.parent, size, commas);
    else if (!element.inline && element.children.every((child) => child.type === 'text' || child.inline)) {
      // A block with nothing but lines in it is a paragraph by another name.
      give(element.parent, size, commas);
    } else if (!element.inline) {
      for (const run of linesIn(element, tally, isLeftOut)) give(element, run.size, run.commas);
    }
  }
  for (const [element, score] of scores) scores.set(element, score * (1 - linkDensity(tally(element))));

  const ranked = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const best = ranked[0];
  if (!best) return { top: undefined, roots: [], score: 0 };
  let [top, score] = best;
  // Several blocks nearly as good: what holds most of them is the content.
  const near = ranked.slice(1).filter(([, other]) => other >= score * 0.75);
  if (near.length >= 3) {
    for (let at = top.parent; at && at !== tree.body; at = at.parent) {
      const outer = at;
      if (near.filter(([element]) => isWithin(element, outer) && element !== outer).length >= 3) {
        top = outer;
        score = scores.get(outer) ?? score;
        break;
      }
    }
  }
  let last = score;
  for (let at = top.parent; at && at !== tree.body; at = at.parent) {
    const above = scores.get(at);
    if (above === undefined) continue;
    if (above < score / 3) break;
    if (above > last) {
      top = at;
      score = above;
      break;
    }
    last = above;
  }
  while (
    top.parent &&
    top.parent !== tree.body &&
    top.parent.children.filter(({ type }) => type === 'element').length === 1
  ) {
    top = top.parent;
  }
  return { top, roots: withSiblings(top, score, scores, tally, isLeftOut), score };
}

function withSiblings(
  top: PageElement,
  score: number,
  scores: ReadonlyMap<PageElement, number>,
  tally: Tallies,
  isLeftOut: (element: PageElement) => boolean,
): PageElement[] {
  const siblings = top.parent?.children.filter((child) => child.type === 'element') ?? [top];
  const least = Math.max(10, score * 0.2);
  return siblings.filter((sibling) => {
    if (sibling === top) return true;
    if (isLeftOut(sibling)) return false;
    const bonus = sibling.hint === top.hint && top.hint.trim() !== '' ? score * 0.2 : 0;
    const own = scores.get(sibling);
    if (own !== undefined && own + bonus >= least) return true;
    const sums = tally(sibling);
    if (!isParagraph(sibling)) return false;
    if (sums.size > 80) return linkDensity(sums) < 0.25;
    return sums.size > 0 && sums.linkSize === 0 && /[.。！？](?: |$)/.test(textIn(sibling, 100));
  });
}

/** What holds a paragraph: boxes around it alone are taken for it. */
function holderOfLone(paragraph: PageElement): PageElement | undefined {
  let at = paragraph.parent;
  while (at?.name === 'div' && at.children.length === 1 && at.parent) at = at.parent;
  return at;
}

/** A paragraph by name or by what is in it: lines only, or one paragraph alone. */
function isParagraph(element: PageElement): boolean {
  if (element.name === 'p') return true;
  if (element.name !== 'div' || element.children.length === 0) return false;
  if (element.children.every((child) => child.type === 'text' || child.inline)) return true;
  const [only, other] = element.children;
  return only?.type === 'element' && other === undefined && isParagraph(only);
}

/** Runs of text and inline elements between the blocks of an element: the paragraphs of pages that separate them by `<br>`. */
function linesIn(element: PageElement, tally: Tallies, isLeftOut: (element: PageElement) => boolean) {
  const runs: { size: number; commas: number }[] = [];
  let run = { size: 0, commas: 0 };
  const end = (): void => {
    if (run.size > 0) runs.push(run);
    run = { size: 0, commas: 0 };
  };
  let breaks = 0;
  for (const child of element.children) {
    if (child.type === 'element' && child.name === 'br') {
      breaks += 1;
      if (breaks > 1) end();
      continue;
    }
    const sums: Pick<PageText, 'size' | 'commas'> | undefined =
      child.type === 'text' ? child : child.inline && !isLeftOut(child) ? tally(child) : undefined;
    if (!sums) {
      if (child.type === 'element' && !child.inline) end();
      continue;
    }
    breaks = 0;
    run.size += sums.size;
    run.commas += sums.commas;
  }
  end();
  return runs;
}
