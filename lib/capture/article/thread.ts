import type { Choice } from './choice.ts';
import { keptSize } from './kept.ts';
import { insideOf, isWithin, type PageElement, type PageTree } from './page-tree.ts';
import { holderOf, type Posts } from './posts.ts';
import { prune } from './prune.ts';
import type { Tallies } from './tally.ts';

/** Whether a set of posts is what the page is about, and not what people say below its article. */
export function isThread(posts: Posts, outside: number, saysThread: boolean): boolean {
  if (outside < 300) return true;
  if (saysThread) return posts.size > outside * 0.15;
  return !posts.areComments && posts.size > outside * 0.4;
}

/** How much text was found apart from the posts. */
export function textOutside(tree: PageTree, found: Choice | undefined, { posts }: Posts, tally: Tallies): number {
  const isInPost = insideOf(tree, posts);
  let size = 0;
  for (const root of found?.roots ?? []) {
    for (let index = root.index; index < root.end; index += 1) {
      const element = tree.elements[index];
      if (!element) break;
      if (found?.dropped.has(element) || isInPost(element)) {
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
export function threadOf(
  tree: PageTree,
  posts: Posts,
  found: Choice | undefined,
  titles: string[],
  tally: Tallies,
): Choice | undefined {
  const holder = holderOf(posts.posts);
  if (!holder) return undefined;
  const beside = (found?.roots ?? []).filter(
    (root) => !isWithin(root, holder) && !isWithin(holder, root) && tally(root).size < posts.size * 3,
  );
  const roots = [...beside, holder].sort((a, b) => a.index - b.index);
  const members = new Set(posts.posts);
  const isPost = (element: PageElement): boolean => members.has(element);
  const dropped = prune(tree, roots, tally, { titles, thread: { isPost, isMark: posts.isMark } });
  return { roots, dropped, size: keptSize(roots, dropped, tally) };
}
