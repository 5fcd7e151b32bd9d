import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextRun } from '#lib/core/schema/text-layer.ts';

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\p{Emoji_Presentation}]/u;
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How wide letters are where all are as wide as a digit, Chinese ones as two. */
const fixed = (letter: string): number => (UNSEEN.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1);

/** How wide letters are in most other fonts, in digits. */
const WIDTHS: readonly [RegExp, number][] = [
  [UNSEEN, 0],
  [WIDE, 1.8],
  [/[iljI.,:;'’|! ]/, 0.5],
  [/[ftr()[\]/\\-]/, 0.65],
  [/[mwMW@%]/, 1.5],
  [/[A-Z]/, 1.2],
];
const proportional = (letter: string): number => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 1;

/** Written from right to left: which part of a line is where is then not to be told by counting. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** How much is added on both sides, in letters and as a share of the run: fonts differ, and more is safer than less. */
const PADDING = 0.5;
const SLACK = 0.02;

/** Where in a text part of it begins and ends, as shares of its length, by one way to tell how wide letters are. */
function shareOf(text: string, start: number, end: number, widthOf: (letter: string) => number): [number, number] {
  let [before, inside, all] = [0, 0, 0];
  let at = 0;
  for (const letter of text) {
    const width = widthOf(letter);
    if (at < start) before += width;
    else if (at < end) inside += width;
    all += width;
    at += letter.length;
  }
  if (all === 0) return [0, 1];
  const pad = PADDING + all * SLACK;
  return [Math.max(0, (before - pad) / all), Math.min(1, (before + inside + pad) / all)];
}

/**
 * Where part of a run stands. What font it is drawn in is not known: the rectangle reaches as far as the part would in
 * either kind of font, a little further, and never beyond the run.
 * @param start In UTF-16 units of the run's text.
 */
export function partOfRun(run: TextRun, start: number, end: number): Rect {
  const { text, x, y, width, height, isVertical } = run;
  if (RIGHT_TO_LEFT.test(text)) return { x, y, width, height };
  const shares = [fixed, proportional].map((widthOf) => shareOf(text, start, end, widthOf));
  const from = Math.min(...shares.map(([least]) => least));
  const to = Math.max(...shares.map(([, most]) => most));
  return isVertical
    ? { x, y: y + height * from, width, height: height * (to - from) }
    : { x: x + width * from, y, width: width * (to - from), height };
}
