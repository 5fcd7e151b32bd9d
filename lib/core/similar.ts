/**
 * Finding texts that say almost the same: sets of shingles, compared by Jaccard similarity, found by MinHash (Broder 1997)
 * in bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4). Pure.
 */

/** From this share of common shingles on, one text is the other with a few words changed. */
export const ALIKE = 0.6;

/**
 * A band is this many minima. Texts that have 0.8 of their shingles in common share one of the bands in 99.7 of 100 cases,
 * texts of 0.02 in 6 of 100,000.
 */
const ROWS = 3;
const BANDS = 8;

/** Less than this in a text is a phrase that thousands of people use. */
const FEWEST = 4;

/** Longer texts that begin alike are alike. In UTF-16 units. */
const READ = 20_000;

const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
/** Words; single characters in scripts that put no spaces between words. */
const TOKENS = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** MurmurHash3's finaliser: each bit of the result depends on each bit of the input. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

/** Hashes of what is compared: each two neighbouring words, or characters where words have no spaces between them. */
export function shinglesOf(text: string): ReadonlySet<number> {
  const tokens = text.slice(0, READ).normalize('NFKC').toLowerCase().match(TOKENS) ?? [];
  const shingles = new Set<number>();
  for (let index = 1; index < tokens.length; index += 1) shingles.add(hashOf(`${tokens[index - 1]} ${tokens[index]}`));
  return shingles;
}

/** The share that two sets have in common, from 0 to 1. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common += 1;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

/**
 * What an index finds a text by: texts that are alike share at least one of these numbers (below 2^35), others hardly ever.
 * None for a text that is too short to be told from others.
 */
export function bandsOf(shingles: ReadonlySet<number>): number[] {
  if (shingles.size < FEWEST) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    let key = 0;
    for (let row = 0; row < ROWS; row += 1) {
      const seed = mixed(band * ROWS + row + 1);
      let least = 0xffffffff;
      for (const shingle of shingles) least = Math.min(least, mixed(shingle ^ seed));
      key = mixed(Math.imul(key, 31) ^ least);
    }
    return band * 2 ** 32 + key;
  });
}
