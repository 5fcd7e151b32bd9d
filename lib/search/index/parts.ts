import type { Chain } from '#lib/search/terms.ts';
import { termsLike } from './find-term.ts';
import { PostingReader } from './postings.ts';
import type { Segment } from './segment.ts';
import { LENGTH_SHARES, NEARNESS, TEXT_SCORES } from './weights.ts';

/** Pairs of characters that are told apart by a bit each. */
const MOST_PAIRS = 31;
/** "导出图片" may be two words; three characters are one, or one and a half. */
const FEWEST_PAIRS = 3;

/** Whether a chain is a run of an unspaced script that may be several words. */
export function canBeParted({ slots, isTight }: Chain): boolean {
  return !isTight && slots.length >= FEWEST_PAIRS && slots.length <= MOST_PAIRS;
}

/** Whether each character of the run is in a pair that was found: none at an end is missing, and no two in a row. */
function coversAll(found: number, pairs: number): boolean {
  const missing = ~found & ((2 ** pairs - 1) | 0);
  const ends = 1 | (1 << (pairs - 1));
  return (missing & ends) === 0 && (missing & (missing >>> 1)) === 0;
}

/**
 * Finds the rows that have a run of an unspaced script in parts: whoever types "导出图片" is content with "导出成图片". The
 * pair that runs from one word into the next is missing there, while each character still stands in a pair.
 * @param scores By row; raised.
 */
export function matchParts(segment: Segment, { slots }: Chain, scores: Float32Array): void {
  const { size, postingEnds, lengths } = segment;
  const found = new Int32Array(size);
  const sums = new Float32Array(size);
  const reader = new PostingReader(segment.postings, segment.positions);
  for (const [pair, { term }] of slots.entries()) {
    const [from, to] = termsLike(segment, term, 'whole');
    for (let index = from; index < to; index += 1) {
      reader.open(postingEnds[index - 1] ?? 0, postingEnds[index] ?? 0, 0);
      while (reader.next()) {
        const { row } = reader;
        found[row] = (found[row] ?? 0) | (1 << pair);
        sums[row] = (sums[row] ?? 0) + (TEXT_SCORES[reader.info] ?? 0);
      }
    }
  }
  const { least, span } = NEARNESS.PARTED;
  for (let row = 0; row < size; row += 1) {
    if (!coversAll(found[row] ?? 0, slots.length)) continue;
    const score = least + span * ((sums[row] ?? 0) / slots.length) * (LENGTH_SHARES[lengths[row] ?? 0] ?? 0);
    if (score > (scores[row] ?? 0)) scores[row] = score;
  }
}
