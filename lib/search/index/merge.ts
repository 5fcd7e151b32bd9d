import { mergingOrders, type PlacedRows } from './by-time.ts';
import { ColumnWriter } from './columns.ts';
import { compareIds, packIds, strikeSuperseded, unpackIds } from './ids.ts';
import { nthText } from './names.ts';
import { FIELD_MASK, PostingReader, writePosting } from './postings.ts';
import { ID_BYTES, type Segment, sealing } from './segment.ts';
import { atOnce } from './slices.ts';
import { type Words, WordWriter } from './word-writer.ts';

/** Postings between two yields. */
const SLICE = 32_768;

/** Gives each row that stands its place among all of them, by id. */
function* placing(
  segments: readonly Segment[],
): Generator<void, { parts: PlacedRows[]; ids: Uint8Array<ArrayBuffer> }> {
  const heads = segments.map((segment) => ({ segment, isLive: new Uint8Array(segment.size).fill(1), at: 0 }));
  for (const [index, { segment, isLive }] of heads.entries()) {
    for (const newer of segments.slice(index + 1)) strikeSuperseded(segment, isLive, newer);
    yield;
  }
  const parts = segments.map((segment) => ({ segment, places: new Int32Array(segment.size).fill(-1) }));
  const total = heads.reduce((sum, { isLive }) => isLive.reduce((count, one) => count + one, sum), 0);
  const ids = new Uint8Array(total * ID_BYTES);
  for (let place = 0; place < total; place += 1) {
    let first = -1;
    for (const [index, head] of heads.entries()) {
      while (head.at < head.segment.size && !head.isLive[head.at]) head.at += 1;
      if (head.at >= head.segment.size) continue;
      const best = heads[first];
      if (!best || compareIds(head.segment.ids, head.at, best.segment.ids, best.at) < 0) first = index;
    }
    const [head, part] = [heads[first], parts[first]];
    if (!head || !part) break;
    part.places[head.at] = place;
    ids.set(head.segment.ids.subarray(head.at * ID_BYTES, (head.at + 1) * ID_BYTES), place * ID_BYTES);
    head.at += 1;
    if (place % 8_192 === 8_191) yield;
  }
  return { parts, ids };
}

function* mergingColumns(parts: readonly PlacedRows[], total: number) {
  const columns = new ColumnWriter();
  const whose = new Uint32Array(total);
  const rows = new Uint32Array(total);
  for (const [index, { places }] of parts.entries()) {
    for (const [row, place] of places.entries()) {
      if (place < 0) continue;
      whose[place] = index;
      rows[place] = row;
    }
  }
  yield;
  /** By segment and its own number of a name, the number here; only of names that are still in use. */
  const numbers = parts.map(({ segment }) => new Int32Array(segment.nameEnds.length).fill(-1));
  for (let place = 0; place < total; place += 1) {
    const [part, known] = [parts[whose[place] ?? 0], numbers[whose[place] ?? 0]];
    if (!part || !known) continue;
    const { segment } = part;
    const row = rows[place] ?? 0;
    const renumber = (old = 0): number => {
      const before = known[old] ?? -1;
      if (before >= 0) return before;
      const number = columns.names.add(nthText(segment.names, segment.nameEnds, old));
      known[old] = number;
      return number;
    };
    const list = (values: Uint32Array, ends: Uint32Array): number[] =>
      Array.from(values.subarray(row === 0 ? 0 : ends[row - 1], ends[row]), renumber);
    columns.add({
      capturedAt: segment.capturedAt[row] ?? 0,
      updatedAt: segment.updatedAt[row] ?? 0,
      occurredAt: segment.occurredAt[row] ?? -1,
      facts: segment.facts[row] ?? 0,
      length: segment.lengths[row] ?? 0,
      project: renumber(segment.projects[row]),
      actor: renumber(segment.actors[row]),
      page: renumber(segment.pages[row]),
      site: renumber(segment.sites[row]),
      tags: list(segment.tags, segment.tagEnds),
      hosts: list(segment.hosts, segment.hostEnds),
    });
    if (place % 2_048 === 2_047) yield;
  }
  yield;
  return yield* columns.done();
}

