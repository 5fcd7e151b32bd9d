import { ByteWriter, NumberWriter, TextWriter } from './bytes.ts';
import type { Segment } from './segment.ts';

/** What a segment says of words. */
export type Words = Pick<Segment, 'terms' | 'termEnds' | 'postings' | 'postingEnds' | 'positions' | 'positionEnds'>;

/** Writes the words of a segment, one after the other, ascending: its postings first, then the word itself. */
export class WordWriter {
  readonly postings: ByteWriter;
  readonly positions: ByteWriter;
  readonly #terms = new TextWriter();
  readonly #termEnds = new NumberWriter();
  readonly #postingEnds = new NumberWriter();
  readonly #positionEnds = new NumberWriter();

  /** @param expected About how many bytes of each there will be. */
  constructor(expected?: { postings: number; positions: number }) {
    this.postings = new ByteWriter(expected?.postings);
    this.positions = new ByteWriter(expected?.positions);
  }

  close(term: string): void {
    this.#terms.push(term);
    this.#termEnds.push(this.#terms.length);
    this.#postingEnds.push(this.postings.length);
    this.#positionEnds.push(this.positions.length);
  }

  *done(): Generator<void, Words> {
    const terms = this.#terms.toText();
    yield;
    const postings = this.postings.toBytes();
    yield;
    const positions = this.positions.toBytes();
    yield;
    return {
      terms,
      termEnds: this.#termEnds.toNumbers(),
      postings,
      postingEnds: this.#postingEnds.toNumbers(),
      positions,
      positionEnds: this.#positionEnds.toNumbers(),
    };
  }
}
