import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { foldInlineTags } from './inline-tag-syntax.ts';
import { mathFromMarkdown, mathSyntax } from './math-syntax.ts';

/**
 * CommonMark + GFM, with what else Gleaner writes: math, and the few tags that `foldInlineTags` knows, as an mdast tree.
 * All other HTML in it comes as `html` nodes: text to a reader, never markup.
 */
export function parseMarkdown(markdown: string): Root {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm(), mathSyntax],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown],
  });
  foldInlineTags(tree);
  return tree;
}
