import type { Source } from '#lib/core/schema/source.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import { baseUrl } from './base-url.ts';
import { readFavicon, webUrl } from './favicon.ts';
import { readJsonLd } from './json-ld.ts';
import { isoDate } from './publication-date.ts';
import { attribute, queryAll, queryWithin, rootOf, textOf, titleOf } from './safe-dom.ts';

const MAX_META = 2_000;

type Meta = (...names: string[]) => string | undefined;

/** Looks `<meta>` up by name, property or itemprop: the first of `names` that says something. */
function readMeta(document: Document): Meta {
  const values = new Map<string, string>();
  for (const meta of queryAll(document, 'meta[content]').slice(0, MAX_META)) {
    const content = cleanLine(attribute(meta, 'content') ?? '');
    for (const key of ['property', 'name', 'itemprop']) {
      for (const name of (attribute(meta, key) ?? '').slice(0, 500).toLowerCase().split(/\s+/)) {
        if (name !== '' && content !== '' && !values.has(name)) values.set(name, content);
      }
    }
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined);
}

function firstLine(document: Document, selector: string, limit?: number): string | undefined {
  for (const element of queryAll(document, selector).slice(0, 20)) {
    const line = cleanLine(textOf(element) ?? '', limit);
    if (line !== '') return line;
  }
  return undefined;
}

function readAuthor(document: Document, meta: Meta, jsonLd: string | undefined): string | undefined {
  const named = cleanLine(jsonLd ?? '') || meta('author');
  if (named && !isUrl(named)) return named;
  // Facebook's property holds the address of a profile as often as a name.
  const article = meta('article:author', 'og:article:author');
  if (article && !isUrl(article)) return article;
  return (
    meta('dc.creator', 'dcterms.creator', 'dc:creator', 'citation_author', 'sailthru.author', 'parsely-author') ??
    itemAuthor(document) ??
    firstLine(document, 'a[rel~="author" i]', LIMITS.name)
  );
}

const isUrl = (text: string): boolean => /^(?:https?:)?\/\//i.test(text);

function itemAuthor(document: Document): string | undefined {
  // Who wrote a review or a comment on the page did not write the page.
  const [item] = queryAll(document, '[itemprop~="author"]:not([itemprop~="review"] *, [itemprop~="comment"] *)');
  if (!item) return undefined;
  const name = queryWithin(item, '[itemprop~="name"]')[0] ?? item;
  return cleanLine(attribute(name, 'content') ?? textOf(name) ?? '', LIMITS.name) || undefined;
}

function readPublished(document: Document, meta: Meta, jsonLd: string | undefined): string | undefined {
  const elements = queryAll(document, '[itemprop~="datePublished"], time[pubdate]');
  const times = queryAll(document, 'time[datetime]');
  const articles = queryAll(document, 'article, main').flatMap((element) => queryWithin(element, 'time[datetime]'));
  const candidates = [
    jsonLd,
    meta('article:published_time', 'og:article:published_time', 'datepublished'),
    meta('dc.date.issued', 'dcterms.issued', 'dcterms.created', 'dc.date', 'dcterms.date'),
    meta('citation_publication_date', 'citation_date', 'publishdate', 'pubdate', 'parsely-pub-date', 'date'),
    ...elements
      .slice(0, 5)
      .map((element) => attribute(element, 'datetime') ?? attribute(element, 'content') ?? textOf(element)),
    // The first time in an article is its own; elsewhere a lone one is.
    ...[articles[0], times.length === 1 ? times[0] : undefined].map((time) => time && attribute(time, 'datetime')),
  ];
  for (const candidate of candidates) {
    const date = candidate ? isoDate(candidate) : undefined;
    if (date) return date;
  }
  return undefined;
}

/** BCP 47, in canonical form; undefined for what is none. */
function languageTag(tag: string | null | undefined): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales((tag ?? '').trim().slice(0, 35).replaceAll('_', '-'));
    return canonical;
  } catch {
    return undefined;
  }
}

function readLanguage(document: Document, meta: Meta): string | undefined {
  const root = rootOf(document);
  const header = queryAll(document, 'meta[http-equiv="content-language" i]')[0];
  return (
    languageTag(root && (attribute(root, 'lang') ?? attribute(root, 'xml:lang'))) ??
    languageTag(header && attribute(header, 'content')) ??
    languageTag(meta('dc.language', 'dcterms.language', 'inlanguage', 'og:locale'))
  );
}

/**
 * Where a clip of `document` comes from, as the page says at this moment: single-page apps change it as they go. `url` is
 * the address bar. Every line is cleaned and cut, every link may be followed, and nothing on the page makes it throw.
 */
export function readSource(document: Document, url: string): Source {
  const meta = readMeta(document);
  const jsonLd = readJsonLd(document);
  const base = baseUrl(document, url);
  const canonical = queryAll(document, 'link[rel~="canonical" i][href]').slice(0, 5);
  const canonicalUrl =
    canonical.map((link) => webUrl(attribute(link, 'href'), base)).find((link) => link !== undefined) ??
    webUrl(meta('og:url'), base);

  return withoutEmpty({
    url: url.slice(0, LIMITS.url),
    canonicalUrl,
    title:
      cleanLine(titleOf(document)) || meta('og:title', 'twitter:title') || firstLine(document, 'h1') || cleanLine(url),
    site: meta('og:site_name', 'application-name') ?? siteOf(url),
    author: readAuthor(document, meta, jsonLd.author),
    publishedAt: readPublished(document, meta, jsonLd.published),
    lang: readLanguage(document, meta),
    favicon: readFavicon(document, base, url),
  });
}

type Loose = { [K in keyof Source]: Source[K] | undefined };

function withoutEmpty({ url, title, ...rest }: Loose & Pick<Source, 'url' | 'title'>): Source {
  const known: Partial<Source> = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  );
  return { url, title, ...known };
}
