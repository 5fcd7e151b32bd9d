import { lettersOf, type Slip, type SlipFinder } from '#lib/search/fuzzy.ts';
import { CHARACTER, characterClass } from '#lib/search/terms.ts';
import { nthText } from './names.ts';
import type { Segment } from './segment.ts';

/** The letters of each word of a segment, as `lettersOf` gives them; 0 for what is no word of letters. */
const letters = new WeakMap<Segment, Uint32Array>();

function lettersIn(segment: Segment): Uint32Array {
  const before = letters.get(segment);
  if (before) return before;
  const found = new Uint32Array(segment.termEnds.length);
  for (let index = 0; index < found.length; index += 1) {
    const from = index === 0 ? 0 : (segment.termEnds[index - 1] ?? 0);
    if (characterClass(segment.terms.codePointAt(from) ?? 0) !== CHARACTER.LETTER) continue;
    found[index] = lettersOf(nthText(segment.terms, segment.termEnds, index));
  }
  letters.set(segment, found);
  return found;
}

/** The words of a segment that a mistyped one may mean, with their places. */
export function slipsOf(segment: Segment, finder: SlipFinder): { index: number; term: string; slip: Slip }[] {
  const of = lettersIn(segment);
  const { termEnds, terms } = segment;
  const found: { index: number; term: string; slip: Slip }[] = [];
  let from = 0;
  for (let index = 0; index < of.length; index += 1) {
    const end = termEnds[index] ?? 0;
    if (of[index] && finder.canBe(of[index] ?? 0, end - from, terms.charCodeAt(from))) {
      const term = terms.slice(from, end);
      const slip = finder.find(term);
      if (slip) found.push({ index, term, slip });
    }
    from = end;
  }
  return found;
}
