import type { ByteWriter } from './bytes.ts';

/*
 * The clips that have a word, by row, each as
 *   number  how many rows after the one before (the first after -1)
 *   byte    in which texts (bit n: TEXT_FIELDS[n]), and three bits of how often: 0 to 6 for once to seven times
 *   number  where those are 7: how often beyond eight times
 * and, apart, where: for each clip as many numbers as it has the word, the first from the clip's beginning, the others
 * from the one before.
 */

export const FIELD_BITS = 5;
export const FIELD_MASK = (1 << FIELD_BITS) - 1;
/** From here on how often is written apart. */
const MANY = 8;

/** @param gap At least 1. @param fields A bit for each text that has it. @param times At least 1. */
export function writePosting(into: ByteWriter, gap: number, fields: number, times: number): void {
  into.number(gap);
  into.byte(fields | ((Math.min(times, MANY) - 1) << FIELD_BITS));
  if (times >= MANY) into.number(times - MANY);
}

/** Reads the postings of one word, row by row. */
export class PostingReader {
  readonly #bytes: Uint8Array;
  readonly #positions: Uint8Array;
  #at = 0;
  #end = 0;
  #positionsAt = 0;
  row = -1;
  /** The byte that says in which texts and about how often. */
  info = 0;
  times = 0;

  constructor(postings: Uint8Array, positions: Uint8Array) {
    this.#bytes = postings;
    this.#positions = positions;
  }

  /** Stands before the first of the postings from one byte to another, whose positions begin at a third. */
  open(from: number, to: number, positionsFrom: number): void {
    this.#at = from;
    this.#end = to;
    this.#positionsAt = positionsFrom;
    this.row = -1;
  }

  /** Goes to the next row; false at the end. Whoever wants positions takes or skips them before. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    this.row += this.#number();
    this.info = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    this.times = (this.info >>> FIELD_BITS) + 1;
    if (this.times === MANY) this.times += this.#number();
    return true;
  }

  skipPositions(): void {
    for (let left = this.times; left > 0; ) {
      if ((this.#positions[this.#positionsAt] ?? 0) < 0x80) left -= 1;
      this.#positionsAt += 1;
    }
  }

  /** The bytes of this row's positions, as they are. */
  copyPositions(into: ByteWriter): void {
    for (let left = this.times; left > 0; ) {
      const byte = this.#positions[this.#positionsAt] ?? 0;
      if (byte < 0x80) left -= 1;
      into.byte(byte);
      this.#positionsAt += 1;
    }
  }

  /** One more of this row's positions, as it is written. */
  nextPosition(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#positions[this.#positionsAt] ?? 0;
      this.#positionsAt += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  #number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at] ?? 0;
      this.#at += 1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}
