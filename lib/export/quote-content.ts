import type { BlockContent, Definition, DefinitionContent, Nodes, RootContent } from 'mdast';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { cleanText } from '#lib/core/text.ts';
import { plainParagraphs } from './plain-text.ts';
import { type QuoteContext, quotePhrasing } from './quote-phrasing.ts';

/** Deeper than any page a person reads. What nests deeper is built to hang a reader, and goes as plain text. */
const MAX_DEPTH = 40;

type Flow = BlockContent | DefinitionContent;

/**
 * What a clip quotes, as blocks for a blockquote. Nothing in it can reach out of the quote: links lead to the web or to
 * mail, HTML is text, and references, definitions and footnotes are resolved, so that clips cannot meet in one document.
 * @param level of the heading above the quote: headings in it go below that.
 */
export function quoteContent(clip: Pick<Clip, 'quote' | 'markdown' | 'source'>, level: number): BlockContent[] {
  const flow = parsed(cleanText(clip.markdown));
  if (!flow) return plainParagraphs(clip.quote);
  const definitions = new Map<string, Definition>();
  for (const node of flow) collectDefinitions(node, definitions);
  const blocks = quoteBlocks(flow, { level, base: clip.source.url, definitions });
  return blocks.length > 0 ? blocks : plainParagraphs(clip.quote);
}

function parsed(markdown: string): Flow[] | undefined {
  if (markdown.trim() === '') return undefined;
  try {
    const tree = parseMarkdown(markdown);
    return depthOf(tree) <= MAX_DEPTH ? tree.children.filter(isFlow) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // nested deeper than the stack
    throw error;
  }
}

const FLOW: ReadonlySet<string> = new Set<Flow['type']>([
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'html',
  'list',
  'math',
  'paragraph',
  'table',
  'thematicBreak',
]);

/** The types allow phrasing in a root; the parser never puts any there. */
function isFlow(node: RootContent): node is Flow {
  return FLOW.has(node.type);
}

/** Level by level: recursion would overflow on just what this is to find. */
function depthOf(tree: Nodes): number {
  let depth = 0;
  for (let level: Nodes[] = [tree]; level.length > 0 && depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return depth;
}

function collectDefinitions(node: Nodes, into: Map<string, Definition>): void {
  // The first of several definitions counts: https://spec.commonmark.org/0.31.2/#matches
  if (node.type === 'definition' && !into.has(node.identifier)) into.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collectDefinitions(child, into);
}

function quoteBlocks(nodes: Flow[], context: QuoteContext): BlockContent[] {
  return nodes.flatMap((node) => quoteBlock(node, context));
}

function quoteBlock(node: Flow, context: QuoteContext): BlockContent[] {
  switch (node.type) {
    case 'code':
    case 'math':
    case 'thematicBreak':
      return [node];
    case 'html':
      return plainParagraphs(node.value);
    case 'definition':
      return [];
    case 'footnoteDefinition':
      return footnote(node.label ?? node.identifier, quoteBlocks(node.children, context));
    case 'paragraph': {
      const children = quotePhrasing(node.children, context);
      return children.length > 0 ? [{ type: 'paragraph', children }] : [];
    }
    case 'heading':
      return [
        {
          type: 'heading',
          depth: headingDepth(context.level + node.depth),
          children: quotePhrasing(node.children, context),
        },
      ];
    case 'blockquote':
      return [{ type: 'blockquote', children: quoteBlocks(node.children, context) }];
    case 'list':
      return [
        {
          ...node,
          children: node.children.map((item) => ({ ...item, children: quoteBlocks(item.children, context) })),
        },
      ];
    case 'table':
      return [
        {
          ...node,
          children: node.children.map((row) => ({
            ...row,
            children: row.children.map((cell) => ({ ...cell, children: quotePhrasing(cell.children, context) })),
          })),
        },
      ];
  }
}

function footnote(label: string, blocks: BlockContent[]): BlockContent[] {
  const mark = { type: 'text' as const, value: `[${label}] ` };
  const [first, ...rest] = blocks;
  return first?.type === 'paragraph'
    ? [{ type: 'paragraph', children: [mark, ...first.children] }, ...rest]
    : [{ type: 'paragraph', children: [{ type: 'text', value: `[${label}]` }] }, ...blocks];
}

export type HeadingDepth = 1 | 2 | 3 | 4 | 5 | 6;

export function headingDepth(level: number): HeadingDepth {
  return level <= 1 ? 1 : level >= 6 ? 6 : (([2, 3, 4, 5] as const)[level - 2] ?? 6);
}
