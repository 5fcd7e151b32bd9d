import type { Terms } from '#lib/core/text-directive.ts';
import type { Spot, Surroundings } from './surroundings.ts';

/** UTF-16 units. What is longer is named by its start and its end. */
const WHOLE = 120;
/** How many units of either end are tried, and of the words around, before and after. */
const EDGES = [24, 48, 96];
const CONTEXTS = [
  [0, 0],
  [12, 0],
  [0, 12],
  [12, 12],
  [40, 0],
  [0, 40],
  [40, 40],
  [120, 120],
] as const;

/** How many lines before a passage may tell it from others like it. */
const MOST_BEFORE = 6;

/** One end of a passage: the number of a character among those around it. */
type End = { around: Surroundings; at: number };

export type Candidate = {
  terms: Terms;
  /** Where the match is to begin, and the last character of it. */
  from: Spot;
  to: Spot;
  /** It begins before the passage. */
  isWider?: boolean;
};

const isWord = (text: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(text);

/** Firefox takes accents and vowel signs out of the page, and does not see that a word ends with one. */
const isOpen = (text: string, end: number): boolean => /\p{M}$/u.test(text.slice(end - 1, end));

/** A block, or a line of one, cut into words. Offsets are of the text that it is part of. */
class Line {
  readonly #cuts: number[];
  readonly text: string;
  readonly start: number;
  readonly end: number;

  constructor(text: string, at: number, segmenter: Intl.Segmenter) {
    this.text = text;
    this.start = text.lastIndexOf('\n', at - 1) + 1;
    const end = text.indexOf('\n', at);
    this.end = end < 0 ? text.length : end;
    const words = segmenter.segment(text.slice(this.start, this.end));
    this.#cuts = [...Array.from(words, ({ index }) => this.start + index), this.end];
  }

  /** The place between two words that is nearest before `at`. */
  cutBefore(at: number): number {
    return this.#cuts.findLast((cut) => cut <= at) ?? this.start;
  }

  /** The place between two words that is nearest after `at`; one word before or after that, where browsers differ there. */
  cutAfter(at: number, start: number): number {
    const cut = this.#cuts.find((each) => each >= at) ?? this.end;
    if (!isOpen(this.text, cut)) return cut;
    const isClosed = (each: number): boolean => /\S$/.test(this.text.slice(0, each)) && !isOpen(this.text, each);
    const [shorter, longer] = [
      this.#cuts.findLast((each) => each < cut && isClosed(each)),
      this.#cuts.find((each) => each > cut && isClosed(each)),
    ];
    return shorter !== undefined && shorter - start >= (cut - start) / 2 ? shorter : (longer ?? cut);
  }

  /** The fewest whole words from `from` on that have `length` units and a word in them, up to `limit`. */
  head(from: number, length: number, limit: number): string {
    const enough = this.#cuts.find(
      (cut) => cut - from >= length && isWord(this.text.slice(from, cut)) && !isOpen(this.text, cut),
    );
    return this.text.slice(from, Math.min(enough ?? limit, limit)).trim();
  }

  tail(to: number, length: number, limit: number): string {
    const enough = this.#cuts.findLast((cut) => to - cut >= length && isWord(this.text.slice(cut, to)));
    return this.text.slice(Math.max(enough ?? limit, limit), to).trim();
  }
}

/** What may name the passage between two ends, from the fewest words to the most. */
export function* candidatesFor(first: End, last: End, segmenter: Intl.Segmenter): Generator<Candidate, void> {
  const from = skipSpace(first.around.text, first.at, 1);
  const to = skipSpace(last.around.text, last.at - 1, -1) + 1;
  const isOne = first.around === last.around;
  if (isOne && from >= to) return;
  const startLine = new Line(first.around.text, from, segmenter);
  const endLine = new Line(last.around.text, to - 1, segmenter);
  const isOneLine = isOne && startLine.start === endLine.start;
  // A browser matches whole words only: what begins or ends within one takes all of it.
  const start = startLine.cutBefore(from);
  const end = endLine.cutAfter(to, isOneLine ? start : endLine.start);
  const [startSpot, endSpot] = [first.around.spots[start], last.around.spots[end - 1]];
  if (!startSpot || !endSpot) return;

  const before = (length: number): string | undefined => {
    const at = skipSpace(first.around.text, start - 1, -1) + 1;
    if (length === 0 || at <= 0) return undefined;
    const line = new Line(first.around.text, at - 1, segmenter);
    return line.tail(at, length, line.start);
  };
  const after = (length: number): string | undefined => {
    const at = skipSpace(last.around.text, end, 1);
    if (length === 0 || at >= last.around.text.length) return undefined;
    const line = new Line(last.around.text, at, segmenter);
    return line.head(at, length, line.end);
  };
  const named = function* (own: Pick<Terms, 'start' | 'end'>): Generator<Candidate, void> {
    for (const [lead, rest] of CONTEXTS) {
      const [prefix, suffix] = [before(lead), after(rest)];
      // There is nothing around it on this side, so this was tried.
      if ((!prefix && rest === 0 && lead > 0) || (!suffix && lead === 0 && rest > 0)) continue;
      const terms = { ...own, ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) };
      yield { terms, from: startSpot, to: endSpot };
    }
  };

  const edges = EDGES.map((edge) => ({
    start: startLine.head(start, edge, isOneLine ? end : startLine.end),
    end: endLine.tail(end, edge, isOneLine ? start : endLine.start),
    // Start and end may not overlap.
  })).filter((own) => !isOneLine || own.start.length + own.end.length < end - start);
  // A line that is one endless word goes whole.
  if (isOneLine && (end - start <= WHOLE || edges.length === 0)) {
    yield* named({ start: first.around.text.slice(start, end) });
  }
  for (const own of edges) yield* named(own);
  // The last resort: from a line before, so that more than the passage is marked.
  const whole = isOneLine && end - start <= WHOLE ? first.around.text.slice(start, end) : undefined;
  let at = startLine.start;
  for (let lines = 0; lines < MOST_BEFORE && at > 1; lines += 1) {
    const line = new Line(first.around.text, at - 2, segmenter);
    const [fromSpot, text] = [first.around.spots[line.start], line.head(line.start, WHOLE, line.end)];
    at = line.start;
    if (!fromSpot || !isWord(text)) continue;
    yield {
      terms: { start: text, end: whole ?? endLine.tail(end, 96, endLine.start) },
      from: fromSpot,
      to: endSpot,
      isWider: true,
    };
  }
}

/** The number of the nearest character from `at` on, in the direction of `step`, that is no space. */
function skipSpace(text: string, at: number, step: 1 | -1): number {
  let index = at;
  while (index >= 0 && index < text.length && /\s/.test(text.charAt(index))) index += step;
  return index;
}
