import { type Alignment, align } from './align.ts';
import { bareOffset, isInWord, isPartedAlike } from './bare.ts';
import { partsIn } from './find.ts';
import { TELLING } from './places.ts';
import type { Region } from './regions.ts';
import type { Same } from './same.ts';
import { contextAt, type Likeness, similarity } from './similarity.ts';
import type { Found, Page, Quote } from './sought.ts';

/** Less is never looked for in other words than its own. */
const LEAST_CHANGED = 12;
/** Least similarity of changed words, whatever stands around them. */
const LEAST_LIKE = 0.45;
const LEAST_LIKE_SHORT = 0.5;
/** The same where nothing is known of what stood around them. */
const LEAST_LIKE_ALONE = 0.8;
/** Few words are like others by chance, so that what stands around them must be the same: on both sides, and on each. */
const SAME_CONTEXT = 0.7;
const SAME_SIDE = 0.6;
/** What stands around is the same to the letter, or nearly. */
const WHOLE_SIDE = 0.9;
/** Of two that may be a passage, the likelier is so much likelier; more so, where the other is nearer to where it was. */
const MARGIN = 0.12;
const FAR_MARGIN = 0.3;
/** Units of the neighbours that must be whole for them to say where a passage was, and how far apart they may stand. */
const FRAME = 16;
const LONG_WORD = 32;

/** Part of a text, made longer until it begins and ends between words; by no more than a long word. */
function wholeWords(page: Page, { start, end }: Region): Region {
  let [from, to] = [start, end];
  while (start - from < LONG_WORD && isInWord(page, from)) from -= 1;
  while (to - end < LONG_WORD && isInWord(page, to)) to += 1;
  return { start: isInWord(page, from) ? start : from, end: isInWord(page, to) ? end : to };
}

/**
 * How like its old context is what must stand around changed words: the more they say, and the more they are alike, the
 * less. Fitted to the mutation suite (`npm run bench:anchors`), where nothing that is no copy of it comes as near.
 */
function leastContext({ weight }: Quote, similarity: number): number {
  const floor = Math.max(0.4, 0.65 - 0.15 * Math.log2(weight / TELLING));
  return floor + 1.5 * Math.max(0, 0.8 - similarity);
}

/** `isLike`: it may be the passage. Else it only speaks against others. */
type Candidate = { found: Found; similarity: number; context: Likeness; isLike: boolean };

/** Whether a part of a page may be the passage in other words: not in its own, those were looked for before. */
function judge(page: Page, alignment: Alignment, quote: Quote): Candidate {
  const { similarity } = alignment;
  const { start, end } = wholeWords(page, alignment);
  const context = contextAt(page.plain, start, end, quote);
  const isOwn = page.text.slice(start, end) === quote.bare.text && isPartedAlike(page, start, quote.bare);
  const isAlone = quote.prefix + quote.suffix === '' && context.both < 1;
  const isHere = () => quote.places.some((place) => Math.abs(bareOffset(page, place) - start) <= 1);
  const isLikeAlone = isAlone && similarity >= LEAST_LIKE_ALONE && (quote.weight >= TELLING || isHere());
  const isNear =
    isLikeAlone ||
    (quote.weight < TELLING
      ? similarity >= LEAST_LIKE_SHORT && context.both >= SAME_CONTEXT && context.least >= SAME_SIDE
      : similarity >= LEAST_LIKE && context.both >= leastContext(quote, similarity));
  const score = 0.65 * similarity + 0.35 * context.both;
  return { found: { state: 'changed', start, end, score }, similarity, context, isLike: isNear && !isOwn };
}

/** Whether of two places that may be a passage the first is it: what stands around it, and what it says, must say so. */
function isLikelier(a: Candidate, b: Candidate, { weight }: Quote, here: number): boolean {
  const [isWhole, isOtherWhole] = [a.context.least >= WHOLE_SIDE, b.context.least >= WHOLE_SIDE];
  // What stands where the passage stood, between the same neighbours, is it or stands in its place.
  const isHere = ({ found }: Candidate) => Math.abs(found.start - here) <= 1;
  if (isWhole && isHere(a)) return true;
  if (isOtherWhole && (!isWhole || isHere(b))) return false;
  const isWholeAlone = isWhole && !isOtherWhole;
  if (isWholeAlone && a.similarity < b.similarity) return false;
  // Short passages are told by what stands around them, long ones by what they say.
  const share = weight < 2 * TELLING ? 0.5 : 0.35;
  const sum = ({ similarity, context }: Candidate) => (1 - share) * similarity + share * context.both;
  const isNearer = Math.abs(a.found.start - here) <= Math.abs(b.found.start - here);
  return sum(a) >= sum(b) + (isNearer || isWholeAlone ? MARGIN : FAR_MARGIN);
}

/** Places where neighbours are looked at. */
const MOST_JOINTS = 8;

/**
 * Whether what stood before a quote and what stood after it are neighbours now: nothing is left of what was between. At
 * the edge of a text, its one neighbour is at the edge.
 */
