import type { TextRun } from '#lib/core/schema/text-layer.ts';

/**
 * What is between two runs that follow each other: nothing, as where part of a word is bold; a space; the end of a line
 * whose text goes on in the next (`wrap`); or so much that one has nothing to do with the other (`break`).
 */
export type Joint = '' | ' ' | 'wrap' | 'break';

/** Gaps along a line, in heights of the line: a space is about 0.22, and letters are set apart by less than 0.12. */
const TIGHT = 0.12;
const SPACED = 1.2;

/** A run along the direction of its line: lines follow each other by growing `top`. */
type Placed = { start: number; end: number; top: number; bottom: number };

function placed(run: TextRun, vertical: boolean): Placed {
  const { x, y, width, height } = run;
  // Vertical lines follow each other from right to left.
  if (vertical) return { start: y, end: y + height, top: -x - width, bottom: -x };
  return { start: x, end: x + width, top: y, bottom: y + height };
}

export function jointBetween(before: TextRun, after: TextRun): Joint {
  const { isVertical: vertical = false } = before;
  if (vertical !== (after.isVertical ?? false)) return 'break';
  const [a, b] = [placed(before, vertical), placed(after, vertical)];
  const [heightA, heightB] = [a.bottom - a.top, b.bottom - b.top];
  const height = Math.min(heightA, heightB);
  if (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > height / 2) {
    // From left to right, or from right to left.
    const gap = Math.max(b.start - a.end, a.start - b.end);
    if (gap <= height * TIGHT) return '';
    return gap <= height * SPACED ? ' ' : 'break';
  }
  const isBelow = b.top - a.top > height / 2 && b.top - a.bottom < height;
  const isAlike = Math.max(heightA, heightB) <= height * 1.25;
  return isBelow && isAlike && b.start < a.end ? 'wrap' : 'break';
}

const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF60]/u;

/** Whether a letter is one of Chinese or Japanese, between which there are no spaces and lines may end. */
export function isWide(letter: string): boolean {
  return WIDE.test(letter);
}

/** Whether text goes on in the next line without a space: what is between Chinese or Japanese letters is no space. */
export function isSeamless(before: string, after: string): boolean {
  return isWide(before.at(-1) ?? '') && isWide(after);
}
