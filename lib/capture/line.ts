/** How white space of a text is shown: folded, kept, or folded but for line feeds. */
export type WhiteSpace = 'collapse' | 'preserve' | 'preserve-breaks';

/** A piece of text as it is shown. A line feed in `value` is a line break on the page. */
export type RenderedText = { type: 'text'; value: string };

// East Asian Wide, Fullwidth and Halfwidth without Hangul: scripts that put no spaces between words.
const WIDE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303F\uFE30-\uFE4F\uFF01-\uFFDC\uFFE0-\uFFE6]`;
const BREAK_INSIDE = new RegExp(`(?<=${WIDE})\n(?=${WIDE})`, 'gu');
const WIDE_AT_START = new RegExp(`^${WIDE}`, 'u');
const WIDE_AT_END = new RegExp(`${WIDE}$`, 'u');

/**
 * Folds the white space of one inline formatting context, text by text, as CSS does: runs become one space, spaces at
 * the ends of lines go, and a line feed between two ideographs is no space at all.
 * https://drafts.csswg.org/css-text-4/#white-space-rules
 */
export class Line {
  #last: RenderedText | undefined;
  /** A space that came now would not be seen. */
  #closed = true;
  #trailingSpace = false;
  /** The trailing space was a line feed after an ideograph, so it goes if another follows. */
  #trailingBreak = false;

  add(source: string, whiteSpace: WhiteSpace): RenderedText {
    const text: RenderedText = { type: 'text', value: source };
    if (whiteSpace === 'preserve') {
      if (source !== '') this.#ended(text, source.endsWith('\n'), false);
      return text;
    }
    let value = !/[\t\n]| {2}/.test(source)
      ? source
      : whiteSpace === 'preserve-breaks'
        ? source.replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n')
        : source.replace(/[ \t\n]+/g, (run) => (run.includes('\n') ? '\n' : ' ')).replace(BREAK_INSIDE, '');
    if (whiteSpace === 'collapse') {
      if (this.#trailingBreak && this.#last && WIDE_AT_START.test(value)) this.#trim();
      if (value.startsWith('\n') && WIDE_AT_START.test(value.slice(1)) && this.#endsWide()) value = value.slice(1);
    }
    if (this.#closed && /^[ \n]/.test(value) && (whiteSpace === 'collapse' || value.startsWith(' '))) {
      value = value.slice(1);
    }
    const trailingBreak =
      whiteSpace === 'collapse' &&
      value.endsWith('\n') &&
      (value.length > 1 ? WIDE_AT_END.test(value.slice(0, -1)) : this.#endsWide());
    text.value = whiteSpace === 'collapse' ? value.replaceAll('\n', ' ') : value;
    if (text.value !== '') this.#ended(text, /[ \n]$/.test(text.value), text.value.endsWith(' '));
    if (text.value !== '') this.#trailingBreak = trailingBreak;
    return text;
  }

  /** Something that is seen and is not text, like a picture. */
  object(): void {
    this.#last = undefined;
    this.#closed = this.#trailingSpace = this.#trailingBreak = false;
  }

  /** A forced break, or the edge of a block: `edge` tells them apart, for a line feed before an edge shows nothing. */
  end(edge: boolean): void {
    this.#trim();
    if (edge && this.#last?.value.endsWith('\n')) this.#last.value = this.#last.value.slice(0, -1);
    this.#last = undefined;
    this.#closed = true;
    this.#trailingSpace = this.#trailingBreak = false;
  }

  #ended(text: RenderedText, closed: boolean, trailingSpace: boolean): void {
    this.#last = text;
    this.#closed = closed;
    this.#trailingSpace = trailingSpace;
    this.#trailingBreak = false;
  }

  #endsWide(): boolean {
    return this.#last !== undefined && WIDE_AT_END.test(this.#last.value);
  }

  #trim(): void {
    if (this.#trailingSpace && this.#last) this.#last.value = this.#last.value.slice(0, -1);
    this.#trailingSpace = this.#trailingBreak = false;
  }
}
