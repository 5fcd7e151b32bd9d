import type { RootContent } from 'mdast';
import { toMarkdown } from '#lib/core/markdown.ts';
import { blocksOf, type Scope } from './block-flow.ts';
import { visitAll } from './blocks.ts';
import { footnotesOf } from './footnotes.ts';
import { passagesOf } from './passages.ts';
import { type RenderedNode, renderPassage } from './rendered-tree.ts';

/**
 * Parts of a page as CommonMark + GFM, with the same text as their quote; what was selected apart becomes blocks of its
 * own. The heading, list, quotation, table, code or emphasis around a part is kept. Links and pictures are absolute
 * (relative ones are resolved against `base`) and only those that may be followed; of HTML there are only the few tags that
 * Markdown has no marks for.
 */
export function renderedToMarkdown(
  trees: readonly RenderedNode[][],
  base: string,
  { repeatsSpans = false }: { repeatsSpans?: boolean | undefined } = {},
): string {
  const scope: Scope = {
    base,
    marks: [],
    nesting: 0,
    inCode: false,
    inNote: false,
    footnotes: footnotesOf(trees.flat(), base),
    notes: [],
    repeatsSpans,
    walk: visitAll,
  };
  const children = trees.flatMap((tree): RootContent[] => blocksOf(tree, scope));
  children.push(...scope.notes);
  return toMarkdown({ type: 'root', children }).trimEnd();
}

export function rangesToMarkdown(ranges: readonly AbstractRange[], base: string): string {
  return renderedToMarkdown(passagesOf(ranges).map(renderPassage), base);
}

export function rangeToMarkdown(range: Range, base: string): string {
  return rangesToMarkdown([range], base);
}
