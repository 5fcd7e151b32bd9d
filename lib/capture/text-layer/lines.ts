import type { Rect } from '#lib/core/schema/reading.ts';
import { around, overlaps } from './area.ts';
import type { TextLook } from './sight.ts';

/** Part of a text, by offsets into it. */
export type Span = { start: number; end: number };
/** Part of a text that stands on one line. */
export type Line = Span & { rect: Rect };

/** More lines than this of one text are told apart by their lengths alone: to ask where each ends takes ever longer. */
const MAX_ASKED = 2_000;

let range: Range | undefined;

/** Lets go of the page's text: browsers keep a range true to whatever changes around it. */
export function letGo(): void {
  range = undefined;
}

/** The rectangles that part of a text fills: one or more for each line. */
export function rectsOf(text: Text, start: number, end: number): Rect[] {
  range ??= new Range();
  range.setStart(text, start);
  range.setEnd(text, end);
  const rects: Rect[] = [];
  for (const { x, y, width, height } of range.getClientRects()) {
    if (width > 0 && height > 0) rects.push({ x, y, width, height });
  }
  return rects;
}

/**
 * Finds which part of a text stands on which line.
 * @param rects What `rectsOf` gave for the text from `start` to `end`.
 * @param area Lines outside of it may be left out.
 */
export function linesOf(
  text: Text,
  { start, end }: Span,
  rects: readonly Rect[],
  area: Rect,
  { vertical, collapses }: Pick<TextLook, 'vertical' | 'collapses'>,
): Line[] {
  const [only] = rects;
  if (!only) return [];
  if (rects.length === 1) return [{ start, end, rect: only }];
  const written = collapses ? undefined : writtenLines(text.data, start, end, rects);
  const lines: Line[] = [];
  for (const piece of written ?? drawnLines(text, start, end, rects, area)) {
    const last = lines.at(-1);
    // Text of two directions on one line is several pieces.
    if (last && isSameLine(last.rect, piece.rect, vertical)) {
      last.end = piece.end;
      last.rect = around(last.rect, piece.rect);
    } else {
      lines.push({ ...piece });
    }
  }
  return lines;
}

/** The lines of text with line breaks of its own; undefined unless as many are drawn: then none of them was broken. */
function writtenLines(data: string, start: number, end: number, rects: readonly Rect[]): Line[] | undefined {
  const lines: Line[] = [];
  for (let at = start; at < end; ) {
    const next = data.indexOf('\n', at);
    const stop = next < 0 || next > end ? end : next;
    if (stop > at) {
      const rect = rects[lines.length];
      if (!rect) return undefined;
      lines.push({ start: at, end: stop, rect });
    }
    at = stop + 1;
  }
  return lines.length === rects.length ? lines : undefined;
}

function isSameLine(a: Rect, b: Rect, vertical: boolean): boolean {
  const apart = vertical ? a.x + a.width / 2 - b.x - b.width / 2 : a.y + a.height / 2 - b.y - b.height / 2;
  return Math.abs(apart) < Math.min(vertical ? a.width : a.height, vertical ? b.width : b.height) / 2;
}

/** The lines of text that the browser broke, by asking it where each ends. */
function drawnLines(text: Text, start: number, end: number, rects: readonly Rect[], area: Rect): Line[] {
  const first = rects.findIndex((rect) => overlaps(rect, area));
  const last = rects.findLastIndex((rect) => overlaps(rect, area));
  if (first < 0) return [];
  if (last - first >= MAX_ASKED) return byLength(start, end, rects);
  const average = (end - start) / rects.length;
  const lines: Line[] = [];
  let from = first === 0 ? start : endOf(text, start, end, first, average * first);
  for (const rect of rects.slice(first, last + 1)) {
    const isLast = rect === rects.at(-1);
    const to = isLast ? end : endOf(text, from, end, 1, average);
    if (to > from) lines.push({ start: from, end: to, rect });
    from = to;
  }
  return lines;
}

/** How far a text reaches from `start` in at most `count` pieces. @param guess of its length */
function endOf(text: Text, start: number, end: number, count: number, guess: number): number {
  const fits = (to: number) => rectsOf(text, start, to).length <= count;
  let step = Math.max(1, Math.round(guess));
  let low = start;
  let high = start + step;
  while (high < end && fits(high)) {
    low = high;
    step *= 2;
    high += step;
  }
  high = Math.min(high, end);
  if (high === end && fits(end)) return end;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return Math.max(low, Math.min(start + 1, end));
}

function byLength(start: number, end: number, rects: readonly Rect[]): Line[] {
  const all = rects.reduce((sum, { width, height }) => sum + Math.max(width, height), 0);
  let told = 0;
  let from = start;
  return rects.map((rect) => {
    told += Math.max(rect.width, rect.height);
    const line = { start: from, end: start + Math.round(((end - start) * told) / all), rect };
    from = line.end;
    return line;
  });
}

/** What of a line is in `area`, which cuts it along the line: without the letters that are outside. */
export function cutLine(text: Text, { start, end }: Line, area: Rect): Line | undefined {
  // A letter of which a pixel is left is not read.
  const inner = { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
  const touches = (from: number, to: number) => rectsOf(text, from, to).some((rect) => overlaps(rect, inner));
  // The first letter that is in it, and then the end of the last: whichever way the text runs.
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (touches(start, middle + 1)) high = middle;
    else low = middle + 1;
  }
  const from = low;
  high = end;
  low = from;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (touches(middle - 1, end)) low = middle;
    else high = middle - 1;
  }
  const [rect, ...rects] = rectsOf(text, from, low);
  return rect && low > from ? { start: from, end: low, rect: rects.reduce(around, rect) } : undefined;
}
