import { safeUrl } from '#lib/core/url.ts';
import type { Content, Page } from './capture-kind.ts';
import { elementsOf } from './elements.ts';
import { attribute, baseUriOf } from './safe-dom.ts';
import { readElement } from './text-reading.ts';

/** The link that leads to `url`, as the browser names it. */
export function linkAt(document: Document, url: string): Element | undefined {
  return elementsOf(document, 'a[href], area[href]').find(
    (element) => URL.parse(attribute(element, 'href') ?? '', baseUriOf(element))?.href === url,
  );
}

/** A reading of a link: its words, or what it shows, with where it leads. One without words says its address. */
export async function readLink(page: Page, element: Element): Promise<Content> {
  const url = safeUrl(attribute(element, 'href'), baseUriOf(element));
  const reading = await readElement(page, element, { isAllowedEmpty: true });
  if (!url) return reading;
  const quote = reading.quote || attribute(element, 'aria-label')?.trim() || attribute(element, 'title')?.trim() || url;
  return { ...reading, quote, markdown: reading.markdown || `<${url}>` };
}
