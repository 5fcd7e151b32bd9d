import type { Chain, Slot } from '#lib/search/terms.ts';
import { termsLike } from './find-term.ts';
import { PostingReader } from './postings.ts';
import type { Segment } from './segment.ts';
import { LENGTH_SHARES, NEARNESS, TEXT_SCORES } from './weights.ts';

const NONE = -1;

/** Places where a sequence may begin, a linked list for each row; those of a row ascend where the first slot is one term. */
class Starts {
  readonly #heads: Int32Array;
  readonly #places: number[] = [];
  readonly #next: number[] = [];
  /** How many slots have been found for each. */
  readonly #found: number[] = [];

  constructor(rows: number) {
    this.#heads = new Int32Array(rows).fill(NONE);
  }

  /** The row's places so far come after these. */
  add(row: number, places: readonly number[]): void {
    for (const [index, place] of places.entries()) {
      const node = this.#places.length;
      this.#places.push(place);
      this.#found.push(1);
      this.#next.push(index === places.length - 1 ? (this.#heads[row] ?? NONE) : node + 1);
      if (index === places.length - 1) this.#heads[row] = node - index;
    }
  }

  head(row: number): number {
    return this.#heads[row] ?? NONE;
  }

  /** Counts the slot for the start at a place that has all slots before. @returns Where to look for later places. */
  extend(from: number, place: number, slot: number, isAscending: boolean): number {
    let node = from;
    while (node !== NONE) {
      const here = this.#places[node] ?? 0;
      if (here === place) {
        if (this.#found[node] === slot) this.#found[node] = slot + 1;
        return node;
      }
      if (isAscending && here > place) return node;
      node = this.#next[node] ?? NONE;
    }
    return isAscending ? NONE : from;
  }

  has(row: number, slots: number): boolean {
    for (let node = this.head(row); node !== NONE; node = this.#next[node] ?? NONE) {
      if (this.#found[node] === slots) return true;
    }
    return false;
  }
}

function rangeOf(segment: Segment, slot: Slot): [from: number, to: number] {
  return termsLike(segment, slot.term, slot.match === 'whole' ? 'whole' : 'beginning');
}

/**
 * Finds the rows of a segment that have all terms of a chain, and looks where they stand: positions are in the index
 * because the texts are not in memory, at about a byte for each term of a clip.
 * @param scores By row; raised.
 */
export function matchSequence(segment: Segment, { slots, isTight }: Chain, scores: Float32Array): void {
  const { size, lengths, postingEnds, positionEnds } = segment;
  const ranges = slots.map((slot) => rangeOf(segment, slot));
  if (ranges.some(([from, to]) => from === to)) return;
  const isAscending = (ranges[0]?.[1] ?? 0) - (ranges[0]?.[0] ?? 0) === 1;
  const starts = new Starts(size);
  /** By row, how many of the slots it has, and what the texts count that have them. */
  const having = new Uint16Array(size);
  const sums = new Float32Array(size);
  const reader = new PostingReader(segment.postings, segment.positions);
  for (const [index, slot] of slots.entries()) {
    const [from, to] = ranges[index] ?? [0, 0];
    for (let term = from; term < to; term += 1) {
      reader.open(postingEnds[term - 1] ?? 0, postingEnds[term] ?? 0, positionEnds[term - 1] ?? 0);
      while (reader.next()) {
        const { row, times } = reader;
        const before = having[row] ?? 0;
        if (before < index) {
          reader.skipPositions();
          continue;
        }
        if (before === index) {
          having[row] = index + 1;
          sums[row] = (sums[row] ?? 0) + (TEXT_SCORES[reader.info] ?? 0);
        }
        let place = 0;
        if (index === 0) {
          const places: number[] = [];
          for (let left = times; left > 0; left -= 1) {
            place += reader.nextPosition();
            places.push(place);
          }
          starts.add(row, places);
          continue;
        }
        let node = starts.head(row);
        for (let left = times; left > 0; left -= 1) {
          place += reader.nextPosition();
          node = starts.extend(node, place - slot.at, index, isAscending);
        }
      }
    }
  }
  for (let row = 0; row < size; row += 1) {
    if (having[row] !== slots.length) continue;
    const isTogether = starts.has(row, slots.length);
    if (isTight && !isTogether) continue;
    const { least, span } = isTogether ? NEARNESS.WHOLE : NEARNESS.SCATTERED;
    const texts = (sums[row] ?? 0) / slots.length;
    scores[row] = Math.max(scores[row] ?? 0, least + span * texts * (LENGTH_SHARES[lengths[row] ?? 0] ?? 0));
  }
}
