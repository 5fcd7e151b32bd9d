import type { Root } from 'mdast';
import type { Extension as MdastExtension } from 'mdast-util-from-markdown';
import type { Extension } from 'micromark-util-types';
import { foldInlineTags } from './inline-tag-syntax.ts';
import { mathFromMarkdown, mathSyntax } from './math-syntax.ts';

/** Where remark keeps the extensions of its parser. */
type Extensions = { micromarkExtensions?: Extension[]; fromMarkdownExtensions?: (MdastExtension | MdastExtension[])[] };

/** What `parseMarkdown` reads beside CommonMark and GFM, as a plugin for remark. */
export function remarkClipSyntax(this: { data(): object }): (tree: Root) => void {
  const data: Extensions = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), mathSyntax];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), mathFromMarkdown];
  return foldInlineTags;
}
