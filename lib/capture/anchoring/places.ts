import { isWide, weightOf } from './fold.ts';
import type { Context } from './similarity.ts';

/** As much is said by hardly any other passage by chance: letters, or fewer ideographs. */
export const TELLING = 32;

const LONG_WORD = 32;
/** More places than anybody needs to know of. */
const MOST = 2_000;

const isWordUnit = (unit: number): boolean =>
  !Number.isNaN(unit) && !isWide(unit) && /[\p{L}\p{N}_]/u.test(String.fromCharCode(unit));

/** Whether a text breaks at an offset though no space says so: between two paragraphs of a page. */
export type IsBreak = (at: number) => boolean;

/** Whether a word goes on over `at`: scripts without spaces have no such places. */
const isInWord = (text: string, at: number, isBreak?: IsBreak): boolean =>
  isWordUnit(text.charCodeAt(at - 1)) && isWordUnit(text.charCodeAt(at)) && !isBreak?.(at);

/** Part of a text, made longer until it begins and ends between words; by no more than a long word. */
export function wholeWords(
  text: string,
  { start, end }: { start: number; end: number },
  isBreak: IsBreak,
): { start: number; end: number } {
  let [from, to] = [start, end];
  while (start - from < LONG_WORD && isInWord(text, from, isBreak)) from -= 1;
  while (to - end < LONG_WORD && isInWord(text, to, isBreak)) to += 1;
  return { start: isInWord(text, from, isBreak) ? start : from, end: isInWord(text, to, isBreak) ? end : to };
}

/** Where in a text a quote stands, both folded: "free" is not in "freedom", unless it was a part of a word before. */
export function placesIn(text: string, exact: string, { prefix, suffix }: Context, isBreak?: IsBreak): number[] {
  const isTelling = weightOf(exact) >= TELLING;
  const mayBeginInWord = isTelling || isInWord(prefix + exact, prefix.length);
  const mayEndInWord = isTelling || isInWord(exact + suffix, exact.length);
  const found: number[] = [];
  for (let at = text.indexOf(exact); at >= 0 && found.length < MOST; at = text.indexOf(exact, at + 1)) {
    if (!mayBeginInWord && isInWord(text, at, isBreak)) continue;
    if (!mayEndInWord && isInWord(text, at + exact.length, isBreak)) continue;
    found.push(at);
  }
  return found;
}
