import { CHARACTER, characterClass, type FoldedText, fold, foldWithPlaces, surfacePattern } from './terms.ts';

export type Piece = { text: string; isMatch: boolean };

type Span = { from: number; to: number };

/** What finds the terms in a folded text, the longest first; undefined where there is nothing to find. */
function patternOf(terms: readonly string[]): RegExp | undefined {
  const folded = [...new Set(terms.map((term) => fold(term).trim()))].filter(Boolean);
  if (folded.length === 0) return undefined;
  // A regular expression takes the first alternative that fits, and "ab" is more than its "a".
  const longestFirst = folded.toSorted((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(surfacePattern).join('|'), 'gu');
}

/** Whether what begins at a place begins in the middle of a word or a number, where no search looks. */
function isInsideWord(text: string, at: number): boolean {
  if (at === 0) return false;
  const here = characterClass(text.codePointAt(at) ?? 0);
  if (here !== CHARACTER.LETTER && here !== CHARACTER.DIGIT) return false;
  const before = text.codePointAt(at - 1) ?? 0;
  // The second half of a pair: no letter of a spaced script that is in use has one.
  return characterClass(before) === here;
}

/** Where the terms stand in a text, in the original's places, in order. */
function* spansIn({ text, starts, ends }: FoldedText, pattern: RegExp): Generator<Span> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [found] = match;
    if (isInsideWord(text, match.index)) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    const [from, to] = [starts[match.index], ends[match.index + found.length - 1]];
    if (from !== undefined && to !== undefined) yield { from, to };
  }
}

/**
 * Cuts a text where the terms occur as a search finds them: words and numbers from their beginnings, the characters of
 * unspaced scripts anywhere, whatever their case, accents and width.
 * @param terms As an `Answer` or `queryTerms` gives them.
 */
export function markMatches(text: string, terms: readonly string[]): Piece[] {
  const pattern = patternOf(terms);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of pattern ? spansIn(foldWithPlaces(text), pattern) : []) {
    // Two matches in what one character folds to.
    if (from < at) continue;
    pieces.push({ text: text.slice(at, from), isMatch: false }, { text: text.slice(from, to), isMatch: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), isMatch: false });
  return pieces.length === 1 ? pieces : pieces.filter((piece) => piece.text !== '');
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

/** Units that are looked through at once, and how far beyond them a match may go on. */
const CHUNK = 4_096;
const OVERLAP = 256;

/** Where the first match begins; undefined for none. Long texts are not gone through further than that. */
function firstMatch(text: string, terms: readonly string[]): number | undefined {
  const pattern = patternOf(terms);
  if (!pattern?.test(fold(text))) return undefined;
  for (let at = 0; at < text.length; at += CHUNK) {
    const before = Math.min(at, OVERLAP);
    const folded = foldWithPlaces(text.slice(at - before, at + CHUNK + OVERLAP));
    for (const { from } of spansIn(folded, pattern)) if (from >= before) return at - before + from;
  }
  return undefined;
}

/** A stretch of a long text that shows its first match, about `length` units long. */
export function excerpt(text: string, terms: readonly string[], length: number): string {
  const first = firstMatch(text, terms);
  if (first === undefined || first < length * 0.7) return cut(text, 0, length);
  return `…${cut(text, first - Math.floor(length / 3), first + length)}`;
}