/** A segment's words, one after the other. */
class WordReader {
  readonly postings: PostingReader;
  readonly places: Int32Array;
  readonly #segment: Segment;
  #index = -1;
  /** Undefined at the end. */
  term: string | undefined;
  /** The place of the row that the postings stand at; -1 at their end. */
  place = -1;

  constructor({ segment, places }: PlacedRows) {
    this.#segment = segment;
    this.places = places;
    this.postings = new PostingReader(segment.postings, segment.positions);
    this.nextTerm();
  }

  nextTerm(): void {
    const { termEnds, terms, postingEnds, positionEnds } = this.#segment;
    this.#index += 1;
    const index = this.#index;
    if (index >= termEnds.length) {
      this.term = undefined;
      return;
    }
    this.term = nthText(terms, termEnds, index);
    const before = index - 1;
    this.postings.open(postingEnds[before] ?? 0, postingEnds[index] ?? 0, positionEnds[before] ?? 0);
    this.nextPlace();
  }

  /** Goes to the next row that is kept. */
  nextPlace(): void {
    while (this.postings.next()) {
      this.place = this.places[this.postings.row] ?? -1;
      if (this.place >= 0) return;
      this.postings.skipPositions();
    }
    this.place = -1;
  }
}

function* mergingWords(parts: readonly PlacedRows[]): Generator<void, Words> {
  const readers = parts.map((part) => new WordReader(part));
  const bytes = (of: 'postings' | 'positions') => parts.reduce((sum, { segment }) => sum + segment[of].length, 0);
  const writer = new WordWriter({ postings: bytes('postings'), positions: bytes('positions') });
  let work = 0;
  for (;;) {
    let term: string | undefined;
    for (const reader of readers) {
      if (reader.term !== undefined && (term === undefined || reader.term < term)) term = reader.term;
    }
    if (term === undefined) break;
    const having = readers.filter((reader) => reader.term === term);
    let before = -1;
    for (;;) {
      let first: WordReader | undefined;
      for (const reader of having) {
        if (reader.place >= 0 && (!first || reader.place < first.place)) first = reader;
      }
      if (!first) break;
      writePosting(writer.postings, first.place - before, first.postings.info & FIELD_MASK, first.postings.times);
      first.postings.copyPositions(writer.positions);
      before = first.place;
      first.nextPlace();
      work += 1;
    }
    for (const reader of having) reader.nextTerm();
    if (before >= 0) writer.close(term);
    work += 4;
    if (work >= SLICE) {
      work = 0;
      yield;
    }
  }
  return yield* writer.done();
}

/** What still has to be removed from what is older than these segments. */
function removedOf(segments: readonly Segment[], ids: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const removed = new Set(segments.flatMap((segment) => unpackIds(segment.removed)));
  if (removed.size === 0) return new Uint8Array();
  for (const id of unpackIds(ids)) removed.delete(id);
  return packIds([...removed].sort());
}

/**
 * Makes one segment of several that follow each other, in slices.
 * @param segments Oldest first.
 * @param isOldest Whether none is older: then there is nothing that its `removed` could remove.
 */
export function* mergingSegments(segments: readonly Segment[], isOldest = false): Generator<void, Segment> {
  const { parts, ids } = yield* placing(segments);
  const size = ids.length / ID_BYTES;
  const columns = yield* mergingColumns(parts, size);
  const words = yield* mergingWords(parts);
  return yield* sealing({
    size,
    ids,
    removed: isOldest ? new Uint8Array() : removedOf(segments, ids),
    ...words,
    ...columns,
    newest: yield* mergingOrders(parts, 'newest'),
    updated: yield* mergingOrders(parts, 'updated'),
  });
}

/** {@link mergingSegments} at once. */
export function mergeSegments(segments: readonly Segment[], isOldest = false): Segment {
  return atOnce(mergingSegments(segments, isOldest));
}
