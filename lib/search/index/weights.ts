import { TEXT_FIELDS, type TextField } from './doc.ts';
import { FIELD_BITS, FIELD_MASK } from './postings.ts';

/*
 * How clips are ranked, in one place. The score of a clip is
 *
 *   Σ over the words of the search: rarity(word) × nearness(word) …
 *   … × recency(clip)
 *
 * where rarity is the inverse document frequency of BM25, nearness says how well the word was found (whole, as a
 * beginning, with a slip) plus in which texts and how often, and recency is a few percent. All of it is made of what is
 * true of the whole library, never of one segment: how clips are spread over segments must not show.
 */

/** What a word counts where it stands. What the user or the page says comes before what is said about it. */
const FIELD_WEIGHTS: Record<TextField, number> = { quote: 1, note: 0.9, title: 0.8, origin: 0.35, picture: 0.5 };

/** A word in the name of the clip's tag, or of whom it is about, counts as one in the title. */
export const MARK_WEIGHT = 0.5 * FIELD_WEIGHTS.title;

/** Each further text with the word adds so much of its weight. */
const FURTHER = 0.25;
/** Each doubling of how often a word occurs. */
const DOUBLING = 0.15;

function textScore(info: number): number {
  const fields = info & FIELD_MASK;
  const times = (info >>> FIELD_BITS) + 1;
  const weights = TEXT_FIELDS.filter((_, bit) => fields & (1 << bit)).map((field) => FIELD_WEIGHTS[field]);
  const most = Math.max(0, ...weights);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return (most + FURTHER * (all - most)) * (1 + DOUBLING * Math.log2(times));
}

const MOST = textScore(255);
/** By the byte of a posting, what the texts with the word count: above 0, at most 1. */
export const TEXT_SCORES = Float32Array.from({ length: 256 }, (_, info) => textScore(info) / MOST);

/** Steps of {@link lengthCode} for each doubling. */
const LENGTH_STEPS = 8;

/** How many terms a clip has, as a byte. */
export function lengthCode(terms: number): number {
  return Math.min(255, Math.round(LENGTH_STEPS * Math.log2(1 + terms)));
}

/** Fewer terms than this are as good as none: a short quote is no better than a shorter one. */
const SHORT = 40;
/** By the code of its length, how much of a text's score remains: a word in a long article says less of it. */
export const LENGTH_SHARES = Float32Array.from({ length: 256 }, (_, code) => {
  const doublings = Math.max(0, code / LENGTH_STEPS - Math.log2(1 + SHORT));
  return 1 / (1 + 0.12 * doublings);
});

/** What a way of finding a word is worth: so much at least, and so much more by the texts that have it. */
export type Nearness = { least: number; span: number };

const WHOLE: Nearness = { least: 1, span: 1 };
/** All parts of an unspaced word, but not side by side. */
const SCATTERED: Nearness = { least: 0.55, span: 0.5 };
const MARKED: Nearness = { least: 1, span: MARK_WEIGHT };

/** The beginning of a longer word: the more of it was typed, the better. @param share Above 0, at most 1. */
function beginning(share: number): Nearness {
  return { least: 0.55 + 0.35 * share, span: 0.7 };
}

/** Two parts of an unspaced run that are words of their own: less than the whole run, which then is nowhere. */
const PARTED: Nearness = { least: 0.2, span: 0.25 };

/** Always below a word without a slip, whatever text has it and however new it is. */
function slipped(slips: number, isBeginning: boolean): Nearness {
  const share = (isBeginning ? 0.7 : 1) / slips;
  return { least: 0.2 * share, span: 0.25 * share };
}

export const NEARNESS = { WHOLE, SCATTERED, PARTED, MARKED, beginning, slipped } as const;

/** Fewer letters than this have so many neighbours that a slip is looked for only where no clip has the word. */
const LONG_WORD = 6;
const RARE = 10;

/**
 * A slip is looked for where fewer clips than this have the word as it was typed. A word that many have was hardly
 * mistyped; its neighbours would be noise in lists, counts and whatever is done with all that was found.
 */
export function rareBelow(letters: number): number {
  return letters < LONG_WORD ? 1 : RARE;
}

/** @param having How many of `all` clips have the word. */
export function rarity(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

const HALF_YEAR = 182 * 86_400_000;

/** From 1.08 for the newest clip of the library towards 1. @param age Milliseconds between the two. */
export function recency(age: number): number {
  return 1 + 0.08 / (1 + age / HALF_YEAR);
}
