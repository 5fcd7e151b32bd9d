import type { ClipType } from '#lib/core/fields.ts';
import { nameKey } from '#lib/core/text.ts';
import { NAMED_SPANS } from './days.ts';
import { formatValue } from './format.ts';
import { parse, valueAt } from './parse.ts';
import { FILTER_FIELDS, type FilterField } from './query.ts';
import {
  allNames,
  FIELD_NAMES,
  fieldName,
  type Language,
  type Spelling,
  TAKES_SEVERAL,
  VALUE_NAMES,
} from './spelling.ts';

/** A name that can be searched by, and of how many clips. */
export type KnownName = { name: string; otherNames?: readonly string[]; count?: number | undefined };

/** The names that a library has, of which a search can be made. */
export type Vocabulary = {
  tags: readonly KnownName[];
  actors: readonly KnownName[];
  projects: readonly KnownName[];
  /** Hosts. */
  sites: readonly KnownName[];
  types: ReadonlyMap<ClipType, number>;
};

/** What a search may go on with. Without a value it is the name of a field, after which its values are offered. */
export type Suggestion = { field: FilterField; value?: string; count?: number | undefined; insert: string };

/** Suggestions, best first, for the text from `from` to `to`, each of which its `insert` replaces. */
export type Completion = {
  from: number;
  to: number;
  /** What was typed of it. */
  typed: string;
  /** A value is being typed, which must be one of its field; else a word, which need not become a filter. */
  isValue: boolean;
  suggestions: readonly Suggestion[];
};

const MOST = 8;
/** Of what a word may mean: a list that is there unasked must be short. */
const MOST_FIELDS = 3;
const MOST_VALUES = 4;

/** Spans of time by which many search, besides those with names. */
const LAST_DAYS: readonly Spelling[] = [
  { en: ['7d'], zh: ['7天'] },
  { en: ['30d'], zh: ['30天'] },
  { en: ['3m'], zh: ['3个月'] },
];

function known(spelling: Spelling, language: Language, count?: number): KnownName {
  return { name: spelling[language][0], otherNames: allNames(spelling), count };
}

function fixedValues(field: keyof typeof VALUE_NAMES, language: Language, { types }: Vocabulary): KnownName[] {
  return Object.entries(VALUE_NAMES[field]).map(([id, spelling]) =>
    known(spelling, language, field === 'type' ? types.get(id as ClipType) : undefined),
  );
}

/** What a field can have. */
export function valuesOf(field: FilterField, language: Language, vocabulary: Vocabulary): readonly KnownName[] {
  switch (field) {
    case 'tag':
      return vocabulary.tags;
    case 'about':
      return vocabulary.actors;
    case 'project':
      return vocabulary.projects;
    case 'site':
      return vocabulary.sites;
    case 'type':
    case 'method':
    case 'has':
    case 'is':
      return fixedValues(field, language, vocabulary);
    default:
      return [...NAMED_SPANS, ...LAST_DAYS].map((spelling) => known(spelling, language));
  }
}

const NOT_AT_ALL = 4;

/** How well a name fits what was typed: 0 it is that, 1 it begins so, 2 a word in it does, 3 it has that in it. */
function closeness(name: string, key: string): number {
  const other = nameKey(name);
  if (other === key) return 0;
  if (other.startsWith(key)) return 1;
  const at = other.indexOf(key);
  if (at < 0) return NOT_AT_ALL;
  return /[\s/._-]/.test(other.charAt(at - 1)) ? 2 : 3;
}

function closenessOf({ name, otherNames = [] }: KnownName, key: string): number {
  return Math.min(...[name, ...otherNames].map((one) => closeness(one, key)));
}

type Ranked = { known: KnownName; field: FilterField; place: number };

function ranked(field: FilterField, key: string, language: Language, vocabulary: Vocabulary): Ranked[] {
  return valuesOf(field, language, vocabulary)
    .map((one) => ({ known: one, field, place: closenessOf(one, key) }))
    .filter((one) => one.place < NOT_AT_ALL);
}

/** Sorting keeps what has no counts in its own order. */
function byPlace(a: Ranked, b: Ranked): number {
  return a.place - b.place || (b.known.count ?? 0) - (a.known.count ?? 0);
}

function valueSuggestions(field: FilterField, typed: string, language: Language, vocabulary: Vocabulary): Suggestion[] {
  return ranked(field, nameKey(typed), language, vocabulary)
    .sort(byPlace)
    .slice(0, MOST)
    .map(({ known: { name, count } }) => ({ field, value: name, count, insert: formatValue(name, field) }));
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** The fields that a word begins to name, then the values that it may mean. */
function wordSuggestions(typed: string, language: Language, vocabulary: Vocabulary): Suggestion[] {
  const key = nameKey(typed);
  const fields = FILTER_FIELDS.filter((field) => valuesOf(field, language, vocabulary).length > 0);
  const ofField = (field: FilterField): Suggestion => ({ field, insert: `${fieldName(field, language)}:` });
  if (!key) return fields.map(ofField);
  const named = fields.filter((field) => allNames(FIELD_NAMES[field]).some((name) => name.startsWith(key)));
  // One letter begins too many names.
  const values =
    key.length < 2 && !isChinese(key)
      ? []
      : fields.flatMap((field) => ranked(field, key, language, vocabulary)).filter((one) => one.place < 3);
  const ofValue = ({ field, known: { name, count } }: Ranked): Suggestion => ({
    field,
    value: name,
    count,
    insert: `${fieldName(field, language)}:${formatValue(name, field)}`,
  });
  // Before, after and on have the same days: as a word, one of them will do.
  const meant = values.filter(({ field }) => field !== 'before' && field !== 'after');
  return [...named.slice(0, MOST_FIELDS).map(ofField), ...meant.sort(byPlace).slice(0, MOST_VALUES).map(ofValue)];
}

/**
 * What may stand where the caret is: the values of the field that is being filled in, or else fields and values by which
 * the word there may be meant. Undefined in a phrase.
 */
export function complete(
  text: string,
  caret: number,
  vocabulary: Vocabulary,
  language: Language,
): Completion | undefined {
  const part = parse(text).find(({ from, to }) => from < caret && caret <= to);
  if (!part) {
    return {
      from: caret,
      to: caret,
      typed: '',
      isValue: false,
      suggestions: wordSuggestions('', language, vocabulary),
    };
  }
  if (part.kind === 'words') {
    if (part.isPhrase) return undefined;
    const from = part.isExcluded ? part.from + 1 : part.from;
    const typed = text.slice(from, Math.max(from, caret));
    return { from, to: part.to, typed, isValue: false, suggestions: wordSuggestions(typed, language, vocabulary) };
  }
  const value = valueAt(text, part, caret);
  if (!value) return undefined;
  const typed = text.slice(value.from, caret).replace(/^["“”＂「『]/, '');
  // A quotation that nobody closed would take the rest of the search with it.
  const to = value.isOpen ? caret : value.to;
  const ends = TAKES_SEVERAL.has(part.field) ? /^($|[\s,，、])/ : /^($|\s)/;
  const space = ends.test(text.slice(to)) ? '' : ' ';
  const suggestions = valueSuggestions(part.field, typed, language, vocabulary).map((one) => ({
    ...one,
    insert: one.insert + space,
  }));
  return { from: value.from, to, typed, isValue: true, suggestions };
}
