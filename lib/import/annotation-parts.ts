import * as z from 'zod/mini';
import { type Anchor, anchorSchema, type Selector } from '#lib/core/schema/anchor.ts';
import { tagKey, tagPath } from '#lib/core/tag-path.ts';
import { cleanText, LIMITS } from '#lib/core/text.ts';
import { safeUrl } from '#lib/core/url.ts';

/**
 * Any object of a file. Keys are looked up as its own, so that none means anything to JavaScript.
 */
export type Thing = Record<string, unknown>;

const thing = z.record(z.string(), z.unknown());

export function asThing(value: unknown): Thing | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? thing.safeParse(value).data : undefined;
}

export const own = (from: Thing, key: string): unknown => (Object.hasOwn(from, key) ? from[key] : undefined);

/** JSON-LD says one thing as it is, and several as a list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whether `type` of a thing is `name`, or a list with it. */
export const isA = (value: Thing, name: string): boolean =>
  listOf(own(value, 'type') ?? own(value, '@type')).includes(name);

/** UTF-16 units of context that an anchor holds. */
const AROUND = 64;

const selectorSchema = anchorSchema.shape.selectors;

/** What is known of where a passage stands, and how many ways of saying it were not understood. */
export type Place = { selectors: Anchor['selectors']; unknown: number };

/** What holds what holds … is built to break its reader beyond this. */
const MAX_DEPTH = 4;

/** Reads selectors, those to choose from too. https://www.w3.org/TR/annotation-model/#selectors */
export function placeOf(value: unknown, depth = 0): Place {
  const selectors: Selector[] = [];
  let unknown = 0;
  for (const each of listOf(value)) {
    const from = asThing(each);
    if (from && isA(from, 'Choice') && depth < MAX_DEPTH) {
      const inner = placeOf(own(from, 'items'), depth + 1);
      selectors.push(...inner.selectors);
      unknown += inner.unknown;
      continue;
    }
    const read = selectorSchema.safeParse([from && isA(from, 'TextQuoteSelector') ? quoteOf(from) : from]);
    const [selector] = read.success ? read.data : [];
    if (selector && !selectors.some(({ type }) => type === selector.type)) selectors.push(selector);
    else unknown += 1;
  }
  return { selectors, unknown };
}

/** Context is optional, and as long as its author likes. */
function quoteOf(from: Thing): Thing {
  const exact = textOf(own(from, 'exact'))?.toWellFormed();
  const around = (key: string) => textOf(own(from, key))?.toWellFormed() ?? '';
  return {
    type: 'TextQuoteSelector',
    exact,
    prefix: around('prefix').slice(-AROUND).toWellFormed(),
    suffix: around('suffix').slice(0, AROUND).toWellFormed(),
  };
}

/** Whether a tag can be called so: by more than dividers, and by what fits also in the form in which names are compared. */
const isTagName = (name: string): boolean => name !== '' && tagKey(name).length <= LIMITS.name;

/** The notes and the tags in the bodies of an annotation. https://www.w3.org/TR/annotation-model/#bodies-and-targets */
export function wordsOf(annotation: Thing): { notes: string[]; tags: string[] } {
  const notes: string[] = [];
  const tags: string[] = [];
  const read = (value: unknown, depth = 0): void => {
    for (const each of listOf(value)) {
      const body = asThing(each);
      if (!body) continue;
      const items = own(body, 'items');
      if (items !== undefined && depth < MAX_DEPTH) read(items, depth + 1);
      const text = textOf(own(body, 'value')) ?? textOf(own(body, 'chars'));
      if (text === undefined) continue;
      const purposes = listOf(own(body, 'purpose'));
      if (purposes.includes('tagging')) tags.push(text);
      else if (!purposes.includes('classifying') && !purposes.includes('identifying')) {
        notes.push(textOf(own(body, 'format')) === 'text/html' ? withoutTags(text) : text);
      }
    }
  };
  read(own(annotation, 'body'));
  for (const key of ['bodyValue', 'text']) notes.push(textOf(own(annotation, key)) ?? '');
  for (const tag of listOf(own(annotation, 'tags'))) tags.push(textOf(tag) ?? '');
  return {
    notes: notes.map(cleanText).filter((note) => note.trim() !== ''),
    tags: [...new Set(tags.map(tagPath).filter(isTagName))],
  };
}

const ENDS_LINE = /^(?:br|\/p|\/div|\/li)\b/i;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The words of HTML. It is shown as text and never as HTML, so this is for readers and not for safety. */
function withoutTags(html: string): string {
  const words: string[] = [];
  let at = 0;
  // By search and not by a pattern, which would look for the end of each of a million tags that have none.
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    const close = html.indexOf('>', open);
    if (close < 0) break;
    words.push(html.slice(at, open), ENDS_LINE.test(html.slice(open + 1, close)) ? '\n' : '');
    at = close + 1;
  }
  return [...words, html.slice(at)]
    .join('')
    .replace(/&(#39|[a-z]+);/g, (entity, name: string) =>
      Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? entity) : entity,
    );
}

/** The first target that is of a page, with where in it. https://www.w3.org/TR/annotation-model/#specific-resources */
export function targetOf(annotation: Thing): { url: string; target: Thing } | undefined {
  for (const each of [...listOf(own(annotation, 'target')), own(annotation, 'uri')]) {
    const target = asThing(each) ?? {};
    const source = own(target, 'source');
    const address =
      textOf(each) ?? textOf(source) ?? textOf(own(asThing(source) ?? {}, 'id')) ?? textOf(own(target, 'id'));
    const url = /^https?:/i.test(address ?? '') ? safeUrl(address) : undefined;
    if (url) return { url, target };
  }
  return undefined;
}

/** Milliseconds since the epoch; undefined for what is no date, or before that. */
export function timeOf(value: unknown): number | undefined {
  const at = Date.parse(textOf(value) ?? '');
  return at >= 0 ? at : undefined;
}
