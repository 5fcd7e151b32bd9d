import { checksumming } from './checksum.ts';
import { atOnce } from './slices.ts';

/** Another version means that the clips are read again: an index holds nothing that they do not. */
export const SEGMENT_VERSION = 2;

/** Bytes of an id, as `clip-ids.ts` packs it. */
export const ID_BYTES = 16;

/** What each part of a segment is, in the order in which the checksum runs over them. */
const PARTS = {
  /** Ids of the clips, 16 bytes each, ascending. A clip's row in the columns is its place here. */
  ids: Uint8Array,
  /** Ids of clips that older segments may have and that are gone, likewise. */
  removed: Uint8Array,

  /** The words, ascending by UTF-16 unit, without anything between them. */
  terms: String,
  termEnds: Uint32Array,
  /** For each word the clips that have it, as `postings.ts` writes them. */
  postings: Uint8Array,
  postingEnds: Uint32Array,
  /** And where in them. Apart, so that a search without phrases never touches it. */
  positions: Uint8Array,
  positionEnds: Uint32Array,

  /** What the columns name: projects, actors, tags, hosts, pages and sites, by their place here. The first is ''. */
  names: String,
  nameEnds: Uint32Array,

  capturedAt: Float64Array,
  updatedAt: Float64Array,
  /** When it was said; -1 where nothing is said. */
  occurredAt: Float64Array,
  /** Type, triage and the like: see `facts.ts`. */
  facts: Uint32Array,
  /** How long its texts are: see `weights.ts`. */
  lengths: Uint8Array,
  projects: Uint32Array,
  actors: Uint32Array,
  pages: Uint32Array,
  /** What the sites of the pages call themselves. */
  sites: Uint32Array,
  tags: Uint32Array,
  tagEnds: Uint32Array,
  hosts: Uint32Array,
  hostEnds: Uint32Array,
  /** The rows, by when they were clipped and by when they were changed, latest first; of equals, the higher first. */
  newest: Uint32Array,
  updated: Uint32Array,
} as const;

type Parts = {
  [Part in keyof typeof PARTS]: (typeof PARTS)[Part] extends Uint8ArrayConstructor
    ? Uint8Array<ArrayBuffer>
    : (typeof PARTS)[Part] extends Uint32ArrayConstructor
      ? Uint32Array<ArrayBuffer>
      : (typeof PARTS)[Part] extends Float64ArrayConstructor
        ? Float64Array<ArrayBuffer>
        : string;
};

export type UnsealedSegment = Parts & {
  /** How many clips it has. */
  size: number;
};

/**
 * Part of an index: some clips and the words in them, in flat arrays that IndexedDB and `postMessage` copy as they are.
 * It is never changed. A newer segment wins over older ones where both have a clip, and removes clips from them.
 *
 * Lists of several lengths stand one after the other in one array; a second array says where each of them ends.
 */
export type Segment = UnsealedSegment & {
  version: typeof SEGMENT_VERSION;
  /** Of all the rest. */
  checksum: number;
};

const PART_NAMES = Object.keys(PARTS) as (keyof Parts)[];
const COLUMNS = [
  'capturedAt',
  'updatedAt',
  'occurredAt',
  'facts',
  'lengths',
  'projects',
  'actors',
  'pages',
  'sites',
  'newest',
  'updated',
] as const;
const LISTS = [
  ['terms', 'termEnds'],
  ['postings', 'postingEnds'],
  ['positions', 'positionEnds'],
  ['names', 'nameEnds'],
  ['tags', 'tagEnds'],
  ['hosts', 'hostEnds'],
] as const;

/** How many bytes a segment takes in memory, and about as many on the disk. */
export function bytesOf(segment: Segment): number {
  return PART_NAMES.reduce((sum, name) => {
    const part = segment[name];
    return sum + (typeof part === 'string' ? part.length * 2 : part.byteLength);
  }, 0);
}

function* sumOf(segment: UnsealedSegment): Generator<void, number> {
  let sum: number = segment.size;
  for (const name of PART_NAMES) sum = yield* checksumming(segment[name], sum);
  return sum;
}

/** Makes what was built a segment. */
export function* sealing(built: UnsealedSegment): Generator<void, Segment> {
  return { version: SEGMENT_VERSION, ...built, checksum: yield* sumOf(built) };
}

function hasParts(value: object): value is Segment {
  const parts = new Map<string, unknown>(Object.entries(value));
  if (parts.get('version') !== SEGMENT_VERSION || !Number.isInteger(parts.get('size'))) return false;
  return PART_NAMES.every((name) => {
    const part = parts.get(name);
    return PARTS[name] === String ? typeof part === 'string' : part instanceof PARTS[name];
  });
}

function isAscending(ends: Uint32Array, total: number): boolean {
  let before = 0;
  for (const end of ends) {
    if (end < before) return false;
    before = end;
  }
  return before === total;
}

function fits(segment: Segment): boolean {
  const { size } = segment;
  return (
    size >= 0 &&
    segment.ids.length === size * ID_BYTES &&
    segment.removed.length % ID_BYTES === 0 &&
    COLUMNS.every((name) => segment[name].length === size) &&
    segment.tagEnds.length === size &&
    segment.hostEnds.length === size &&
    segment.nameEnds.length > 0 &&
    segment.postingEnds.length === segment.termEnds.length &&
    segment.positionEnds.length === segment.termEnds.length &&
    LISTS.every(([list, ends]) => isAscending(segment[ends], segment[list].length))
  );
}

/** Whether this is a segment that can be searched without harm: one of this version, with all its parts, each of its size. */
export function isSegment(value: unknown): value is Segment {
  return typeof value === 'object' && value !== null && hasParts(value) && fits(value);
}

/** Whether a segment is just as it was built, in slices: it takes some milliseconds for each megabyte. */
export function* comparing(segment: Segment): Generator<void, boolean> {
  return (yield* sumOf(segment)) === segment.checksum;
}

/** Both at once. */
export function isSound(value: unknown): value is Segment {
  return isSegment(value) && atOnce(comparing(value));
}
