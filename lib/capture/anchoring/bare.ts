import { isWide } from './fold.ts';

/**
 * A text as its characters alone: without white space, which comes and goes with the markup, and without what no reader
 * sees. A letter and its accent are one character where there is one (NFC).
 */
export type Bare = {
  text: string;
  /** The same, unit by unit, without differences of case and width: what likeness is measured on. */
  plain: string;
  /** Where in the original each unit stands, in UTF-16 units. */
  offsets: Uint32Array;
  /** What stands before each unit: `NOTHING`, `SPACE` or `BREAK`. */
  gaps: Uint8Array;
};

const NOTHING = 0;
const SPACE = 1;
/** The end of a paragraph, whether white space says so or not. */
const BREAK = 2;

const UNSEEN = 1;
const WHITE = 2;
const MARK = 3;
const WORD = 4;
const OTHER = 5;
/** By unit: what it is, how it is read, and the same without case and width. Filled as units are met. */
const kinds = new Uint8Array(1 << 16);
const read = new Uint16Array(1 << 16);
const plain = new Uint16Array(1 << 16);

/** The first half of a tag or a selector of variants beyond the first plane, U+E0000 to U+E0FFF: unseen. */
const isTag = (unit: number): boolean => unit >= 0xdb40 && unit <= 0xdb43;

/** What a character becomes, where that is one unit as well. */
const oneUnit = (unit: number, become: (character: string) => string): number => {
  const after = become(String.fromCharCode(unit));
  return after.length === 1 ? after.charCodeAt(0) : unit;
};

const ZERO_WIDTH_JOINER = 0x200d;

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  read[unit] = oneUnit(unit, (one) => one.normalize('NFC'));
  plain[unit] = oneUnit(unit, (one) => one.normalize('NFKC').toLowerCase());
  if (/\s/.test(character) && unit !== 0xfeff) kinds[unit] = WHITE;
  else if (/\p{Default_Ignorable_Code_Point}/u.test(character)) kinds[unit] = UNSEEN;
  else if (isTag(unit) || (unit >= 0xfff9 && unit <= 0xfffb)) kinds[unit] = UNSEEN;
  // Vowels and finals of Hangul are written apart in NFD, as accents are.
  else if (/\p{M}/u.test(character) || (unit >= 0x1160 && unit <= 0x11ff)) kinds[unit] = MARK;
  else kinds[unit] = !isWide(unit) && /[\p{L}\p{N}_]/u.test(character) ? WORD : OTHER;
  return kinds[unit] ?? OTHER;
}

const kindOf = (unit: number): number => kinds[unit] || learn(unit);

const isWordUnit = (unit: number): boolean => {
  const kind = kindOf(unit);
  return kind === WORD || kind === MARK || unit === ZERO_WIDTH_JOINER;
};

const decoder = new TextDecoder('utf-16le');
/** Units that are read in one go. */
const SLICE = 1 << 15;

/**
 * Reads a text bare, in small steps.
 * @param breaks Offsets at which a paragraph ends though no space says so.
 */
export function* bareOf(text: string, breaks?: ReadonlySet<number>): Generator<void, Bare> {
  const units = new Uint16Array(text.length);
  const plains = new Uint16Array(text.length);
  const offsets = new Uint32Array(text.length);
  const gaps = new Uint8Array(text.length);
  let length = 0;
  let gap = NOTHING;
  for (let at = 0; at < text.length; at += 1) {
    if (at % SLICE === SLICE - 1) yield;
    if (breaks?.has(at)) gap = BREAK;
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (isTag(unit)) at += 1;
    const before = length > 0 ? (units[length - 1] ?? 0) : 0;
    if (kind === WHITE) {
      gap ||= SPACE;
      continue;
    }
    // It makes one picture of several, but parts no letters.
    const isPicture = unit === ZERO_WIDTH_JOINER && before >= 0x2000 && !isWordUnit(before);
    if (kind === UNSEEN && !isPicture) continue;
    if (kind === MARK && gap === NOTHING && length > 0 && kindOf(before) !== MARK) {
      const composed = String.fromCharCode(before, unit).normalize('NFC');
      if (composed.length === 1) {
        units[length - 1] = composed.charCodeAt(0);
        kindOf(composed.charCodeAt(0));
        plains[length - 1] = plain[composed.charCodeAt(0)] ?? 0;
        continue;
      }
    }
    units[length] = read[unit] ?? unit;
    plains[length] = plain[unit] ?? unit;
    offsets[length] = at;
    gaps[length] = length > 0 ? gap : NOTHING;
    gap = NOTHING;
    length += 1;
  }
  yield;
  const bare = decoder.decode(units.subarray(0, length));
  yield;
  return {
    text: bare,
    plain: decoder.decode(plains.subarray(0, length)),
    offsets: offsets.subarray(0, length),
    gaps: gaps.subarray(0, length),
  };
}

/** The same for a short text, at once. */
export function bareNow(text: string): Bare {
  const steps = bareOf(text);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The first unit that stands at `offset` of the original or after it. */
export function bareOffset({ offsets }: Bare, offset: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The part of the original that units of a bare text stand for: accents that were written apart are part of it. */
export function spanOf(
  original: string,
  { offsets }: Bare,
  start: number,
  end: number,
): { start: number; end: number } {
  let last = (offsets[end - 1] ?? 0) + 1;
  while (last < original.length && kindOf(original.charCodeAt(last)) === MARK) last += 1;
  return { start: offsets[start] ?? 0, end: last };
}

/** Whether a word goes on over `at`: scripts without spaces have no such places. */
export function isInWord({ text, gaps }: Bare, at: number): boolean {
  if (at <= 0 || at >= text.length || gaps[at] !== NOTHING) return false;
  return isWordUnit(text.charCodeAt(at - 1)) && isWordUnit(text.charCodeAt(at));
}

/** Whether the words of a quote are parted where it stands in a page as they were: "no where" is not "nowhere". */
export function isPartedAlike(page: Bare, at: number, quote: Bare): boolean {
  for (let index = 1; index < quote.gaps.length; index += 1) {
    const [here, there] = [page.gaps[at + index], quote.gaps[index]];
    // Where a paragraph ends, it is up to the markup whether there is white space.
    if (here === there || here === BREAK || (here && there)) continue;
    if (isWordUnit(quote.text.charCodeAt(index - 1)) && isWordUnit(quote.text.charCodeAt(index))) return false;
  }
  return true;
}
