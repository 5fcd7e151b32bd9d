import type { TextQuoteSelector } from '#lib/core/schema/anchor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { DIRECTIVE, textDirective } from '#lib/core/text-directive.ts';
import { safeUrl } from '#lib/core/url.ts';
import { wordSegmenter } from '#lib/core/words.ts';

/** A quote up to this long (UTF-16 units) is named whole, a longer one by its start and its end. */
const WHOLE = 80;
/** How much of a line names the start or the end of a range, in whole words. */
const EDGE = 32;
/** A quote up to this long may well stand on its page more than once: where nobody counted, it is named with the words around it. */
const COMMON = 40;
/** How much of the text around such a quote goes into the link, in whole words. */
const CONTEXT = 20;

/**
 * The address of the page with a text fragment that scrolls to the quote and marks it:
 * `url#:~:text=[prefix-,]start[,end][,-suffix]`. https://wicg.github.io/scroll-to-text-fragment/
 *
 * It is the fragment that the page was asked for when it was clipped. Where there is none, it is derived from the quote and
 * what is known of its place. A browser that does not find the words shows the page as it is.
 * @returns undefined where the source is not on the web; the plain URL where there is no quote, where no fragment can lead
 * (frames, shadow trees), and where the words stand on the page more than once and nothing tells which of them it was.
 */
export function deepLink(clip: Pick<Clip, 'quote' | 'source' | 'anchor'>): string | undefined {
  const url = safeUrl(clip.source.url);
  if (!url || !/^https?:/.test(url)) return undefined;
  const fragment = fragmentOf(clip);
  if (!fragment) return url;
  const [page, hash] = split(url, '#');
  // What stands after `:~:` is for the browser alone; the page's own fragment before it is kept.
  const [own] = split(hash, ':~:');
  return `${page}#${own}${fragment}`;
}

function fragmentOf(clip: Pick<Clip, 'quote' | 'source' | 'anchor'>): string | undefined {
  if (clip.anchor?.within) return undefined;
  const asked = clip.anchor?.selectors.find((selector) => selector.type === 'FragmentSelector');
  if (asked) return asked.value;
  const derived = directiveFor(clip);
  return derived && `${DIRECTIVE}${derived}`;
}

function directiveFor({ quote, source, anchor }: Pick<Clip, 'quote' | 'source' | 'anchor'>): string | undefined {
  const words = wordSplitter(source.lang);
  // A match may not cross from one block into the next, and every line and table cell may be a block: a quote of several
  // goes by its first and its last.
  const lines = linesOf(quote);
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;

  const length = lines.reduce((total, line) => total + line.length, 0);
  const start = headOf(first, EDGE, words);
  const end = tailOf(last, EDGE, words);
  // Start and end may not overlap: a line that is one endless word goes whole.
  const whole = lines.length === 1 && (length <= WHOLE || start.length + end.length > first.length);
  const times = anchor?.times;
  const isCommon = times === undefined ? length <= COMMON : times > 1;
  const selector = isCommon ? anchor?.selectors.find((each) => each.type === 'TextQuoteSelector') : undefined;
  const prefix = selector ? contextBefore(selector, words) : '';
  const suffix = selector ? contextAfter(selector, words) : '';
  if (times !== undefined && times > 1 && !prefix && !suffix) return undefined;
  return textDirective({ prefix, suffix, ...(whole ? { start: first } : { start, end }) });
}

// The outermost word of a selector's context may be cut in the middle, and a match must end where a word ends.
// Words that run into the quote ("Pricing" + "Free") most likely belong to another block, as the selectors hold the text
// of the document without what parts its blocks: they would match nothing.

function contextBefore({ prefix, exact }: TextQuoteSelector, words: Words): string {
  if (!meet(prefix, exact, words)) return '';
  const line = linesOf(words(prefix).slice(1).join('')).at(-1);
  return line === undefined ? '' : tailOf(line.split(GLUED).at(-1) ?? '', contextLimit(line), words);
}

function contextAfter({ exact, suffix }: TextQuoteSelector, words: Words): string {
  if (!meet(exact, suffix, words)) return '';
  const line = linesOf(words(suffix).slice(0, -1).join(''))[0];
  return line === undefined ? '' : headOf(line.split(GLUED)[0] ?? '', contextLimit(line), words);
}

/**
 * Where the ends of two blocks ran together, as far as letters tell: "historyExporting", "done.Next". A term may not
 * cross from one block into the next.
 */
const GLUED = /(?<=[\p{Ll}\p{N}.!?:;])(?=\p{Lu})/u;

/** Scripts without capitals do not tell, so of those only the nearest word is taken, with its punctuation. */
function contextLimit(line: string): number {
  return /\p{Lo}/u.test(line) ? 3 : CONTEXT;
}

/** Whether a word ends where the two texts meet. */
function meet(before: string, after: string, words: Words): boolean {
  const left = before.slice(-64);
  const ends = new Set<number>();
  let length = 0;
  for (const word of words(left + after.slice(0, 64))) {
    length += word.length;
    ends.add(length);
  }
  return ends.has(left.length);
}

/** The text as a list of words, spaces and punctuation that together are the text. */
type Words = (text: string) => string[];

/** A browser matches whole words only. */
function wordSplitter(lang: string | undefined): Words {
  const segmenter = wordSegmenter(lang);
  return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Whole words from the start of a line, at most `limit` UTF-16 units; the first word however long. */
function headOf(line: string, limit: number, words: Words): string {
  if (line.length <= limit) return line;
  const all = words(line.slice(0, limit * 4));
  let head = '';
  for (const word of all) {
    if (head.trim() !== '' && head.length + word.length > limit) return head.trim();
    head += word;
  }
  return line;
}

function tailOf(line: string, limit: number, words: Words): string {
  if (line.length <= limit) return line;
  const all = words(line.slice(-limit * 4));
  let tail = '';
  for (const word of all.toReversed()) {
    if (tail.trim() !== '' && tail.length + word.length > limit) return tail.trim();
    tail = word + tail;
  }
  return line;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n\t]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** The text before and after the first `separator`. */
function split(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}
