import type { Nodes } from 'mdast';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';

const BLOCKS = new Set(['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow', 'footnoteDefinition']);

/** What a reader of rendered Markdown sees of a node; pictures are no text. */
function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  return node.children.map(textOf).join(BLOCKS.has(node.type) ? '\n' : '');
}

/** Text with all space folded: how lines are broken and cells parted is no part of what it says. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The quotes of a findings document as its reader sees them, in their order. */
export function quotesOf(markdown: string): string[] {
  return parseMarkdown(markdown)
    .children.filter(({ type }) => type === 'blockquote')
    .map((quote) => folded(textOf(quote)));
}

/** The addresses of the pictures that a document shows. */
export function picturesOf(markdown: string): string[] {
  const visit = (node: Nodes): string[] => {
    if (node.type === 'image') return [node.url];
    return 'children' in node ? node.children.flatMap(visit) : [];
  };
  return visit(parseMarkdown(markdown));
}
