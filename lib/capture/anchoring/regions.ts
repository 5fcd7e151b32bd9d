import { isWide } from './fold.ts';

/** Where in a text something like a quote may stand. */
export type Region = { start: number; end: number };

/** Units of a gram: long enough to be rare, short enough to come through edits whole. */
const GRAM = { wide: 3, narrow: 6 } as const;
/** A gram that stands in more places than this tells nothing of where a quote is. */
const MOST_HITS = 48;
/** Of the grams of a quote so many are looked for, and so many of those that were found, the rarest, have a vote. */
const LOOKED_FOR = 256;
const VOTERS = 64;
/** Regions for each quote, the likeliest first. */
const REGIONS = 3;
/** Units of text that are looked at in one go. */
const SLICE = 1 << 15;

type Gram = { hits: number[]; uses: { quote: number; at: number }[] };

const BASE = 0x01000193;

/** Whether most of a quote is written without spaces. */
function isMostlyWide(quote: string): boolean {
  let wide = 0;
  for (let at = 0; at < quote.length; at += 1) if (isWide(quote.charCodeAt(at))) wide += 1;
  return wide * 2 > quote.length;
}

function hashOf(text: string, at: number, length: number): number {
  let hash = 0;
  for (let index = at; index < at + length; index += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(index)) | 0;
  return hash;
}

/** The grams of quotes by their hash. */
function* gramsOf(
  quotes: readonly string[],
  which: readonly number[],
  length: number,
): Generator<void, Map<number, Gram>> {
  const grams = new Map<number, Gram>();
  for (const quote of which) {
    const text = quotes[quote] ?? '';
    const count = text.length - length + 1;
    const step = Math.max(1, count / LOOKED_FOR);
    for (let place = 0; place < count; place += step) {
      const at = Math.floor(place);
      const hash = hashOf(text, at, length);
      const gram = grams.get(hash);
      if (gram) gram.uses.push({ quote, at });
      else grams.set(hash, { hits: [], uses: [{ quote, at }] });
    }
    yield;
  }
  return grams;
}

/** Notes where in the text grams stand. The hash rolls on from place to place, so that it takes one look at each. */
function* lookFor(grams: ReadonlyMap<number, Gram>, text: string, length: number): Generator<void, void> {
  // Most places have none of the grams: that is told by a bit.
  const known = new Uint8Array(1 << 16);
  for (const hash of grams.keys()) known[hash & 0xffff] = 1;
  let power = 1;
  for (let index = 1; index < length; index += 1) power = Math.imul(power, BASE);
  let hash = hashOf(text, 0, Math.min(length, text.length));
  for (let at = 0; at + length <= text.length; at += 1) {
    if (known[hash & 0xffff] === 1) {
      const hits = grams.get(hash)?.hits;
      if (hits && hits.length <= MOST_HITS) hits.push(at);
    }
    const left = Math.imul(text.charCodeAt(at), power);
    hash = (Math.imul(hash - left, BASE) + text.charCodeAt(at + length)) | 0;
    if (at % SLICE === SLICE - 1) yield;
  }
}

type Vote = { voter: number; place: number };

/** Each gram of a quote that was found says where the quote would begin. */
function* votesOf(grams: Iterable<Gram>, quotes: number): Generator<void, Vote[][]> {
  const rare: { at: number; hits: number[] }[][] = Array.from({ length: quotes }, () => []);
  for (const { hits, uses } of grams) {
    if (hits.length === 0 || hits.length > MOST_HITS) continue;
    for (const { quote, at } of uses) rare[quote]?.push({ at, hits });
  }
  const votes: Vote[][] = [];
  for (const found of rare) {
    const voters = found.sort((a, b) => a.hits.length - b.hits.length).slice(0, VOTERS);
    votes.push(
      voters
        .flatMap(({ at, hits }, voter) => hits.map((hit) => ({ voter, place: hit - at })))
        .sort((a, b) => a.place - b.place),
    );
    yield;
  }
  return votes;
}

/** The stretch of places that most grams agree on, and what is left of the votes without it. */
function elect(votes: readonly Vote[], width: number): { from: number; to: number; rest: Vote[] } | undefined {
  const counts = new Map<number, number>();
  let best = { count: 0, first: 0, last: 0 };
  let first = 0;
  for (const [last, { voter, place }] of votes.entries()) {
    counts.set(voter, (counts.get(voter) ?? 0) + 1);
    for (let oldest = votes[first]; oldest && place - oldest.place > width; oldest = votes[first]) {
      const left = (counts.get(oldest.voter) ?? 1) - 1;
      if (left === 0) counts.delete(oldest.voter);
      else counts.set(oldest.voter, left);
      first += 1;
    }
    if (counts.size > best.count) best = { count: counts.size, first, last };
  }
  const [from, to] = [votes[best.first]?.place, votes[best.last]?.place];
  if (from === undefined || to === undefined) return undefined;
  return { from, to, rest: votes.filter((_, index) => index < best.first || index > best.last) };
}

function regionsFor(votes: readonly Vote[], length: number, textLength: number): Region[] {
  const slack = Math.ceil(length * 0.25) + 8;
  const regions: Region[] = [];
  let left = votes;
  while (regions.length < REGIONS) {
    const elected = elect(left, slack);
    if (!elected) break;
    const { from, to, rest } = elected;
    regions.push({ start: Math.max(0, from - slack), end: Math.min(textLength, to + length + slack) });
    left = rest;
  }
  return regions;
}

/**
 * Where quotes that are not in a text as they are may stand in it, changed: where most of their parts are, in their
 * order. One pass over the text for all quotes together; it is given up in between, at each `yield`.
 * @returns for each quote some regions, the likeliest first.
 */
export function* regionsOf(text: string, quotes: readonly string[]): Generator<void, Region[][]> {
  const regions: Region[][] = quotes.map(() => []);
  for (const length of [GRAM.wide, GRAM.narrow]) {
    const which = [...quotes.keys()].filter((index) => isMostlyWide(quotes[index] ?? '') === (length === GRAM.wide));
    if (which.length === 0) continue;
    const grams = yield* gramsOf(quotes, which, length);
    yield* lookFor(grams, text, length);
    const votes = yield* votesOf(grams.values(), quotes.length);
    for (const index of which) {
      regions[index] = regionsFor(votes[index] ?? [], quotes[index]?.length ?? 0, text.length);
      yield;
    }
  }
  return regions;
}
