import { eachTerm, fold } from '#lib/search/terms.ts';
import { orderByTime } from './by-time.ts';
import { NumberWriter } from './bytes.ts';
import { ColumnWriter } from './columns.ts';
import { type ClipDoc, TEXT_FIELDS } from './doc.ts';
import { packFacts } from './facts.ts';
import { packIds } from './ids.ts';
import { writePosting } from './postings.ts';
import { type Segment, sealing } from './segment.ts';
import { atOnce } from './slices.ts';
import { lengthCode } from './weights.ts';
import { type Words, WordWriter } from './word-writer.ts';

/**
 * How many clips to build into one segment at most. More are built in parts that are merged: while it is being built, a
 * segment takes several times the memory of what comes out, and its words are sorted in one go.
 */
export const CLIPS_AT_ONCE = 512;

const FIELD_SHIFT = 3;
/** Between two texts of a clip, so that no phrase runs from one into the other. */
const TEXT_GAP = 2;

/** Every term of every text, as it comes: which, in which row, where and in which text. */
class Occurrences {
  readonly #numbers = new Map<string, number>();
  readonly #terms = new NumberWriter();
  readonly #rows = new NumberWriter();
  readonly #places = new NumberWriter();

  /** @returns How many terms the texts have. */
  add(row: number, texts: ClipDoc['texts']): number {
    let start = 0;
    let count = 0;
    for (const [field, name] of TEXT_FIELDS.entries()) {
      if (!texts[name]) continue;
      const positions = eachTerm(fold(texts[name]), (term, position) => {
        this.#terms.push(this.#numberOf(term));
        this.#rows.push(row);
        this.#places.push(((start + position) << FIELD_SHIFT) | field);
      });
      count += positions;
      start += positions + TEXT_GAP;
    }
    return count;
  }

  #numberOf(term: string): number {
    const before = this.#numbers.get(term);
    if (before !== undefined) return before;
    const number = this.#numbers.size;
    this.#numbers.set(term, number);
    return number;
  }

  /** The terms in their order, each with its occurrences in theirs. */
  *sorted(): Generator<void, { terms: readonly string[]; ends: Uint32Array; rows: Uint32Array; places: Uint32Array }> {
    const terms = [...this.#numbers.keys()].sort();
    yield;
    const ranks = new Uint32Array(terms.length);
    for (const [rank, term] of terms.entries()) ranks[this.#numberOf(term)] = rank;
    const total = this.#terms.length;
    const ends = new Uint32Array(terms.length);
    for (let at = 0; at < total; at += 1) count(ends, ranks[this.#terms.at(at)]);
    let end = 0;
    for (const [rank, times] of ends.entries()) {
      // For now where each begins: filling them moves it to where it ends.
      ends[rank] = end;
      end += times;
    }
    yield;
    const [rows, places] = [new Uint32Array(total), new Uint32Array(total)];
    for (let at = 0; at < total; at += 1) {
      const rank = ranks[this.#terms.at(at)] ?? 0;
      const to = ends[rank] ?? 0;
      rows[to] = this.#rows.at(at);
      places[to] = this.#places.at(at);
      ends[rank] = to + 1;
    }
    return { terms, ends, rows, places };
  }
}

function count(counts: Uint32Array, index = 0): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

function* writingWords(occurrences: Occurrences): Generator<void, Words> {
  const { terms, ends, rows, places } = yield* occurrences.sorted();
  yield;
  const writer = new WordWriter();
  let at = 0;
  for (const [rank, term] of terms.entries()) {
    const end = ends[rank] ?? 0;
    let rowBefore = -1;
    while (at < end) {
      const row = rows[at] ?? 0;
      let [fields, times, placeBefore] = [0, 0, 0];
      for (; at < end && rows[at] === row; at += 1) {
        const packed = places[at] ?? 0;
        const place = packed >>> FIELD_SHIFT;
        fields |= 1 << (packed & ((1 << FIELD_SHIFT) - 1));
        writer.positions.number(place - placeBefore);
        placeBefore = place;
        times += 1;
      }
      writePosting(writer.postings, row - rowBefore, fields, times);
      rowBefore = row;
    }
    writer.close(term);
    if (rank % 16_384 === 16_383) yield;
  }
  return yield* writer.done();
}

/**
 * Builds a segment in slices.
 * @param docs At most {@link CLIPS_AT_ONCE}. Of two with the same id, the later one counts.
 * @param removedIds Clips that are gone, for good. Where an id is in both, the clip is there.
 */
export function* buildingSegment(
  docs: readonly ClipDoc[],
  removedIds: readonly string[] = [],
): Generator<void, Segment> {
  const byId = new Map(docs.map((doc) => [doc.id, doc]));
  const ids = [...byId.keys()].sort();
  const columns = new ColumnWriter();
  const { names } = columns;
  const occurrences = new Occurrences();
  for (const [row, id] of ids.entries()) {
    const doc = byId.get(id);
    if (!doc) continue;
    columns.add({
      capturedAt: doc.capturedAt,
      updatedAt: doc.updatedAt,
      occurredAt: doc.occurredAt ?? -1,
      facts: packFacts(doc),
      length: lengthCode(occurrences.add(row, doc.texts)),
      project: names.add(doc.projectId),
      actor: names.add(doc.actorId ?? ''),
      page: names.add(doc.page),
      site: names.add(doc.site),
      tags: doc.tagIds.map((tag) => names.add(tag)),
      hosts: doc.hosts.map((host) => names.add(host)),
    });
    if (row % 32 === 31) yield;
  }
  const words = yield* writingWords(occurrences);
  yield;
  const written = yield* columns.done();
  return yield* sealing({
    size: ids.length,
    ids: packIds(ids),
    removed: packIds([...new Set(removedIds)].filter((id) => !byId.has(id)).sort()),
    ...words,
    ...written,
    newest: orderByTime(written.capturedAt),
    updated: orderByTime(written.updatedAt),
  });
}

/** {@link buildingSegment} at once. */
export function buildSegment(docs: readonly ClipDoc[], removedIds: readonly string[] = []): Segment {
  return atOnce(buildingSegment(docs, removedIds));
}
