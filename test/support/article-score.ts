/** How well a text fits another: shares of the shingles, 0 to 1. */
export type Fit = { precision: number; recall: number; f1: number };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{N}_]+/gu;

/** Runs of four tokens; a token is a word, or one character of Chinese or Japanese, which puts no spaces between words. */
function shingles(text: string): Map<string, number> {
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  const counts = new Map<string, number>();
  for (let index = 0; index < Math.max(tokens.length > 0 ? 1 : 0, tokens.length - 3); index += 1) {
    const shingle = tokens.slice(index, index + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/**
 * Shingle F1, as the article extraction benchmark of Scrapinghub counts it
 * (https://github.com/scrapinghub/article-extraction-benchmark, `evaluate.py`): four tokens a shingle, as a multiset.
 */
export function fitOf(text: string, truth: string): Fit {
  const [found, wanted] = [shingles(text), shingles(truth)];
  let hits = 0;
  for (const [shingle, count] of found) hits += Math.min(count, wanted.get(shingle) ?? 0);
  const size = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const precision = size(found) > 0 ? hits / size(found) : 0;
  const recall = size(wanted) > 0 ? hits / size(wanted) : 0;
  return { precision, recall, f1: hits > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
}

export const isCjk = (text: string): boolean => CJK.test(text);

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