export function* isCutOut({ plain }: Page, { prefix, suffix, bare }: Quote): Generator<void, boolean> {
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  if (before.length + after.length < FRAME) return false;
  // A quote that ends as what is before it does, or begins as what follows, is there for all that: "again and again".
  const [ending, beginning] = [before + bare.plain, bare.plain + after];
  if (after === '') return plain.endsWith(before) && !plain.endsWith(ending);
  if (before === '') return plain.startsWith(after) && !plain.startsWith(beginning);
  const joints = (yield* partsIn(plain, before + after, MOST_JOINTS)).map((at) => at + before.length);
  return joints.some((at) => !plain.startsWith(beginning, at) && !plain.startsWith(ending, at - ending.length));
}

/** Whether it is worth looking for other words like its own: they say enough, and do not stand wherever they did. */
export function mayHaveChanged({ times, weight }: Quote, now: number): boolean {
  return weight >= LEAST_CHANGED && (times === undefined || now < times);
}

/** Where the quote was, and where what stood around it is now. */
function* regionsAround(page: Page, { bare, prefix, suffix, places }: Quote): Generator<void, Region[]> {
  const { length } = bare.text;
  const slack = Math.ceil(length * 0.4) + FRAME;
  const starts = places.map((place) => bareOffset(page, place));
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  if (before.length === FRAME) for (const at of yield* partsIn(page.plain, before, 1)) starts.push(at + FRAME);
  if (after.length === FRAME) for (const at of yield* partsIn(page.plain, after, 1)) starts.push(at - length);
  return starts.map((start) => ({
    start: Math.max(0, start - slack),
    end: Math.min(page.text.length, start + length + slack),
  }));
}

/** Longer passages are aligned well enough by what they say. */
const MOST_FRAMED = 400;
/** Places of a neighbour that are looked at. */
const MOST_FRAMES = 50;
/** Units that may have come between the neighbours, besides three times as many as there were. */
const MOST_MORE = 256;

/** What stands from a place to what stood after a quote; nothing where that does not come soon. */
function wordsBefore({ plain }: Page, after: string, start: number, most: number): string {
  const words = plain.slice(start, start + most);
  return words.slice(0, Math.max(0, words.indexOf(after)));
}

/**
 * What stands between the neighbours of a quote, side by side, wherever that is: other words there speak against all
 * that is like the quote elsewhere.
 */
export function* framed(page: Page, quote: Quote): Generator<void, Candidate[]> {
  const { prefix, suffix, bare } = quote;
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  if (before.length < FRAME || after.length < FRAME || bare.text.length > MOST_FRAMED) return [];
  const candidates: Candidate[] = [];
  for (const at of yield* partsIn(page.plain, before, MOST_FRAMES)) {
    const start = at + FRAME;
    const words = wordsBefore(page, after, start, bare.text.length * 3 + MOST_MORE);
    const end = start + words.length;
    if (words === '' || words.includes(before) || page.text.slice(start, end) === bare.text) continue;
    const alike = similarity(words, bare.plain);
    candidates.push(judge(page, { start, end, similarity: alike }, quote));
    yield;
  }
  return candidates;
}

/** Regions without those that are as good as parts of one before. */
function apart(regions: readonly Region[]): Region[] {
  const near = FRAME * 2;
  const isPart = (a: Region, b: Region) => a.start >= b.start - near && a.end <= b.end + near;
  return regions.filter((region, index) => !regions.slice(0, index).some((other) => isPart(region, other)));
}

/**
 * The quote in other words, where not all that had its words have them still.
 * @param same One that has.
 */
export function* findChanged(
  page: Page,
  likely: readonly Region[],
  quote: Quote,
  same: Same | undefined,
): Generator<void, Found | undefined> {
  const candidates: Candidate[] = same ? [{ ...same, similarity: 1, isLike: true }] : [];
  const around = yield* regionsAround(page, quote);
  for (const region of apart([...likely, ...around])) {
    const alignment = align(page.plain, region, quote.bare.plain, quote);
    if (alignment) candidates.push(judge(page, alignment, quote));
    yield;
  }
  const between = yield* framed(page, quote);
  const overlaps = (a: Found, b: Found) => a.start < b.end && b.start < a.end;
  const isBetween = ({ found }: Candidate) => between.some((one) => overlaps(one.found, found));
  const all = [...between, ...candidates.filter((one) => one.similarity === 1 || !isBetween(one))];
  const here = bareOffset(page, quote.places[0] ?? 0);
  // Of two that are as like it nobody knows which it was.
  const found = all
    .filter(({ isLike }) => isLike)
    .filter((one) => all.every((other) => overlaps(one.found, other.found) || isLikelier(one, other, quote, here)))
    .map((one) => one.found);
  return found.sort((a, b) => b.score - a.score)[0];
}

/** What stands between the neighbours of a quote now that says too little to be like another, where both are at hand, side by side, and only once. */
export function* findBetween(page: Page, { prefix, suffix, bare }: Quote): Generator<void, Found | undefined> {
  if (prefix.length < FRAME || suffix.length < FRAME) return undefined;
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  const [at, other] = yield* partsIn(page.plain, before, 2);
  if (at === undefined || other !== undefined) return undefined;
  const start = at + FRAME;
  const words = wordsBefore(page, after, start, bare.text.length * 3 + FRAME * 2);
  if (words.includes(bare.plain) || !/[\p{L}\p{N}]/u.test(words)) return undefined;
  return { state: 'changed', start, end: start + words.length, score: 0.5 };
}
