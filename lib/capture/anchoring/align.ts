import search from 'approx-string-match';
import type { Region } from './regions.ts';
import type { Context } from './similarity.ts';

/** Where something like a quote stands, and how like it is: 1 for the same. */
export type Alignment = { start: number; end: number; similarity: number };

/** Units of a quote that are compared one by one. Of longer ones only the ends are, and in between their words. */
const MOST_ALIGNED = 2_400;
const END = 400;
/** More differences than this share of a quote, and it is another. */
const MOST_ERRORS = 0.62;

/** Units of the neighbours that show where a quote ends: of two that are as like it, it is the one between them. */
const BORDER = 4;

function best(text: string, { start, end }: Region, quote: string, around?: Context): Alignment | undefined {
  const most = Math.floor(quote.length * MOST_ERRORS);
  const [before, after] = [around?.prefix.slice(-BORDER) ?? '', around?.suffix.slice(0, BORDER) ?? ''];
  const borders = (at: Region) =>
    Number(text.startsWith(before, at.start - before.length)) + Number(text.startsWith(after, at.end));
  const compare = (a: Alignment, b: Alignment) =>
    a.similarity - b.similarity || borders(a) - borders(b) || a.end - a.start - (b.end - b.start);
  let found: Alignment | undefined;
  for (const match of search(text.slice(start, end), quote, most)) {
    const alignment = {
      start: start + match.start,
      end: start + match.end,
      similarity: 1 - match.errors / quote.length,
    };
    if (!found || compare(alignment, found) > 0) found = alignment;
  }
  return found;
}

/** The words of a text, or its pairs of ideographs. */
function partsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}|[\p{L}\p{N}]+/gu) ?? []);
}

/** Twice what two texts share, by all that they have. */
function shared(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.size + right.size === 0) return 0;
  let both = 0;
  for (const part of left) if (right.has(part)) both += 1;
  return (2 * both) / (left.size + right.size);
}

/** Units that are compared to see whether a quote repeats itself, and how many of its parts must differ, as a share. */
const PART = 6;
const LEAST_VARIED = 0.1;

/** Whether a quote says one thing over and over: it is as like one place as like the next, and each would be measured. */
function isMonotonous(quote: string): boolean {
  const parts = new Set<string>();
  for (let at = 0; at + PART <= quote.length; at += 1) parts.add(quote.slice(at, at + PART));
  return quote.length > 100 && parts.size < quote.length * LEAST_VARIED;
}

/** What in a region is most like a quote; undefined where nothing is, and for a quote that says one thing over and over. */
export function align(text: string, region: Region, quote: string, around: Context): Alignment | undefined {
  if (isMonotonous(quote.slice(0, MOST_ALIGNED))) return undefined;
  if (quote.length <= MOST_ALIGNED) return best(text, region, quote, around);
  const slack = Math.ceil((region.end - region.start - quote.length) / 2) + END;
  const head = best(
    text,
    { start: region.start, end: Math.min(region.end, region.start + slack * 2) },
    quote.slice(0, END),
  );
  const tail = best(
    text,
    { start: Math.max(region.start, region.end - slack * 2), end: region.end },
    quote.slice(-END),
  );
  if (!head || !tail || tail.end <= head.start) return undefined;
  const [start, end] = [head.start, tail.end];
  return { start, end, similarity: shared(text.slice(start, end), quote) };
}
