import { mergingOrders, type PlacedRows } from './by-time.ts';
import { strikeSuperseded } from './ids.ts';
import { type Names, nthText } from './names.ts';
import { ID_BYTES, type Segment } from './segment.ts';
import { atOnce } from './slices.ts';

const WORDS_OF_ID = ID_BYTES / 4;

/** A segment as the engine holds it. Its rows stand among all rows from `base` on. */
export type Shelf = {
  segment: Segment;
  base: number;
  /** 1 for each row that no newer segment supersedes. */
  isLive: Uint8Array;
  /** The numbers that the engine gives to the segment's names. */
  names: Uint32Array;
};

/** Puts a segment's names among those of the engine. */
export function shelve(segment: Segment, names: Names): Shelf {
  const numbers = Uint32Array.from(segment.nameEnds, (_, index) =>
    names.add(nthText(segment.names, segment.nameEnds, index)),
  );
  return { segment, base: 0, isLive: new Uint8Array(segment.size).fill(1), names: numbers };
}

/**
 * Sets where each shelf's rows begin, and strikes what newer ones supersede.
 * @param shelves Oldest first. @param from The first one that is new: what the others supersede is known.
 */
export function arrangeShelves(shelves: readonly Shelf[], from = 0): void {
  let base = 0;
  for (const [index, shelf] of shelves.entries()) {
    shelf.base = base;
    base += shelf.segment.size;
    const newer = shelves.slice(Math.max(index + 1, from));
    for (const { segment } of newer) strikeSuperseded(shelf.segment, shelf.isLive, segment);
  }
}

/** The columns of all segments as one. A row is a place in all of them; dead rows stand among the others. */
export class Rows {
  readonly size: number;
  /** How many are live. */
  readonly live: number;
  readonly isLive: Uint8Array;
  readonly capturedAt: Float64Array;
  /** -1 where nothing is said. */
  readonly occurredAt: Float64Array;
  readonly facts: Uint32Array;
  /** Like the other columns of names: numbers of the engine. */
  readonly projects: Uint32Array;
  readonly actors: Uint32Array;
  readonly pages: Uint32Array;
  readonly sites: Uint32Array;
  readonly tags: Uint32Array;
  readonly tagEnds: Uint32Array;
  readonly hosts: Uint32Array;
  readonly hostEnds: Uint32Array;
  /** Live rows, latest first. */
  readonly newest: Uint32Array;
  readonly #ids: Uint32Array;
  readonly #parts: readonly PlacedRows[];
  #updated: Uint32Array | undefined;

  constructor(shelves: readonly Shelf[]) {
    const sum = (count: (segment: Segment) => number) =>
      shelves.reduce((total, { segment }) => total + count(segment), 0);
    this.size = sum(({ size }) => size);
    this.isLive = new Uint8Array(this.size);
    this.capturedAt = new Float64Array(this.size);
    this.occurredAt = new Float64Array(this.size);
    this.facts = new Uint32Array(this.size);
    this.#ids = new Uint32Array(this.size * WORDS_OF_ID);
    for (const { segment, base, isLive } of shelves) {
      this.isLive.set(isLive, base);
      this.capturedAt.set(segment.capturedAt, base);
      this.occurredAt.set(segment.occurredAt, base);
      this.facts.set(segment.facts, base);
      this.#ids.set(wordsOf(segment.ids), base * WORDS_OF_ID);
    }
    const named = (column: 'projects' | 'actors' | 'pages' | 'sites' | 'tags' | 'hosts') => {
      const all = new Uint32Array(sum((segment) => segment[column].length));
      let at = 0;
      for (const { segment, names: numbers } of shelves) {
        const values = segment[column];
        for (let index = 0; index < values.length; index += 1) all[at + index] = numbers[values[index] ?? 0] ?? 0;
        at += values.length;
      }
      return all;
    };
    const ends = (column: 'tagEnds' | 'hostEnds') => {
      const all = new Uint32Array(this.size);
      let before = 0;
      for (const { segment, base } of shelves) {
        const values = segment[column];
        for (let row = 0; row < values.length; row += 1) all[base + row] = before + (values[row] ?? 0);
        before += values.at(-1) ?? 0;
      }
      return all;
    };
    this.projects = named('projects');
    this.actors = named('actors');
    this.pages = named('pages');
    this.sites = named('sites');
    this.tags = named('tags');
    this.hosts = named('hosts');
    this.tagEnds = ends('tagEnds');
    this.hostEnds = ends('hostEnds');
    this.#parts = shelves.map((shelf) => ({ segment: shelf.segment, places: placesOf(shelf) }));
    this.newest = atOnce(mergingOrders(this.#parts, 'newest'));
    this.live = this.newest.length;
  }

  /** Live rows, the last changed first. */
  get updated(): Uint32Array {
    this.#updated ??= atOnce(mergingOrders(this.#parts, 'updated'));
    return this.#updated;
  }

  /** The ids of some rows, in their order, as `ClipIds` has them. */
  idsOf(rows: Uint32Array): Uint8Array<ArrayBuffer> {
    const words = new Uint32Array(rows.length * WORDS_OF_ID);
    const ids = this.#ids;
    let to = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const from = (rows[index] ?? 0) * WORDS_OF_ID;
      words[to] = ids[from] ?? 0;
      words[to + 1] = ids[from + 1] ?? 0;
      words[to + 2] = ids[from + 2] ?? 0;
      words[to + 3] = ids[from + 3] ?? 0;
      to += WORDS_OF_ID;
    }
    return new Uint8Array(words.buffer);
  }
}

function placesOf({ base, isLive }: Shelf): Int32Array {
  const places = new Int32Array(isLive.length);
  for (let row = 0; row < places.length; row += 1) places[row] = isLive[row] ? base + row : -1;
  return places;
}

function wordsOf(ids: Uint8Array<ArrayBuffer>): Uint32Array {
  const whole = ids.byteOffset % 4 === 0 ? ids : ids.slice();
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.length / 4);
}
