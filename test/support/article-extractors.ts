import { Readability } from '@mozilla/readability';
import Defuddle from 'defuddle';
import { extractArticle } from '#lib/capture/article/article.ts';
import { readArticleText } from '#lib/capture/article/article-text.ts';
import { quoteOf } from '#lib/capture/rendered-text.ts';
import { renderContents } from '#lib/capture/rendered-tree.ts';

/** The document of a page that is laid out and shown, and whose scripts do not run. */
export async function showPage(html: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.style.cssText = 'width: 1200px; height: 800px';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.replaceChildren(frame);
  await loaded;
  if (!frame.contentDocument) throw new Error('the frame has no document');
  return frame.contentDocument;
}

/** Plain text of HTML by the rules of our quotes: the libraries are judged by what they keep, not by how they write it. */
export function textOfHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return quoteOf(renderContents(parsed.body));
}

function cloneOf(page: Document): Document {
  return Document.prototype.cloneNode.call(page, true) as Document;
}

/** The plain text of a page's content: by us, and by the two libraries alone. */
export const EXTRACTORS = {
  ours: (page: Document): string => {
    const article = extractArticle(page, 'https://example.com/');
    return article ? readArticleText(article, 'https://example.com/').quote : '';
  },
  readability: (page: Document): string => textOfHtml(new Readability(cloneOf(page)).parse()?.content ?? ''),
  defuddle: (page: Document): string =>
    textOfHtml(new Defuddle(cloneOf(page), { url: 'https://example.com/' }).parse().content),
} satisfies Record<string, (page: Document) => string>;

export type Extractor = keyof typeof EXTRACTORS;
