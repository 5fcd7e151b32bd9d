import { queryAll, textOf } from './safe-dom.ts';

const MAX_BLOCKS = 20;
/** UTF-16 units of one block. Larger ones list products, not who wrote the page. */
const MAX_SIZE = 300_000;
const MAX_ITEMS = 500;

/** Types that stand for the page itself, unlike the organisation behind it or a review on it. */
const OF_PAGE =
  /(?:Article|Posting|WebPage|QAPage|FAQPage|AboutPage|ItemPage|ProfilePage|Report|Question|HowTo|VideoObject|CreativeWork|Guide)$/;

type Item = ReadonlyMap<string, unknown>;

/** A JSON object as a map of its own properties, so that `__proto__` and `constructor` are names like others. */
function itemOf(value: unknown): Item | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]);

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 10_000) : undefined;

/** What a page says of itself in JSON-LD (https://schema.org). Broken or oversized blocks are passed over. */
export function readJsonLd(document: Document): { author?: string; published?: string } {
  const items: Item[] = [];
  for (const script of queryAll(document, 'script[type="application/ld+json" i]').slice(0, MAX_BLOCKS)) {
    const source = textOf(script) ?? '';
    if (source.length > MAX_SIZE) continue;
    let data: unknown;
    try {
      data = JSON.parse(source);
    } catch {
      continue;
    }
    for (const value of list(data)) {
      const item = itemOf(value);
      if (item) items.push(item, ...list(item.get('@graph')).flatMap((inner) => itemOf(inner) ?? []));
    }
  }
  const byId = new Map(items.map((item) => [item.get('@id'), item]));
  const own = items
    .flatMap((item) => [item, ...list(item.get('mainEntity')).flatMap((entity) => itemOf(entity) ?? [])])
    .filter((item) => list(item.get('@type')).some((type) => typeof type === 'string' && OF_PAGE.test(type)))
    // An article says more of its author than the page that it is on.
    .sort((a, b) => Number(isWebPage(a)) - Number(isWebPage(b)));

  const nameOf = (value: unknown): string | undefined => {
    const item = itemOf(value);
    if (!item) return textIn(value);
    return textIn(item.get('name')) ?? textIn(byId.get(item.get('@id'))?.get('name'));
  };
  const first = <T>(read: (item: Item) => T | undefined): T | undefined => {
    for (const item of own) {
      const value = read(item);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const author = first((item) => {
    const names = [...list(item.get('author')), ...list(item.get('creator'))]
      .map(nameOf)
      .filter((name) => name !== undefined);
    return names.length > 0 ? [...new Set(names)].slice(0, 20).join(', ') : undefined;
  });
  const published = first((item) => textIn(item.get('datePublished')) ?? textIn(item.get('uploadDate')));
  return { ...(author ? { author } : {}), ...(published ? { published } : {}) };
}

function isWebPage(item: Item): boolean {
  return list(item.get('@type')).some((type) => typeof type === 'string' && type.endsWith('Page'));
}
