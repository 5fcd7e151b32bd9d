import type { Definition, PhrasingContent } from 'mdast';
import { safeUrl } from '#lib/core/url.ts';
import { linkify } from './linkify.ts';
import { textLines } from './plain-text.ts';

export type QuoteContext = {
  /** Of the heading above the quote. */
  level: number;
  /** The page that relative links are relative to. */
  base: string;
  /** By normalised label: what the references in the quote point to. */
  definitions: Map<string, Definition>;
  inLink?: boolean;
};

/** The words of a quote with the links and pictures that may be followed; of the others, what can be read. */
export function quotePhrasing(nodes: PhrasingContent[], context: QuoteContext): PhrasingContent[] {
  return nodes.flatMap((node) => quoteNode(node, context));
}

function quoteNode(node: PhrasingContent, context: QuoteContext): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return context.inLink ? [node] : linkify(node.value);
    case 'html':
      return context.inLink ? [{ type: 'text', value: node.value }] : textLines(node.value);
    case 'break':
    case 'inlineCode':
    case 'inlineMath':
      return [node];
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'inlineTag': {
      const children = quotePhrasing(node.children, context);
      return children.length > 0 ? [{ ...node, children }] : [];
    }
    case 'link':
      return link(node.children, node, context);
    case 'linkReference':
      return link(node.children, context.definitions.get(node.identifier), context);
    case 'image':
      return image(node.alt, node, context);
    case 'imageReference':
      return image(node.alt, context.definitions.get(node.identifier), context);
    case 'footnoteReference':
      return [{ type: 'text', value: `[${node.label ?? node.identifier}]` }];
  }
}

type Resource = { url: string; title?: string | null | undefined };

function link(words: PhrasingContent[], target: Resource | undefined, context: QuoteContext): PhrasingContent[] {
  const url = safeUrl(target?.url, context.base);
  if (!url || context.inLink) return quotePhrasing(words, context);
  const children = quotePhrasing(words, { ...context, inLink: true });
  // A link around nothing (an icon of the page) has nothing to read.
  if (children.length === 0) return [];
  // An address that is its own text keeps its spelling, and so its form `<https://…>`.
  const [only] = children;
  const written = only?.type === 'text' && only.value === target?.url && /^https?:/i.test(only.value);
  return [{ type: 'link', url: written ? target.url : url, title: target?.title ?? null, children }];
}

function image(alt: string | null | undefined, source: Resource | undefined, context: QuoteContext): PhrasingContent[] {
  const url = safeUrl(source?.url, context.base);
  if (url && /^https?:/.test(url)) return [{ type: 'image', url, title: source?.title ?? null, alt: alt ?? null }];
  return alt ? [{ type: 'text', value: alt }] : [];
}
