import type { Vocabulary } from '#lib/capture/provenance/claims.ts';
import { attribute, queryAll, queryWithin, rootOf, textOf, titleOf } from '#lib/capture/safe-dom.ts';
import { LIMITS } from '#lib/core/text.ts';

const texts = (document: Document, selector: string): string[] =>
  queryAll(document, selector)
    .slice(0, 20)
    .map((element) => (textOf(element) ?? '').slice(0, LIMITS.title * 4));

const moments = (elements: readonly Element[]): string[][] =>
  elements.slice(0, 5).map((time) => [attribute(time, 'datetime') ?? textOf(time)?.slice(0, 200) ?? '']);

/** What the browser itself goes by: the title of the tab, and the language that it would read the page out in. */
export const documentItself: Vocabulary = ({ document }) => {
  const root = rootOf(document);
  const [header] = queryAll(document, 'meta[http-equiv="content-language" i]');
  const languages = [
    root && attribute(root, 'lang'),
    root && attribute(root, 'xml:lang'),
    header && attribute(header, 'content'),
  ];
  return { title: [[titleOf(document)]], lang: languages.map((lang) => (lang ? [lang] : [])) };
};

/** What readers see where nobody wrote it down for machines: the heading, the byline. */
export const headings: Vocabulary = ({ document }) => ({
  title: [texts(document, 'h1')],
  author: [
    ...texts(document, 'address[rel~="author" i], address [rel~="author" i]'),
    ...texts(document, 'a[rel~="author" i]'),
  ].map((text) => [text]),
});

/** `<time>`, as HTML and the microformat hAtom use it. */
export const times: Vocabulary = ({ document }) => {
  const all = queryAll(document, 'time[datetime]');
  const inArticles = queryAll(document, 'article, main').flatMap((element) => queryWithin(element, 'time[datetime]'));
  const updated = queryAll(document, 'time.updated[datetime]');
  return {
    publishedAt: moments([
      ...queryAll(document, 'time[pubdate], time.published[datetime], time.entry-date[datetime]').slice(0, 1),
      // The first time in an article is its own; elsewhere a lone one is.
      ...inArticles.slice(0, 1),
      ...(all.length === 1 ? all : []),
    ]),
    modifiedAt: moments(updated.slice(0, 1)),
  };
};

/**
 * Articles of WeChat's public accounts. They say who published them in their text alone: `og:site_name` is the platform.
 * The author is named where it is not the account itself.
 */
export const weChat: Vocabulary = ({ document, meta }) => {
  if (queryAll(document, '#js_content').length === 0) return {};
  const account = texts(document, '#js_name');
  return {
    site: [account],
    author: account.length > 0 ? [texts(document, '#js_author_name'), meta('author'), account] : [],
    publishedAt: [texts(document, '#publish_time')],
  };
};
