import type { Link, PhrasingContent } from 'mdast';
import { toMarkdown } from '#lib/core/markdown.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { baseUrl } from './base-url.ts';
import type { Content, Page } from './capture-kind.ts';
import { FlatTree } from './flat-tree.ts';
import { imageBytes } from './image-bytes.ts';
import { imageSources, imageUrl } from './image-source.ts';
import { elementAt } from './overlay/element-at.ts';
import { placeOfElement } from './place.ts';
import { renderedHtml } from './rendered-html.ts';
import { quoteOf } from './rendered-text.ts';
import { type RenderedNode, renderContents } from './rendered-tree.ts';
import { attribute, htmlName, isElement, isImage } from './safe-dom.ts';
import { painted, shotOf } from './viewport.ts';
import { viewportRect } from './viewport-rect.ts';

/**
 * A reading of an image: what its author says that it shows, where it lies, and its pixels. Where the page may not read
 * those, they are pictured as they stand on the screen, if they do; else only the address is kept.
 */
export async function readImage(page: Page, element: Element): Promise<Content> {
  const base = baseUrl(page.document, page.url);
  const image = isImage(element) ? element : undefined;
  const sources = image ? imageSources(image) : [];
  const url = imageUrl(sources, base);
  const alt = (attribute(element, 'alt') ?? '').replace(/\s+/g, ' ').trim();
  const caption = captionOf(element);
  const quote = [alt, caption].filter(Boolean).join('\n\n');

  const picture = image && (await imageBytes(image));
  const rect = picture ? undefined : seenRect(page.document, element);
  if (rect) await painted(page.view);
  const name = alt || url?.split(/[?#]/)[0]?.split('/').at(-1) || '';
  const tree: RenderedNode[] = url ? [{ type: 'image', sources: [url], alt, title: '' }] : [];
  const anchor = placeOfElement(element);
  return {
    quote,
    // Pixels that are kept show themselves: beside them only where they came from is to be said.
    markdown: markdownOf([
      ...(url ? [picture || rect ? linkTo(url, name || url) : ({ type: 'image', url, alt } as const)] : []),
      ...(caption ? [{ type: 'text', value: caption } as const] : []),
    ]),
    renderHtml: () => renderedHtml(tree, base),
    ...(anchor ? { anchor } : {}),
    ...(picture ? { picture } : {}),
    ...(rect ? { shot: shotOf(page.view, rect) } : {}),
  };
}

const linkTo = (url: string, words: string): Link => ({
  type: 'link',
  url,
  children: [{ type: 'text', value: words }],
});

/** Each on a line of its own. */
function markdownOf(parts: readonly PhrasingContent[]): string {
  return toMarkdown({
    type: 'root',
    children: parts.map((part) => ({ type: 'paragraph', children: [part] })),
  }).trimEnd();
}

/** The words under an image. */
function captionOf(element: Element): string {
  const figure = new FlatTree().ancestors(element).find((ancestor) => htmlName(ancestor) === 'figure');
  const caption = figure && Array.from(figure.children).find((child) => htmlName(child) === 'figcaption');
  return caption ? quoteOf(renderContents(caption)) : '';
}

/** Where an element is on the screen, if all of it is and nothing lies over it. */
function seenRect(document: Document, element: Element): Rect | undefined {
  const rect = viewportRect(element);
  const { x, y, width, height } = rect;
  const isInside = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
  if (!isInside || width < 4 || height < 4) return undefined;
  const isSeen = [0.1, 0.5, 0.9].every((part) => {
    const at = elementAt(document, x + width * part, y + height * part);
    return at !== undefined && isElement(at) && (at === element || element.contains(at));
  });
  return isSeen ? rect : undefined;
}
