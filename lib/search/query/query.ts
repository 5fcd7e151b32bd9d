import type { ClipType, Method } from '#lib/core/fields.ts';

/** What a search can narrow by besides words: `tag:pricing`. */
export const FILTER_FIELDS = [
  'type',
  'tag',
  'about',
  'site',
  'project',
  'method',
  'before',
  'after',
  'on',
  'has',
  'is',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Part of a search as it was typed, from place `from` to place `to` of the text, in UTF-16 units. */
export type QueryPart = { from: number; to: number; isExcluded: boolean } & (
  | { kind: 'words'; text: string; isPhrase: boolean }
  /** One of the values must hold; there is none where none was typed yet. */
  | { kind: 'filter'; field: FilterField; values: readonly string[] }
);
export type FilterPart = Extract<QueryPart, { kind: 'filter' }>;

/** What a search asks for, part by part. All of them must hold. */
export type Query = readonly QueryPart[];

export const HAS = ['picture', 'screenshot', 'note', 'tag', 'competitor', 'link'] as const;
export const IS = ['inbox', 'kept', 'changed', 'missing', 'outdated', 'positive', 'negative', 'important'] as const;

/**
 * A part of a search that narrows, with names made ids and days made times. One of the values must hold: where there is
 * none, because nothing is called so, no clip meets it.
 */
export type Condition = { isExcluded: boolean } & (
  | { on: 'type'; values: readonly (ClipType | 'none')[] }
  /** Those that are below a tag in the tree, and those that were merged into it, are among the ids. */
  | { on: 'tag'; ids: readonly string[] }
  | { on: 'about'; ids: readonly string[] }
  | { on: 'project'; ids: readonly string[] }
  | { on: 'method'; values: readonly Method[] }
  /** A host without "www.": a clip on it, or below it, meets the condition. */
  | { on: 'site'; hosts: readonly string[] }
  /** When it was clipped: at or after `from`, before `to` (ms). */
  | { on: 'time'; from: number; to: number }
  | { on: 'has'; what: (typeof HAS)[number] }
  | { on: 'is'; what: (typeof IS)[number] }
);

/** Words that must occur; a phrase as it stands, words from their beginnings and in spite of a slip. */
export type WantedWords = {
  text: string;
  isPhrase: boolean;
  isExcluded: boolean;
  /** Tags and actors whose names have them: a clip that has one of those has the words. */
  marks: readonly string[];
};

export type ResolvedQuery = { words: readonly WantedWords[]; conditions: readonly Condition[] };

/** A value that means nothing to its field, with the one that may have been meant. */
export type Problem = { from: number; to: number; field: FilterField; value: string; suggestion?: string };
