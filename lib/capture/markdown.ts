import type { RootContent } from 'mdast';
import { toMarkdown } from '#lib/core/markdown.ts';
import { blocksOf } from './blocks.ts';
import { passagesOf } from './passages.ts';
import { type RenderedNode, renderPassage } from './rendered-tree.ts';

/**
 * Parts of a page as CommonMark + GFM, with the same text as their quote; what was selected apart becomes blocks of its
 * own. The heading, list, quotation, table, code or emphasis around a part is kept. Links and pictures are absolute
 * (relative ones are resolved against `base`) and only those that may be followed; there is never HTML in the result.
 */
export function renderedToMarkdown(trees: readonly RenderedNode[][], base: string): string {
  const children = trees.flatMap((tree): RootContent[] =>
    blocksOf(tree, { base, marks: [], nesting: 0, inCode: false }),
  );
  return toMarkdown({ type: 'root', children }).trimEnd();
}

export function rangesToMarkdown(ranges: readonly AbstractRange[], base: string): string {
  return renderedToMarkdown(passagesOf(ranges).map(renderPassage), base);
}

export function rangeToMarkdown(range: Range, base: string): string {
  return rangesToMarkdown([range], base);
}
