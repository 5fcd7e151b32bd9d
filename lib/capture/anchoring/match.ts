import { type Alignment, align } from './align.ts';
import { type Folded, fold, foldedOffset, weightOf } from './fold.ts';
import { type IsBreak, placesIn, TELLING, wholeWords } from './places.ts';
import { type Region, regionsOf } from './regions.ts';
import { type Context, contextAt, type Likeness } from './similarity.ts';

/** A passage to be found again in a text. */
export type Sought = Context & {
  exact: string;
  /** Where in the text it may begin, by what its place was; the surest first. */
  places: readonly number[];
  /** In how many places the text had these words, this one included; undefined where nobody counted. */
  times: number | undefined;
};

/**
 * `exact`: the same words at the same place. `moved`: the same words elsewhere, told from others like them by what stands
 * around them or by how much they say. `changed`: words that are not the same, at a place that is recognisable.
 * `start` and `end` are of the text. `score`: how sure it is, from 0 to 1.
 */
export type Match =
  | { state: 'exact' | 'moved' | 'changed'; start: number; end: number; score: number }
  | { state: 'missing'; score: 0 };

type Found = Exclude<Match, { state: 'missing' }>;

const MISSING: Match = { state: 'missing', score: 0 };

/** Less is never looked for in other words than its own. */
const LEAST_CHANGED = 12;
/** What stands around a passage is the same, for all that may have changed about it. */
const SAME_CONTEXT = 0.6;
/** The same on one side. */
const SAME_SIDE = 0.5;
/** What stands around one passage is so much more like it than what stands around another. */
const MARGIN = 0.12;
/** Words that stand in more places than this are compared where they are nearest to where they were. */
const MOST_PLACES = 100;
/** Least similarity of changed words where what stands around them is the same. Few words are like others by chance. */
const LEAST_LIKE = 0.38;
const LEAST_LIKE_SHORT = 0.5;
/** Units of the neighbours that must be whole for them to say where a passage was, and how far apart they may stand. */
const FRAME = 16;

/** The text, folded. */
type Page = Folded & { isBreak: IsBreak };

/** A passage, folded like the text. */
type Quote = Sought & { weight: number };

function quoteOf({ exact, prefix, suffix, times }: Sought, places: readonly number[]): Quote {
  const text = fold(exact).text;
  // Folded with the passage, so that a space between them is one of theirs.
  const before = fold(prefix + exact).text;
  const after = fold(exact + suffix).text;
  return {
    exact: text,
    prefix: before.endsWith(text) ? before.slice(0, before.length - text.length) : fold(prefix).text,
    suffix: after.startsWith(text) ? after.slice(text.length) : fold(suffix).text,
    weight: weightOf(text),
    places,
    times,
  };
}

type Place = { at: number; context: Likeness; isHere: boolean };

/** The quote in its own words, which stand in `all` these places. */
function findSame({ text }: Page, quote: Quote, all: number[]): Found | undefined {
  const { exact, weight, places, times } = quote;
  const isHere = (at: number): boolean => places.some((place) => Math.abs(place - at) <= 1);
  const far = (at: number): number => Math.abs(at - (places[0] ?? 0));
  const found = (all.length > MOST_PLACES ? all.sort((a, b) => far(a) - far(b)).slice(0, MOST_PLACES) : all)
    .map((at): Place => ({ at, context: contextAt(text, at, at + exact.length, quote), isHere: isHere(at) }))
    .sort((a, b) => b.context.both - a.context.both || Number(b.isHere) - Number(a.isHere));
  const [first, second] = found;
  if (!first) return undefined;
  const as = (state: 'exact' | 'moved', { at, context }: Place): Found => ({
    state,
    start: at,
    end: at + exact.length,
    score: 0.7 + 0.3 * context.both,
  });
  // Where others say the same, both neighbours must be the same, more or less: rows come, go, and change places.
  const isOneOfSeveral = weight < TELLING && (all.length > 1 || (times ?? 1) > 1);
  const isPlaced = ({ context }: Place): boolean =>
    context.both >= SAME_CONTEXT && (!isOneOfSeveral || context.least >= SAME_SIDE);
  const here = found.find((place) => place.isHere);
  if (here && (isPlaced(here) || weight >= TELLING) && here.context.both >= first.context.both - MARGIN / 2) {
    return as('exact', here);
  }
  // One of several has gone, and it may be this one: what is left are the others.
  if (times !== undefined && all.length < times) return undefined;
  const isUnmistakable = !second || first.context.both >= second.context.both + MARGIN;
  if (isPlaced(first) && isUnmistakable) return as('moved', first);
  return (weight >= TELLING || times === 1) && !second ? as(first.isHere ? 'exact' : 'moved', first) : undefined;
}

/** Whether changed words are the passage: the less they are alike, the more must stand around them. */
function judge({ text, isBreak }: Page, alignment: Alignment, quote: Quote): Found | undefined {
  const { similarity } = alignment;
  const { start, end } = wholeWords(text, alignment, isBreak);
  const { both, least } = contextAt(text, start, end, quote);
  const isLike =
    quote.weight < TELLING
      ? similarity >= LEAST_LIKE_SHORT && least >= SAME_CONTEXT
      : similarity >= LEAST_LIKE && both >= SAME_CONTEXT;
  // Its own words were looked for before.
  if (!isLike || text.slice(start, end) === quote.exact) return undefined;
  return { state: 'changed', start, end, score: 0.65 * similarity + 0.35 * both };
}

