import type { Segment } from './segment.ts';

/** How the nth term of a segment stands to a word; 0 too where `asBeginning` and the term begins with it. */
function compare({ terms, termEnds }: Segment, index: number, word: string, asBeginning: boolean): number {
  const from = index === 0 ? 0 : (termEnds[index - 1] ?? 0);
  const length = (termEnds[index] ?? 0) - from;
  const shared = Math.min(length, word.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = terms.charCodeAt(from + at) - word.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return asBeginning && length > word.length ? 0 : length - word.length;
}

function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The terms of a segment that are a word, or begin like it: from one place up to another. */
export function termsLike(segment: Segment, word: string, match: 'whole' | 'beginning'): [from: number, to: number] {
  const count = segment.termEnds.length;
  const from = firstWhere(count, (index) => compare(segment, index, word, false) >= 0);
  if (match === 'whole') {
    return [from, from < count && compare(segment, from, word, false) === 0 ? from + 1 : from];
  }
  return [from, firstWhere(count, (index) => compare(segment, index, word, true) > 0)];
}
