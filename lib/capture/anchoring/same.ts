import { bareOffset, isInWord, isPartedAlike } from './bare.ts';
import { partsIn } from './find.ts';
import { TELLING } from './places.ts';
import { contextAt, type Likeness } from './similarity.ts';
import type { Found, Page, Quote } from './sought.ts';

/** What stands around a passage is the same, for all that may have changed about it: on both sides, and on each. */
const SAME_CONTEXT = 0.6;
const SAME_SIDE = 0.5;
/** Nothing near it has changed. */
const WHOLE_SIDE = 0.95;
/** What stands around one passage is so much more like it than what stands around another. */
const MARGIN = 0.15;
/** The same where another is nearer to where it was: what was said for its place must be made up for. */
const FAR_CONTEXT = 0.95;
const FAR_MARGIN = 0.25;
/** The same for one of which little is known. */
const LIKELY_CONTEXT = 0.4;
/** Words that stand in more places than this are compared where they are nearest to where they were. */
const MOST_COMPARED = 100;
/** More places than anybody needs to know of. */
const MOST = 20_000;

/**
 * Whether a quote may begin or end within a word at a place, where nobody says whether it did: where it is said to be, for
 * more than one word, and where all that is said of its neighbours is so to the letter.
 */
function mayBePart({ plain }: Page, at: number, { bare, prefix, suffix }: Quote): boolean {
  if (prefix + suffix === '') return bare.gaps.some((gap) => gap > 0);
  return plain.slice(0, at).endsWith(prefix) && plain.startsWith(suffix, at + bare.text.length);
}

/**
 * Where the words of a quote stand in a page, whole: "free" is not in "freedom", unless it was a part of a word before.
 * Parts of words are as good where nobody says that it was none, and there is nothing better.
 */
export function* placesOf(page: Page, quote: Quote): Generator<void, number[]> {
  const { bare, prefix, suffix, places } = quote;
  const isTelling = quote.weight >= TELLING;
  const here = places.map((place) => bareOffset(page, place));
  const all = yield* partsIn(page.text, bare.text, MOST);
  const [whole, parts]: [number[], number[]] = [[], []];
  for (const [index, at] of all.entries()) {
    if (index % 500 === 499) yield;
    if (!isPartedAlike(page, at, bare)) continue;
    const begins = isTelling || quote.beginsInWord || !isInWord(page, at);
    const ends = isTelling || quote.endsInWord || !isInWord(page, at + bare.text.length);
    if (begins && ends) whole.push(at);
    else if (!quote.isLittleKnown || !(begins || prefix === '') || !(ends || suffix === '')) continue;
    else if (here.includes(at) || mayBePart(page, at, quote)) parts.push(at);
  }
  return whole.length > 0 ? whole : parts;
}

type Place = { at: number; context: Likeness; isHere: boolean };

/** The nearest of many places to where the passage was. */
function nearest(all: readonly number[], here: number): readonly number[] {
  if (all.length <= MOST_COMPARED) return all;
  return all.toSorted((a, b) => Math.abs(a - here) - Math.abs(b - here)).slice(0, MOST_COMPARED);
}

/**
 * The quote in its own words. `isSure`: nothing else can be it. Else it is the likeliest of several, if `isCutOut` and
 * what has changed do not say that it has gone.
 */
export type Same = { found: Found; context: Likeness; isSure: boolean };

/** The quote where its own words stand, which is in `all` these places. */
export function findSame(page: Page, quote: Quote, all: readonly number[]): Same | undefined {
  const { bare, weight, times, nth, isLittleKnown } = quote;
  const places = quote.places.map((place) => bareOffset(page, place));
  const found = nearest(all, places[0] ?? 0)
    .map(
      (at): Place => ({
        at,
        context: contextAt(page.plain, at, at + bare.text.length, quote),
        isHere: places.some((place) => Math.abs(place - at) <= 1),
      }),
    )
    .sort((a, b) => b.context.both - a.context.both || Number(b.isHere) - Number(a.isHere));
  const [first, second] = found;
  if (!first) return undefined;
  const as = ({ at, context, isHere }: Place, isSure: boolean): Same => ({
    found: {
      state: isHere ? 'exact' : 'moved',
      start: at,
      end: at + bare.text.length,
      score: 0.7 + 0.3 * context.both,
    },
    context,
    isSure,
  });
  const isOneOfSeveral = all.length > 1 || (times ?? 1) > 1;
  // Where others say the same, both neighbours must be the same, more or less: rows come, go, and change places.
  const isPlaced = ({ context }: Place): boolean =>
    isLittleKnown
      ? context.both >= LIKELY_CONTEXT
      : context.both >= SAME_CONTEXT && (!isOneOfSeveral || context.least >= SAME_SIDE);
  const here = found.find((place) => place.isHere);
  if (here && (isPlaced(here) || weight >= TELLING) && here.context.both >= first.context.both - MARGIN / 2) {
    return as(here, true);
  }
  // None has come or gone, so that it is the same one of them still, unless what stands around them says otherwise.
  const [own] = found.filter(({ at }) => isOneOfSeveral && all.length === times && at === all[(nth ?? 0) - 1]);
  if (own && isPlaced(own) && own.context.both >= first.context.both - FAR_MARGIN) return as(own, false);
  // Where another is likelier than that one, it must have all its neighbours.
  const isOther = own && own !== first && first.context.least < WHOLE_SIDE;
  const away = ({ at }: Place) => Math.abs(at - (places[0] ?? at));
  const isNearest = found.every((place) => away(first) <= away(place));
  const isUnmistakable =
    !second ||
    (isLittleKnown && first.context.both === 1 && second.context.both < 1) ||
    (first.context.both >= second.context.both + (isNearest ? MARGIN : FAR_MARGIN) &&
      (isNearest || first.context.both >= FAR_CONTEXT));
  if (times !== undefined && all.length < times) {
    // One of several has gone, and it may be this one: what is left are the others, unless nothing near it has changed.
    // Those before it, or those behind it, are all there still; else it is the nearest at least.
    const which = [(nth ?? 0) - 1, all.length - times + (nth ?? 0) - 1];
    const isNext = isNearest || which.some((index) => all[index] === first.at);
    return isNext && isUnmistakable && first.context.least >= WHOLE_SIDE ? as(first, false) : undefined;
  }
  if (isPlaced(first) && isUnmistakable && !isOther) return as(first, !isOneOfSeveral);
  return (weight >= TELLING || times === 1 || isLittleKnown) && !second ? as(first, true) : undefined;
}
