import { fold, isWordUnit, weightOf } from './fold.ts';
import type { Context } from './similarity.ts';

/** As much is said by hardly any other passage by chance: letters, or fewer ideographs. */
export const TELLING = 32;

/** More places than anybody needs to know of. */
const MOST = 2_000;

/** Whether a word goes on over `at`: scripts without spaces have no such places. */
const isInWord = (text: string, at: number): boolean =>
  isWordUnit(text.charCodeAt(at - 1)) && isWordUnit(text.charCodeAt(at));

/** Where in a text a quote stands, both folded: "free" is not in "freedom", unless it was a part of a word before. */
export function placesIn(text: string, exact: string, { prefix, suffix }: Context): number[] {
  const isTelling = weightOf(exact) >= TELLING;
  const mayBeginInWord = isTelling || isInWord(prefix + exact, prefix.length);
  const mayEndInWord = isTelling || isInWord(exact + suffix, exact.length);
  const found: number[] = [];
  for (let at = text.indexOf(exact); at >= 0 && found.length < MOST; at = text.indexOf(exact, at + 1)) {
    if (!mayBeginInWord && isInWord(text, at)) continue;
    if (!mayEndInWord && isInWord(text, at + exact.length)) continue;
    found.push(at);
  }
  return found;
}

/**
 * A quote among all that has its words, of a text that is not folded: of how many (`times`), and which of them, from 1
 * (`nth`).
 * @param start Where in the text the quote begins, in UTF-16 units.
 */
export function countIn(
  text: string,
  start: number,
  exact: string,
  context: Context,
): { times: number; nth: number | undefined } {
  const places = placesIn(fold(text), fold(exact), context);
  const before = fold(text.slice(0, start)).length;
  const nth = places.findIndex((place) => place >= before) + 1;
  return { times: Math.max(1, places.length), nth: nth || undefined };
}
