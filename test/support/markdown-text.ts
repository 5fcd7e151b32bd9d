import type { Nodes } from 'mdast';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';

const BLOCKS = new Set(['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow', 'footnoteDefinition']);

/** What a reader of rendered Markdown sees of a node; pictures are no text. */
export function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'footnoteReference') return `[${node.label}]`;
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const text = node.children.map(textOf).join(BLOCKS.has(node.type) ? '\n' : '');
  return node.type === 'footnoteDefinition' ? `[${node.label}] ${text}` : text;
}

/** Text with all space folded: how lines are broken and cells parted is no part of what it says. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What Markdown says otherwise than the sample pages: footnotes are told by it, and buttons beside code are left out. */
const OTHERWISE: readonly [quote: string, markdown: string][] = [
  ['workspace1.', 'workspace[1].'],
  ['million2', 'million[2]'],
  ['sync3', 'sync[3]'],
  [
    'A workspace is one billing account with any number of products. ↩',
    '[1] A workspace is one billing account with any number of products.',
  ],
  [
    'Averaged over three months; we write before we charge. ↩',
    '[2] Averaged over three months; we write before we charge.',
  ],
  [
    'Column stores, SQL warehouses and S3-compatible buckets. ↩',
    '[3] Column stores, SQL warehouses and S3-compatible buckets.',
  ],
  ['Above that, ask for a bucket. ↩\uFE0E', '[1] Above that, ask for a bucket.'],
  ['Copy import os', 'import os'],
  ['Copy curl', 'curl'],
];

/** The folded quote of a sample page as its Markdown has it. */
export function asMarkdownSays(quote: string): string {
  return OTHERWISE.reduce((text, [said, written]) => text.replaceAll(said, written), quote);
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