/** Whether what stood before a quote and what stood after it are neighbours now: nothing is left of what was between. */
function isCutOut(text: string, { prefix, suffix }: Quote): boolean {
  const [before, after] = [prefix.trimEnd().slice(-FRAME), suffix.trimStart().slice(0, FRAME)];
  if (before.length + after.length < FRAME) return false;
  return text.includes(before + after) || text.includes(`${before} ${after}`);
}

/** Whether it is worth looking for other words: neither is the passage cut out, nor do its words stand wherever they did. */
function mayHaveChanged({ text }: Page, quote: Quote, now: number): boolean {
  const { times, weight } = quote;
  return weight >= LEAST_CHANGED && (times === undefined || now < times) && !isCutOut(text, quote);
}

/** Where the quote was, and where what stood around it is now. */
function regionsAround(text: string, { exact, prefix, suffix, places }: Quote): Region[] {
  const slack = Math.ceil(exact.length * 0.4) + FRAME;
  const starts = [...places];
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  if (before.length === FRAME && text.includes(before)) starts.push(text.indexOf(before) + FRAME);
  if (after.length === FRAME && text.includes(after)) starts.push(text.indexOf(after) - exact.length);
  return starts.map((start) => ({
    start: Math.max(0, start - slack),
    end: Math.min(text.length, start + exact.length + slack),
  }));
}

/** Regions without those that are as good as parts of one before. */
function apart(regions: readonly Region[]): Region[] {
  const near = FRAME * 2;
  const isPart = (a: Region, b: Region) => a.start >= b.start - near && a.end <= b.end + near;
  return regions.filter((region, index) => !regions.slice(0, index).some((other) => isPart(region, other)));
}

/** The quote in other words, where the words that it had are no more. */
function* findChanged(page: Page, likely: readonly Region[], quote: Quote): Generator<void, Found | undefined> {
  const found: Found[] = [];
  for (const region of apart([...likely, ...regionsAround(page.text, quote)])) {
    const alignment = align(page.text, region, quote.exact);
    const changed = alignment && judge(page, alignment, quote);
    if (changed) found.push(changed);
    yield;
  }
  found.sort((a, b) => b.score - a.score);
  const [first, second] = found;
  if (!first) return undefined;
  const isOther = second && (second.start >= first.end || second.end <= first.start);
  // Two that are as like it: nobody knows which it was.
  return isOther && first.score < second.score + 0.02 ? undefined : first;
}

/** What stands between the neighbours of a short quote now, where both are at hand, side by side, and only once. */
function findBetween(text: string, { prefix, suffix, exact }: Quote): Found | undefined {
  if (prefix.length < FRAME || suffix.length < FRAME) return undefined;
  const [before, after] = [prefix.slice(-FRAME), suffix.slice(0, FRAME)];
  const at = text.indexOf(before);
  if (at < 0 || text.indexOf(before, at + 1) >= 0) return undefined;
  const start = at + before.length;
  const end = text.indexOf(after, start);
  const isNear = end > start && end - start <= exact.length * 3 + FRAME;
  const words = text.slice(start, end);
  if (!isNear || words.includes(exact) || !/[\p{L}\p{N}]/u.test(words)) return undefined;
  return { state: 'changed', start, end, score: 0.5 };
}

/**
 * Finds passages again in a text, or says that they are not in it any more. A passage is never attached to another that
 * only looks like it: there is a least score, words are whole, and of two that are as likely it is neither.
 *
 * Pure, and in small steps, so that whoever runs it can let others have a turn at each `yield`.
 * @param breaks Offsets at which the text breaks though no space says so, such as between two paragraphs of a page.
 * @returns a match for each passage.
 */
export function* matchAll(
  text: string,
  sought: readonly Sought[],
  breaks: ReadonlySet<number> = new Set(),
): Generator<void, Match[]> {
  const folded = fold(text);
  const page: Page = { ...folded, isBreak: (at) => breaks.has(folded.offsets[at] ?? -1) };
  yield;
  const quotes = sought.map((one) =>
    quoteOf(
      one,
      one.places.map((place) => foldedOffset(page, place)),
    ),
  );
  const matches: (Found | undefined)[] = [];
  const left: number[] = [];
  for (const [index, quote] of quotes.entries()) {
    const all = quote.exact === '' ? [] : placesIn(page.text, quote.exact, quote, page.isBreak);
    const match = findSame(page, quote, all);
    matches.push(match);
    yield;
    if (!match && mayHaveChanged(page, quote, all.length)) left.push(index);
    yield;
  }
  const regions = yield* regionsOf(
    page.text,
    left.map((index) => quotes[index]?.exact ?? ''),
  );
  for (const [order, index] of left.entries()) {
    const quote = quotes[index];
    if (quote) matches[index] = yield* findChanged(page, regions[order] ?? [], quote);
  }
  for (const [index, quote] of quotes.entries()) {
    if (!matches[index] && quote.exact !== '' && quote.weight < TELLING) matches[index] = findBetween(page.text, quote);
  }
  return matches.map((match): Match => {
    if (!match) return MISSING;
    const start = page.offsets[match.start] ?? 0;
    const end = (page.offsets[match.end - 1] ?? start) + 1;
    return { ...match, start, end };
  });
}
