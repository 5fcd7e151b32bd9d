import type { WantedWords } from '#lib/search/query/query.ts';
import '#lib/search/traditional.ts';
import { type Chain, chainOfPhrase, chainsOfWord, fold } from '#lib/search/terms.ts';
import { numbersOf } from './conditions.ts';
import { matchChain, type Scores } from './match.ts';
import type { Names } from './names.ts';
import type { Rows, Shelf } from './rows.ts';
import { NEARNESS, rarity } from './weights.ts';

/** The words of a pasted page beyond these are not looked for. */
const MOST_WORDS = 64;
/** Words that were typed for others: no more than these are marked. */
const SLIPS_SHOWN = 8;

/** What part of a search asks for; empty where it has no letters, and asks for nothing. */
function chainsOf({ text, isPhrase }: WantedWords): Chain[] {
  const folded = fold(text);
  if (isPhrase) return [chainOfPhrase(folded)].filter((chain) => chain !== undefined);
  return folded.split(/\s+/).slice(0, MOST_WORDS).flatMap(chainsOfWord);
}

/** Rows that have one of these tags, or are about one of these. */
function raiseMarked(rows: Rows, names: Names, marks: readonly string[], scores: Scores): void {
  const isMeant = numbersOf(marks, names);
  const score = NEARNESS.MARKED.least + NEARNESS.MARKED.span;
  let at = 0;
  for (let row = 0; row < rows.size; row += 1) {
    let has = isMeant[rows.actors[row] ?? 0] === 1;
    for (const end = rows.tagEnds[row] ?? 0; at < end; at += 1) if (isMeant[rows.tags[at] ?? 0]) has = true;
    if (has && score > (scores[row] ?? 0)) scores[row] = score;
  }
}

/** Rows that have all chains, with the mean of what those are worth. */
function allOf(parts: readonly Scores[], size: number): Scores {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  const scores = new Float32Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    for (const part of parts) {
      const score = part[row] ?? 0;
      if (score === 0) {
        sum = 0;
        break;
      }
      sum += score;
    }
    scores[row] = sum / parts.length;
  }
  return scores;
}

export type FoundWords = {
  /** What each row is worth; where no words are looked for, undefined. */
  scores: Scores | undefined;
  /** What to mark in the texts. */
  words: readonly string[];
};

/**
 * Looks for the words of a search.
 * @param wanted 1 for each row that is still asked for; those that lack a word, or have one that is excluded, become 0.
 */
export function findWords(
  rows: Rows,
  shelves: readonly Shelf[],
  names: Names,
  asked: readonly WantedWords[],
  wanted: Uint8Array,
): FoundWords {
  const words = new Set<string>();
  const slips = new Set<string>();
  let total: Scores | undefined;
  for (const one of asked.slice(0, MOST_WORDS)) {
    const chains = chainsOf(one);
    if (chains.length === 0) continue;
    const forgive = one.isExcluded ? undefined : (term: string) => slips.add(term);
    const scores = allOf(
      chains.map((chain) => matchChain(shelves, rows.size, chain, forgive)),
      rows.size,
    );
    if (one.marks.length > 0) raiseMarked(rows, names, one.marks, scores);
    if (one.isExcluded) {
      for (let row = 0; row < rows.size; row += 1) if ((scores[row] ?? 0) > 0) wanted[row] = 0;
      continue;
    }
    for (const { surface } of chains) words.add(surface);
    total ??= new Float32Array(rows.size);
    addWord(rows, scores, wanted, total);
  }
  return { scores: total, words: [...words, ...[...slips].slice(0, SLIPS_SHOWN)] };
}

function addWord(rows: Rows, scores: Scores, wanted: Uint8Array, total: Scores): void {
  let having = 0;
  for (let row = 0; row < rows.size; row += 1) if (rows.isLive[row] && (scores[row] ?? 0) > 0) having += 1;
  const weight = rarity(having, rows.live);
  for (let row = 0; row < rows.size; row += 1) {
    const score = scores[row] ?? 0;
    if (score === 0) wanted[row] = 0;
    else total[row] = (total[row] ?? 0) + weight * score;
  }
}
