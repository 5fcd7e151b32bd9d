import { GleanerError } from '#lib/core/errors.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import { cleanText, LIMITS } from '#lib/core/text.ts';
import { baseUrl } from './base-url.ts';
import type { Content, Page as WholePage } from './capture-kind.ts';
import { renderedToMarkdown } from './markdown.ts';
import { isOversized, plainTextOf } from './oversized.ts';
import { passagesOf } from './passages.ts';
import { placeOfElement, placeOfRange, rangeAround } from './place.ts';
import { renderedHtml } from './rendered-html.ts';
import { quoteOf } from './rendered-text.ts';
import { type Passage, type RenderedNode, renderPassage } from './rendered-tree.ts';
import { baseUriOf, documentOf, isElement } from './safe-dom.ts';

/** Of the page, all that reading text takes. */
type Page = Pick<WholePage, 'document' | 'url'>;

/** What has been read of a page, before it is known whether it says anything. */
type Text = Pick<Content, 'quote' | 'markdown' | 'renderHtml' | 'isPlain'>;

export type TextOptions = {
  /** Whether a cell of a table that spans several says the same in each. */
  repeatsSpans?: boolean;
  /** Whether nothing to read is no error. */
  isAllowedEmpty?: boolean;
};

/** Parts of a page as words, Markdown and HTML, of one reading: what one of them has, all have. */
function textOf(trees: readonly RenderedNode[][], base: string, options: TextOptions = {}): Text {
  const quote = trees.map(quoteOf).filter(Boolean).join('\n\n');
  const markdown = renderedToMarkdown(trees, base, options);
  return { quote, markdown, renderHtml: () => trees.map((tree) => renderedHtml(tree, base)).join('\n') };
}

/** What links are relative to where `node` is: in a frame they are to the frame's own address. */
function baseAt({ document, url }: Page, node: Node | undefined): string {
  const own = node && (documentOf(node) ?? (node as Document));
  const base = own && own !== document ? baseUriOf(own) : undefined;
  return base?.startsWith('http') ? base : baseUrl(document, url);
}

function contentOf(text: Text, anchor: Anchor | undefined, range?: AbstractRange): Content {
  if (text.quote.length > LIMITS.quote || text.markdown.length > LIMITS.markdown) throw new GleanerError('too_large');
  return { ...text, ...(anchor ? { anchor, range } : {}) };
}

/**
 * A reading of passages. Ones that are too large to convert while the user waits are kept as plain text.
 * @throws GleanerError `too_large` where even that is more than a clip holds.
 */
async function readPassages(
  page: Page,
  passages: readonly Passage[],
  anchor?: Anchor | undefined,
  options?: TextOptions,
): Promise<Content> {
  const ranges = passages.flatMap((passage) => passage.ranges);
  if (isOversized(ranges))
    return contentOf({ quote: plainTextOf(ranges), markdown: '', isPlain: true }, anchor, ranges[0]);
  const base = baseAt(page, ranges[0]?.startContainer);
  return contentOf(textOf(passages.map(renderPassage), base, options), anchor, ranges[0]);
}

/** A reading of what lies in ranges, anchored to the first of them. */
export function readRanges(page: Page, ranges: readonly AbstractRange[]): Promise<Content> {
  const [first] = ranges;
  return readPassages(page, passagesOf(ranges), first && placeOfRange(first));
}

/** A reading of an element with all that is in it. @throws GleanerError also `no_text` where there is nothing to read. */
export async function readElement(page: Page, element: Element, options: TextOptions = {}): Promise<Content> {
  const reading = await readPassages(page, passagesOf([rangeAround(element)]), placeOfElement(element), options);
  if (!options.isAllowedEmpty && !reading.quote && !reading.markdown) throw new GleanerError('no_text');
  return reading;
}

/** A reading of an article: of all its parts as one, in their order. */
export function readArticle(page: Page, passage: Passage): Promise<Content> {
  return readPassages(page, [passage], isElement(passage.top) ? placeOfElement(passage.top) : undefined);
}

/** A reading of plain text that stands in an element whose content is no part of the document: a text field. */
export async function readTyped(page: Page, text: string, field: Element): Promise<Content> {
  const tree: RenderedNode[] = [{ type: 'text', value: cleanText(text) }];
  return contentOf(textOf([tree], baseAt(page, field)), placeOfElement(field));
}
