import type { Vocabulary } from '#lib/capture/provenance/claims.ts';
import { isOfPage, isPage } from '#lib/capture/provenance/schema-types.ts';
import { queryAll, textOf } from '#lib/capture/safe-dom.ts';

const MAX_BLOCKS = 20;
/** UTF-16 units of one block. Larger ones list products, not who wrote the page. */
const MAX_SIZE = 300_000;
const MAX_ITEMS = 500;
/** How deep items are looked for in `@graph` and `mainEntity`, and how far `isPartOf` is followed. */
const MAX_DEPTH = 4;

type Item = ReadonlyMap<string, unknown>;

/** A JSON object as a map of its own properties, so that `__proto__` and `constructor` are names like others. */
function itemOf(value: unknown): Item | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]);

/** The strings that a value is or holds, also as `{"@value": "…", "@language": "…"}`. */
function textsIn(value: unknown): string[] {
  return list(value)
    .map((each) => itemOf(each)?.get('@value') ?? each)
    .filter((text) => typeof text === 'string' && text.trim() !== '')
    .map((text) => String(text).slice(0, 10_000));
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    try {
      // Line breaks within strings are the most common fault of templates, and tell nothing.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none in strings
      return JSON.parse(source.replace(/[\u0000-\u001F]+/g, ' '));
    } catch {
      return undefined;
    }
  }
}

function addItems(value: unknown, items: Item[], depth = 0): void {
  for (const each of list(value)) {
    const item = itemOf(each);
    if (!item || items.length >= MAX_ITEMS) continue;
    items.push(item);
    if (depth === MAX_DEPTH) continue;
    addItems(item.get('@graph'), items, depth + 1);
    addItems(item.get('mainEntity'), items, depth + 1);
  }
}

const typesOf = (item: Item): string[] => textsIn(item.get('@type'));

/** The addresses by which an item says which page it is about. */
function namesOf(item: Item): string[] {
  const ofPage = list(item.get('mainEntityOfPage')).flatMap((page) => textsIn(itemOf(page)?.get('@id') ?? page));
  return [...textsIn(item.get('url')), ...ofPage, ...textsIn(item.get('@id'))];
}

/** What a page says of itself in JSON-LD (https://schema.org). Broken or oversized blocks are passed over. */
export const jsonLd: Vocabulary = ({ document, isElsewhere }) => {
  const items: Item[] = [];
  for (const script of queryAll(document, 'script[type^="application/ld+json" i]').slice(0, MAX_BLOCKS)) {
    const source = textOf(script) ?? '';
    if (source.length <= MAX_SIZE) addItems(parsed(source), items);
  }
  const byId = new Map(items.flatMap((item) => textsIn(item.get('@id')).map((id) => [id, item])));
  const own = items
    .filter((item) => isOfPage(typesOf(item)) && !isElsewhere(namesOf(item)))
    .sort((a, b) => Number(isPage(typesOf(a))) - Number(isPage(typesOf(b))));

  /** What `{"@id": "…"}` refers to, where that is on the page. */
  const resolved = (item: Item): Item =>
    item.has('name') ? item : (byId.get(textsIn(item.get('@id'))[0] ?? '') ?? item);
  const namesIn = (value: unknown): string[] =>
    list(value).flatMap((each) => {
      const item = itemOf(each);
      if (!item) return textsIn(each);
      return textsIn(resolved(item).get('name')).slice(0, 1);
    });
  /** The site that a page is part of. Pages may be part of other pages, which have titles, not names. */
  const siteIn = (value: unknown, depth = 0): string[] =>
    list(value).flatMap((each) => {
      const item = itemOf(each);
      if (!item || depth === MAX_DEPTH) return [];
      const known = resolved(item);
      return isOfPage(typesOf(known)) ? siteIn(known.get('isPartOf'), depth + 1) : textsIn(known.get('name'));
    });
  const isSite = (item: Item) => typesOf(item).some((type) => type.endsWith('WebSite'));

  const said = (read: (value: unknown) => string[], ...keys: readonly string[]): string[][] =>
    own.flatMap((item) => keys.map((key) => read(item.get(key))));

  return {
    title: said(textsIn, 'headline', 'name'),
    site: [
      ...said(siteIn, 'isPartOf'),
      ...said(namesIn, 'publisher'),
      ...items.filter(isSite).map((item) => textsIn(item.get('name'))),
    ],
    author: said(namesIn, 'author', 'creator'),
    publishedAt: said(textsIn, 'datePublished', 'uploadDate'),
    modifiedAt: said(textsIn, 'dateModified'),
    lang: said(namesIn, 'inLanguage'),
    description: said(textsIn, 'description'),
  };
};
