import type { Field, Meta, Vocabulary } from '#lib/capture/provenance/claims.ts';
import { attribute, queryAll } from '#lib/capture/safe-dom.ts';
import { cleanLine } from '#lib/core/text.ts';

const MAX_META = 2_000;
/** Values that one name may have: enough for the authors of most papers. */
const MAX_VALUES = 50;

/** Reads the `<meta>` of a document once, by name and property. Those with an `itemprop` alone are microdata. */
export function readMeta(document: Document): Meta {
  const values = new Map<string, string[]>();
  for (const meta of queryAll(document, 'meta[content]').slice(0, MAX_META)) {
    const content = cleanLine(attribute(meta, 'content') ?? '');
    if (content === '') continue;
    const keys = ['property', 'name'].flatMap(
      (key) => attribute(meta, key)?.slice(0, 500).toLowerCase().split(/\s+/) ?? [],
    );
    for (const key of keys) {
      // WeChat and others write "og:article:author".
      const name = key.replace(/^og:(?=article:)/, '');
      const known = values.get(name) ?? [];
      if (known.length < MAX_VALUES && !known.includes(content)) known.push(content);
      values.set(name, known);
    }
  }
  return (name) => values.get(name) ?? [];
}

/**
 * A vocabulary of `<meta>` alone: for each field the names that say it, best first.
 * @param address The name of the page's address in this vocabulary. Where that is of another page, so is all else.
 */
export function metaVocabulary(names: { [F in Field]?: readonly string[] }, address?: string): Vocabulary {
  return ({ meta, isElsewhere }) =>
    address !== undefined && isElsewhere(meta(address))
      ? {}
      : Object.fromEntries(Object.entries(names).map(([field, known]) => [field, known.map(meta)]));
}
