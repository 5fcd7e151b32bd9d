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

/** Every node of a tree, the tree first. */
export function nodesOf(tree: Nodes): Nodes[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(nodesOf) : [])];
}

/** The addresses that a tree leads to. */
export function urlsOf(tree: Nodes): string[] {
  return nodesOf(tree).flatMap((node) => ('url' in node ? [node.url] : []));
}

/** The addresses of the pictures that a document shows. */
export function picturesOf(markdown: string): string[] {
  return nodesOf(parseMarkdown(markdown)).flatMap((node) => (node.type === 'image' ? [node.url] : []));
}
