import type { Chain, Slot } from '#lib/search/terms.ts';
import { NumberWriter } from './bytes.ts';
import { termsLike } from './find-term.ts';
import { PostingReader } from './postings.ts';
import type { Segment } from './segment.ts';
import { LENGTH_SHARES, NEARNESS, TEXT_SCORES } from './weights.ts';

/** The end of a list. */
const NONE = 0xffff_ffff;

/** Places where a sequence may begin: for each row a linked list of stretches, in each of which places ascend. */
class Starts {
  readonly #heads: Uint32Array;
  readonly #next = new NumberWriter();
  readonly #ends = new NumberWriter();
  readonly #places = new NumberWriter();
  /** How many slots, from the first on, have been found for each place. */
  readonly #found = new NumberWriter();

  constructor(rows: number) {
    this.#heads = new Uint32Array(rows).fill(NONE);
  }

  add(place: number): void {
    this.#places.push(place);
    this.#found.push(1);
  }

  /** Gives a row all places that were added since. */
  close(row: number): void {
    this.#next.push(this.#heads[row] ?? NONE);
    this.#heads[row] = this.#ends.length;
    this.#ends.push(this.#places.length);
  }

  /** Counts the slot for the start at a place, if it has all slots before. */
  extend(row: number, place: number, slot: number): void {
    for (let stretch = this.#heads[row] ?? NONE; stretch !== NONE; stretch = this.#next.at(stretch)) {
      let low = this.#startOf(stretch);
      const end = this.#ends.at(stretch);
      let high = end;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.#places.at(middle) < place) low = middle + 1;
        else high = middle;
      }
      if (low < end && this.#places.at(low) === place) {
        if (this.#found.at(low) === slot) this.#found.set(low, slot + 1);
        return;
      }
    }
  }

  has(row: number, slots: number): boolean {
    for (let stretch = this.#heads[row] ?? NONE; stretch !== NONE; stretch = this.#next.at(stretch)) {
      for (let at = this.#startOf(stretch); at < this.#ends.at(stretch); at += 1) {
        if (this.#found.at(at) === slots) return true;
      }
    }
    return false;
  }

  #startOf(stretch: number): number {
    return stretch === 0 ? 0 : this.#ends.at(stretch - 1);
  }
}

type Range = { slot: Slot; index: number; from: number; to: number; bytes: number };

function rangeOf(segment: Segment, slot: Slot, index: number): Range {
  const [from, to] = termsLike(segment, slot.term, slot.match === 'whole' ? 'whole' : 'beginning');
  const bytes = to > from ? (segment.postingEnds[to - 1] ?? 0) - (segment.postingEnds[from - 1] ?? 0) : 0;
  return { slot, index, from, to, bytes };
}

/** By row, what the texts count that have the slots; 0 where one is missing. */
function rowsWithAll(segment: Segment, ranges: readonly Range[], reader: PostingReader): Float32Array {
  const having = new Uint16Array(segment.size);
  const sums = new Float32Array(segment.size);
  const { postingEnds } = segment;
  // The rarest first: most rows are then done with before the common ones come.
  const rarest = ranges.toSorted((a, b) => a.bytes - b.bytes);
  for (const [done, { from, to }] of rarest.entries()) {
    for (let term = from; term < to; term += 1) {
      reader.open(postingEnds[term - 1] ?? 0, postingEnds[term] ?? 0, 0);
      while (reader.next()) {
        const { row } = reader;
        if (having[row] !== done) continue;
        having[row] = done + 1;
        sums[row] = (sums[row] ?? 0) + (TEXT_SCORES[reader.info] ?? 0);
      }
    }
  }
  for (let row = 0; row < segment.size; row += 1) if (having[row] !== ranges.length) sums[row] = 0;
  return sums;
}

/** Where the slots stand in those rows that have all of them. */
function startsIn(segment: Segment, ranges: readonly Range[], sums: Float32Array, reader: PostingReader): Starts {
  const starts = new Starts(segment.size);
  const { postingEnds, positionEnds } = segment;
  for (const { slot, index, from, to } of ranges) {
    for (let term = from; term < to; term += 1) {
      reader.open(postingEnds[term - 1] ?? 0, postingEnds[term] ?? 0, positionEnds[term - 1] ?? 0);
      while (reader.next()) {
        const { row, times } = reader;
        if (sums[row] === 0) {
          reader.skipPositions();
          continue;
        }
        let place = 0;
        for (let left = times; left > 0; left -= 1) {
          place += reader.nextPosition();
          if (index === 0) starts.add(place);
          else if (place >= slot.at) starts.extend(row, place - slot.at, index);
        }
        if (index === 0) starts.close(row);
      }
    }
  }
  return starts;
}

/**
 * Finds the rows of a segment that have all terms of a chain, and looks how they stand to each other. For that, positions
 * are in the index, at about a byte for each term of a clip: the texts are not in memory.
 * @param scores By row; raised.
 */
export function matchSequence(segment: Segment, { slots, isTight }: Chain, scores: Float32Array): void {
  const ranges = slots.map((slot, index) => rangeOf(segment, slot, index));
  if (ranges.some(({ from, to }) => from === to)) return;
  const reader = new PostingReader(segment.postings, segment.positions);
  const sums = rowsWithAll(segment, ranges, reader);
  if (!sums.some((sum) => sum > 0)) return;
  const starts = startsIn(segment, ranges, sums, reader);
  for (let row = 0; row < segment.size; row += 1) {
    const sum = sums[row] ?? 0;
    if (sum === 0) continue;
    const isTogether = starts.has(row, slots.length);
    if (isTight && !isTogether) continue;
    const { least, span } = isTogether ? NEARNESS.WHOLE : NEARNESS.SCATTERED;
    const score = least + span * (sum / slots.length) * (LENGTH_SHARES[segment.lengths[row] ?? 0] ?? 0);
    if (score > (scores[row] ?? 0)) scores[row] = score;
  }
}
