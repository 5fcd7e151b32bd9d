import { isWide } from '#lib/core/layer-joints.ts';
import { cleanLine } from '#lib/core/text.ts';

/**
 * UTF-16 units of a picture's words in its alt text. Who hears an alt text hears it in one go and cannot go back in it,
 * so it is a long paragraph at most, enough to know the picture by; all of the words are in the JSON export.
 */
const MAX_WORDS = 500;
/** A longer word than this is cut like any other run of letters. */
const MAX_WORD = 60;

/** The alternative of a picture in text, on one line: what it is of, and the words in it, as far as there is room. */
export function altText(title: string, words: string): string {
  // Of a long page the most is left out, and need not be cleaned first.
  const line = cleanLine(words.slice(0, MAX_WORDS * 4), MAX_WORDS * 4);
  return line === '' ? title : `${title}: ${cutWords(line)}`;
}

/** A line without the words that are too many. Chinese and Japanese may be cut between any two letters. */
function cutWords(line: string): string {
  if (line.length <= MAX_WORDS) return line;
  let end = MAX_WORDS;
  while (end > MAX_WORDS - MAX_WORD && !mayEndAt(line, end)) end -= 1;
  if (end === MAX_WORDS - MAX_WORD) end = MAX_WORDS;
  // Half a character (a surrogate that lost its pair) is none.
  return `${line
    .slice(0, end)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd()}…`;
}

function mayEndAt(line: string, at: number): boolean {
  const [before, after] = [line.charAt(at - 1), line.charAt(at)];
  return before === ' ' || after === ' ' || isWide(before) || isWide(after);
}
