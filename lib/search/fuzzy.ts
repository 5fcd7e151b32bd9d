/** Shorter words have too many neighbours for any slip. */
const SHORTEST = 4;
/** From so many letters on, two slips are forgiven. */
const TWO_FROM = 8;
/** From so many letters on, the beginning of a word may have a slip in it too. */
const BEGINNING_FROM = 5;

/** How many slips are forgiven in a word of this length (UTF-16 units). */
export function slipsIn(length: number): number {
  if (length < SHORTEST) return 0;
  return length < TWO_FROM ? 1 : 2;
}

/** Which letters a word has, as bits: exact for a to z, shared by several for others. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (word.charCodeAt(at) % 6));
  }
  return bits;
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What was found of a mistyped word: how many slips away, and whether the word goes on after it. */
export type Slip = { slips: number; isBeginning: boolean };

/**
 * Finds the words that a mistyped one may mean: optimal string alignment, that is Damerau-Levenshtein in which no letter
 * is touched twice (Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2).
 */
export class SlipFinder {
  readonly #word: string;
  readonly #limit: number;
  readonly #letters: number;
  /** Three rows of the table: of the letter before the last, of the last, and of this one. */
  readonly #rows: [Uint8Array, Uint8Array, Uint8Array];

  constructor(word: string) {
    this.#word = word;
    this.#limit = slipsIn(word.length);
    this.#letters = lettersOf(word);
    const row = () => new Uint8Array(word.length + 1);
    this.#rows = [row(), row(), row()];
  }

  /**
   * Whether a word with these letters (see {@link lettersOf}) can be meant at all: each slip mends one that it lacks.
   * @param first Its first UTF-16 unit.
   */
  canBe(letters: number, length: number, first: number): boolean {
    if (this.#limit === 0 || length < this.#word.length - this.#limit) return false;
    if (length > this.#word.length + this.#limit && !this.#canBegin(first)) return false;
    return bitCount(this.#letters & ~letters) <= this.#limit;
  }

  /** Whether what was typed may be the beginning of a word that begins so: nobody misses the first letter. */
  #canBegin(first: number): boolean {
    return this.#word.length >= BEGINNING_FROM && this.#word.charCodeAt(0) === first;
  }

  /** How near a word is; undefined where it is too far, or where there is no slip: where it is, or begins with, what was typed. */
  find(word: string): Slip | undefined {
    const [limit, sought] = [this.#limit, this.#word];
    const width = sought.length;
    let [before, last, row] = this.#rows;
    for (let place = 0; place <= width; place += 1) last[place] = place;
    const canBegin = this.#canBegin(word.charCodeAt(0));
    let beginning = limit + 1;
    for (let at = 1; at <= word.length; at += 1) {
      const letter = word.charCodeAt(at - 1);
      row[0] = at;
      let least = at;
      for (let place = 1; place <= width; place += 1) {
        const wanted = sought.charCodeAt(place - 1);
        let cost = Math.min(
          (last[place] ?? 0) + 1,
          (row[place - 1] ?? 0) + 1,
          (last[place - 1] ?? 0) + (letter === wanted ? 0 : 1),
        );
        if (
          at > 1 &&
          place > 1 &&
          letter === sought.charCodeAt(place - 2) &&
          word.charCodeAt(at - 2) === wanted &&
          letter !== wanted
        ) {
          cost = Math.min(cost, (before[place - 2] ?? 0) + 1);
        }
        row[place] = cost;
        if (cost < least) least = cost;
      }
      const whole = row[width] ?? 0;
      if (whole === 0) return undefined;
      if (at === word.length) {
        if (whole <= limit) return { slips: whole, isBeginning: false };
      } else if (canBegin && whole < beginning) {
        beginning = whole;
      }
      if (least > limit) break;
      [before, last, row] = [last, row, before];
    }
    return beginning <= limit ? { slips: beginning, isBeginning: true } : undefined;
  }
}
