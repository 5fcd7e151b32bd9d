import { SlipFinder } from '#lib/search/fuzzy.ts';
import type { Chain, Slot } from '#lib/search/terms.ts';
import { termsLike } from './find-term.ts';
import { canBeParted, matchParts } from './parts.ts';
import { PostingReader } from './postings.ts';
import type { Shelf } from './rows.ts';
import type { Segment } from './segment.ts';
import { matchSequence } from './sequence.ts';
import { slipsOf } from './slips.ts';
import { LENGTH_SHARES, NEARNESS, type Nearness, rareBelow, TEXT_SCORES } from './weights.ts';

/** How well each row has what is looked for: 0 for not at all. */
export type Scores = Float32Array;

/** Raises the rows of a shelf that have the nth of its terms to what that is worth. */
function raise(reader: PostingReader, segment: Segment, term: number, { least, span }: Nearness, scores: Scores): void {
  const { lengths, postingEnds } = segment;
  reader.open(postingEnds[term - 1] ?? 0, postingEnds[term] ?? 0, 0);
  while (reader.next()) {
    const { row } = reader;
    const score = least + span * (TEXT_SCORES[reader.info] ?? 0) * (LENGTH_SHARES[lengths[row] ?? 0] ?? 0);
    if (score > (scores[row] ?? 0)) scores[row] = score;
  }
}

function nearnessOf({ match, term }: Slot, length: number): Nearness {
  if (match !== 'beginning' || length === term.length) return NEARNESS.WHOLE;
  return NEARNESS.beginning(term.length / length);
}

function matchSlot({ segment }: Shelf, slot: Slot, scores: Scores): void {
  const reader = new PostingReader(segment.postings, segment.positions);
  const { termEnds } = segment;
  const [from, to] = termsLike(segment, slot.term, slot.match === 'whole' ? 'whole' : 'beginning');
  for (let term = from; term < to; term += 1) {
    const length = (termEnds[term] ?? 0) - (termEnds[term - 1] ?? 0);
    raise(reader, segment, term, nearnessOf(slot, length), scores);
  }
}

function countLive(shelves: readonly Shelf[], scores: Scores): number {
  let count = 0;
  for (const { base, isLive } of shelves) {
    for (let row = 0; row < isLive.length; row += 1) if (isLive[row] && (scores[base + row] ?? 0) > 0) count += 1;
  }
  return count;
}

const partOf = (scores: Scores, { base, segment }: Shelf) => scores.subarray(base, base + segment.size);

/**
 * Finds a chain of terms.
 * @param forgive Called with each word that was taken for a mistyped one; without it no slip is forgiven.
 */
export function matchChain(
  shelves: readonly Shelf[],
  size: number,
  chain: Chain,
  forgive: ((term: string) => void) | undefined,
): Scores {
  const scores = new Float32Array(size);
  const [only] = chain.slots;
  for (const shelf of shelves) {
    if (chain.slots.length === 1 && only) matchSlot(shelf, only, partOf(scores, shelf));
    else matchSequence(shelf.segment, chain, partOf(scores, shelf));
    if (chain.joined) matchSlot(shelf, chain.joined, partOf(scores, shelf));
  }
  if (forgive) matchInSpiteOfSlips(shelves, chain, scores, forgive);
  return scores;
}

function matchInSpiteOfSlips(
  shelves: readonly Shelf[],
  chain: Chain,
  scores: Scores,
  forgive: (term: string) => void,
): void {
  const [first] = chain.slots;
  if (first && chain.canSlip) {
    const having = countLive(shelves, scores);
    if (having >= rareBelow(first.term.length)) return;
    const finder = new SlipFinder(first.term);
    for (const shelf of shelves) {
      const { segment } = shelf;
      const reader = new PostingReader(segment.postings, segment.positions);
      for (const { index, term, slip } of slipsOf(segment, finder)) {
        // A word that goes on after a slip: only while nothing better is known of what is being typed.
        if (slip.isBeginning && having > 0) continue;
        raise(reader, segment, index, NEARNESS.slipped(slip.slips, slip.isBeginning), partOf(scores, shelf));
        forgive(term);
      }
    }
  } else if (canBeParted(chain) && countLive(shelves, scores) === 0) {
    for (const shelf of shelves) matchParts(shelf.segment, chain, partOf(scores, shelf));
    for (const { term } of chain.slots) forgive(term);
  }
}
