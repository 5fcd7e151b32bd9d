import type { ClipType } from '#lib/core/fields.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import type { ClipIds } from './clip-ids.ts';

/**
 * In which order clips are listed. `relevance` is `newest` where no words are searched for; `occurred` is by when it was
 * said, the latest first. Types and methods go by their lists, sentiments from negative to positive, names by the
 * alphabet: of several tags the first, of sources that of the site, the clips of a page together. What says nothing comes
 * last either way, and of what is equal the newest first.
 */
export const ORDERS = [
  'relevance',
  'newest',
  'oldest',
  'updated',
  'occurred',
  'occurred_asc',
  'importance',
  'type',
  'about',
  'about_desc',
  'tags',
  'tags_desc',
  'source',
  'source_desc',
  'project',
  'project_desc',
  'sentiment',
  'sentiment_desc',
  'method',
] as const;
export type Order = (typeof ORDERS)[number];

/** What clips are put together by. */
export const GROUPINGS = ['type', 'tag', 'about', 'page', 'day', 'month', 'project'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Which clips, and how arranged. */
export type Question = {
  filter: ClipFilter;
  /** Undefined for all projects. */
  projectId: string | undefined;
  order: Order;
  /** Undefined for one list. */
  group: Grouping | undefined;
};

/**
 * Clips that stand together: `count` of them from place `from` of the answer on. `key` is a type, the id of a tag, of an
 * actor or of a project, the `pageKey` of a page, a day (`2026-05-03`) or a month (`2026-05`) here; '' for what has none.
 */
export type Group = { key: string; from: number; count: number };

export type Answer = {
  /** All of them, in order. */
  ids: ClipIds;
  /** One after the other, from the first clip to the last; none where nothing is grouped. */
  groups: readonly Group[];
  /** On how many pages they were clipped. */
  pages: number;
  /** What to mark in them, as `queryTerms` gives words. */
  words: readonly string[];
};

/** How many clips there are of each sort, the trash left out but where it says so. */
export type Facets = {
  inbox: number;
  all: number;
  changed: number;
  trash: number;
  types: ReadonlyMap<ClipType, number>;
  /** By tag id, those of merged tags under the tag that took them in. */
  tags: ReadonlyMap<string, number>;
  /** By tag id, the clips that have the tag or one below it in the tree, each once: what a filter by it shows. */
  branches: ReadonlyMap<string, number>;
  actors: ReadonlyMap<string, number>;
  /** By host, without "www.": a clip that others were merged into is on all of theirs. */
  sites: ReadonlyMap<string, number>;
};

export const NO_FACETS: Facets = {
  inbox: 0,
  all: 0,
  changed: 0,
  trash: 0,
  types: new Map(),
  tags: new Map(),
  branches: new Map(),
  actors: new Map(),
  sites: new Map(),
};
