export type Piece = { text: string; isMatch: boolean };

/**
 * Cuts a text where any of the terms occurs, so that the matches can be marked.
 * @param terms As {@link queryTerms} gives them. Matching is by simple case folding; width variants are not marked.
 */
export function markMatches(text: string, terms: readonly string[]): Piece[] {
  if (terms.length === 0) return [{ text, isMatch: false }];
  // Longest first: a regular expression takes the first alternative that fits, and "ab" is more than its "a".
  const longestFirst = terms.toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longestFirst.map((term) => RegExp.escape(term)).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, isMatch: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** `text` from `start` to `end`, without half a character (a surrogate that lost its pair) at either side. */
function cut(text: string, start: number, end: number): string {
  const from = isInsidePair(text, start) ? start + 1 : start;
  const to = isInsidePair(text, end) ? end - 1 : end;
  return text.slice(from, to);
}

function isInsidePair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** A stretch of a long text that shows its first match, about `length` units long. */
export function excerpt(text: string, terms: readonly string[], length: number): string {
  const folded = text.toLowerCase();
  const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0);
  const first = Math.min(...places);
  if (places.length === 0 || first < length * 0.7) return cut(text, 0, length);
  return `…${cut(text, first - Math.floor(length / 3), first + length)}`;
}
