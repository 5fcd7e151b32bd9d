import { type Bare, bareNow, isInWord } from './bare.ts';
import { weightOf } from './fold.ts';
import type { Context } from './similarity.ts';

/** A passage to be found again in a text. */
export type Sought = Context & {
  exact: string;
  /** Where in the text it may begin, by what its place was; the surest first. */
  places: readonly number[];
  /** In how many places the text had these words, this one included; undefined where nobody counted. */
  times: number | undefined;
  /** Which of them it was, from 1. */
  nth?: number | undefined;
};

/**
 * `exact`: the same words at the same place. `moved`: the same words elsewhere, told from others like them by what stands
 * around them or by how much they say. `changed`: words that are not the same, at a place that is recognisable.
 * `start` and `end` are of the text. `score`: how sure it is, from 0 to 1.
 */
export type Match =
  | { state: 'exact' | 'moved' | 'changed'; start: number; end: number; score: number }
  | { state: 'missing'; score: 0 };

/** A match whose `start` and `end` are of the bare text. */
export type Found = Exclude<Match, { state: 'missing' }>;

/** The text of a page, bare. */
export type Page = Bare;

/** A passage as it is sought. What stood around it is bare and plain. */
export type Quote = Context & {
  bare: Bare;
  /** How much it says: see `weightOf`. */
  weight: number;
  beginsInWord: boolean;
  endsInWord: boolean;
  /** Offsets in the original text of the page, not in its bare one. */
  places: readonly number[];
  times: number | undefined;
  nth: number | undefined;
  /** Others took it, and say little of what stands around it: that tells less of where it is than that it is there at all. */
  isLittleKnown: boolean;
};

/** Units of a passage that show whether it begins or ends within a word. */
const EDGE = 8;
/** Units of context that tell a passage from others like it: ours have more, but at the edges of a text. */
const TELLING_CONTEXT = 24;

export function quoteOf({ exact, prefix, suffix, places, times, nth }: Sought): Quote {
  const bare = bareNow(exact);
  const [before, after] = [bareNow(prefix), bareNow(suffix)];
  // Its first and last units may be unseen.
  const [first, last] = [exact.slice(0, EDGE), exact.slice(-EDGE)];
  return {
    bare,
    prefix: before.plain,
    suffix: after.plain,
    weight: weightOf(exact.replace(/\s+/g, ' ').trim()),
    beginsInWord: isInWord(bareNow(prefix + first), before.text.length),
    endsInWord: isInWord(bareNow(last + suffix), bareNow(last).text.length),
    places,
    times,
    nth,
    isLittleKnown: times === undefined && before.text.length + after.text.length < TELLING_CONTEXT,
  };
}
