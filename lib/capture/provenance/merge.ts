import type { Claims, Field, Page, Vocabulary } from '#lib/capture/provenance/claims.ts';
import { isoDate } from '#lib/capture/publication-date.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';

const DAY_MS = 86_400_000;
const MAX_AUTHORS = 20;

/** What templates leave behind where they had nothing to fill in. */
const PLACEHOLDER = /^(?:\{\{.*\}\}|\$\{.*\}|<%.*%>|%\w+%|\[object \w+\]|undefined|null|nan)$/i;
const URL_LIKE = /^(?:(?:https?:)?\/\/|www\.)/i;

/** The values that are words, cleaned. */
function words(said: readonly string[], limit?: number): string[] {
  return said.map((value) => cleanLine(value, limit)).filter((line) => line !== '' && !PLACEHOLDER.test(line));
}

/** Everybody named at one place. A profile's address is no name; "Doe, J." has a comma of its own. */
function authors(said: readonly string[]): string | undefined {
  const names = [...new Set(words(said).filter((name) => !URL_LIKE.test(name)))].slice(0, MAX_AUTHORS);
  return cleanLine(names.join(names.length > 1 && names.some((name) => name.includes(',')) ? '; ' : ', ')) || undefined;
}

/** BCP 47, in canonical form; undefined for what is none, such as a language's name. */
function languageTag(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().slice(0, 35).replaceAll('_', '-'));
    return canonical !== undefined && /^[a-z]{2,3}(?:-|$)/.test(canonical) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/** A date that can be true: none of those that programs take for "no date", and not after tomorrow. */
function pastDate(value: string, now: number): string | undefined {
  const date = isoDate(value);
  if (date === undefined || /^(?:0|1970-01-01)/.test(date) || Date.parse(date) > now + DAY_MS) return undefined;
  return date;
}

const firstOf = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined);

/** Whether the date `a` is after `b`, as far as both are precise. */
function isAfter(a: string, b: string): boolean {
  const isZoned = (date: string) => /T.*(?:Z|[+-]\d\d:\d\d)$/.test(date);
  if (isZoned(a) && isZoned(b)) return Date.parse(a) > Date.parse(b);
  const length = Math.min(a.length, b.length, '2026-05-03'.length);
  return a.slice(0, length) > b.slice(0, length);
}

/**
 * What a page says of itself, field by field from the first of `vocabularies` with a value that makes sense.
 * @param now Unix time in milliseconds: what is dated later is not believed.
 */
export function provenanceOf(
  page: Page,
  vocabularies: readonly Vocabulary[],
  now: number,
): { [F in Field]: string | undefined } {
  const sayings: Claims[] = vocabularies.map((read) => read(page));
  const first = (field: Field, read: (said: readonly string[]) => string | undefined): string | undefined =>
    firstOf(sayings.map((claims) => firstOf((claims[field] ?? []).map(read))));
  const date = (claims: Claims, field: 'publishedAt' | 'modifiedAt') =>
    firstOf((claims[field] ?? []).flat().map((value) => pastDate(value, now)));

  const dates = sayings.map((claims) => ({
    published: date(claims, 'publishedAt'),
    modified: date(claims, 'modifiedAt'),
  }));
  // Who says that a page was changed before it was published is wrong about one of them: others are asked first.
  const publishedAt =
    dates.find(({ published, modified }) => published && !(modified && isAfter(published, modified)))?.published ??
    firstOf(dates.map(({ published }) => published));
  const modifiedAt = firstOf(
    dates.map(({ modified }) => (modified && publishedAt && isAfter(publishedAt, modified) ? undefined : modified)),
  );
  return {
    title: first('title', (said) => words(said)[0]),
    site: first('site', (said) => words(said).find((name) => !URL_LIKE.test(name))),
    author: first('author', authors),
    publishedAt,
    modifiedAt,
    lang: first('lang', (said) => firstOf(said.map(languageTag))),
    description: first('description', (said) => words(said, LIMITS.title)[0]),
  };
}
