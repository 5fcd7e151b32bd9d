import type { Choice } from './choice.ts';
import { insideOf, isWithin, type PageElement, type PageTree } from './page-tree.ts';
import { linkDensity, type Tallies } from './tally.ts';

/** Of bodies with one name the ones that belong together; of several names the largest. */
export function bestBodies(bodies: PageElement[], tally: Tallies, found: readonly PageElement[]): PageElement[] {
  const groups = new Map<string, PageElement[]>();
  for (const body of bodies) {
    const key = `${body.name} ${body.hint.replace(/\d+/g, '')}`;
    const group = groups.get(key);
    if (group) group.push(body);
    else groups.set(key, [body]);
  }
  let best: PageElement[] = [];
  let size = 0;
  for (const group of groups.values()) {
    const touches = group
      .slice(0, 100)
      .some((body) => found.some((root) => isWithin(body, root) || isWithin(root, body)));
    const sum = group.reduce((total, body) => total + tally(body).size - tally(body).linkSize, 0) * (touches ? 2 : 1);
    if (sum > size) {
      best = group;
      size = sum;
    }
  }
  return best;
}

/** Paragraphs of `found` before `bodies`, which are the lead of an article, and how much of it comes after them. */
export function textAround(
  tree: PageTree,
  found: Choice,
  bodies: readonly PageElement[],
  tally: Tallies,
): { lead: PageElement[]; after: number } {
  const isInBody = insideOf(tree, bodies);
  const [first] = bodies;
  const lead: PageElement[] = [];
  let after = 0;
  for (const root of found.roots) {
    for (let index = root.index; index < root.end; index += 1) {
      const element = tree.elements[index];
      if (!element) break;
      if (found.dropped.has(element) || isInBody(element)) {
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
