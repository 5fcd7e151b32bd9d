import {
  contains,
  fieldValue,
  following,
  htmlName,
  isElement,
  isText,
  parentOf,
  walkerOf,
} from '#lib/capture/safe-dom.ts';

/** Elements whose text is not searched. https://wicg.github.io/scroll-to-text-fragment/#search-invisible */
const UNSEARCHED = new Set(
  'audio canvas datalist iframe meter noscript object progress script select style template textarea video'.split(' '),
);
/** Elements of HTML that stand in a line like a word and are none. */
const OBJECTS = new Set('br hr img input button embed'.split(' '));

/** Scripts without spaces between words: there, a letter beside a word does not tell that it goes on. */
const LETTER =
  /^(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}_]$/u;

/** Nodes that are looked at in one go. */
const SLICE = 1_000;
/** After so many that no browser would take, the next is not looked at: it takes long to ask how something is drawn. */
const MOST_REFUSED = 2_000;

/** The texts of a page in their order, and as one text in which browsers' differences of letters are gone. */
export class SearchedText {
  readonly nodes: Text[] = [];
  /** Numbers of nodes before which something stands that is no text. */
  readonly #barriers = new Set<number>();
  readonly #shown = new Map<Element, boolean>();
  readonly #blocks = new Map<Element, Element>();
  readonly #starts: number[] = [];
  /** Copies of what stands in text fields: browsers find words there too, and it is no text of the page. */
  readonly #typed = new Set<Node>();
  #folded = '';

  /** Reads the texts of a tree, some at a time: in between, others may have their turn. */
  *read(root: Node): Generator<void, void> {
    const walker = walkerOf(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
    let walked = 0;
    for (let node: Node | null = walker.nextNode(); node; ) {
      walked += 1;
      if (walked % SLICE === 0) yield;
      let isSearched = true;
      if (isText(node)) {
        this.nodes.push(node);
      } else if (isElement(node)) {
        const name = htmlName(node);
        isSearched = !UNSEARCHED.has(name);
        const typed = name === 'input' || name === 'textarea' ? fieldValue(node) : undefined;
        if (typed) {
          const copy = new Text(typed);
          this.#typed.add(copy);
          this.nodes.push(copy);
        }
        if (!isSearched || name === '' || OBJECTS.has(name)) this.#barriers.add(this.nodes.length);
      }
      if (isSearched) {
        node = walker.nextNode();
        continue;
      }
      const next: Node | undefined = following(node);
      node = next && contains(root, next) ? next : null;
      if (node) walker.currentNode = node;
    }
  }

  /** The numbers of the nodes that stand in the page, which copies do not. */
  placedNodes(): number[] {
    return Array.from(this.nodes.keys()).filter((node) => !this.#typed.has(this.nodes[node] as Node));
  }

  /** Folds the texts, likewise. */
  *fold(): Generator<void, void> {
    const parts: string[] = [];
    let length = 0;
    for (const [index, { data }] of this.nodes.entries()) {
      const part = folded(data);
      this.#starts.push(length);
      parts.push(part);
      length += part.length;
      if (index % SLICE === SLICE - 1) yield;
    }
    this.#folded = parts.join('');
  }

  /** Where in the folded text a place of a node is. */
  placeOf(node: number, offset: number): number {
    return (this.#starts[node] ?? 0) + folded(this.nodes[node]?.data.slice(0, offset) ?? '').length;
  }

  /**
   * Where `words` may stand, before `after` and after `before` with nothing but space between. A place too many is no harm:
   * a browser that would not take it is given more words than it needs.
   */
  *placesOf(
    words: string,
    {
      before = '',
      after = '',
      from = 0,
    }: { before?: string | undefined; after?: string | undefined; from?: number } = {},
  ): Generator<{ start: number; end: number }, void> {
    const [lead, own, rest] = [before, words, after].map((each) => patternOf(each.trim()));
    const pattern = new RegExp(`(${lead ? `${lead}\\s*` : ''})(${own})${rest ? `(?=\\s*${rest})` : ''}`, 'g');
    pattern.lastIndex = from;
    let refused = 0;
    for (let found = pattern.exec(this.#folded); found; found = pattern.exec(this.#folded)) {
      const start = found.index + (found[1]?.length ?? 0);
      const end = start + (found[2]?.length ?? 0);
      // Others may begin within this one.
      pattern.lastIndex = found.index + 1;
      if (refused >= MOST_REFUSED || this.#mayBeMatch(start, end)) yield { start, end };
      else refused += 1;
    }
  }

  /** Where in the page an element and its text are seen at all: what is not drawn is not searched. */
  isSeen(node: number): boolean {
    const parent = parentOf(this.nodes[node] as Node);
    return (
      parent !== null && isElement(parent) && this.#isShown(parent) && getComputedStyle(parent).visibility === 'visible'
    );
  }

  #isShown(element: Element): boolean {
    const known = this.#shown.get(element);
    if (known !== undefined) return known;
    const parent = parentOf(element);
    const isShown =
      getComputedStyle(element).display !== 'none' && !(parent && isElement(parent) && !this.#isShown(parent));
    this.#shown.set(element, isShown);
    return isShown;
  }

  /** Whether a line goes on from one text to the next that is seen. */
  isOneLine(node: number, next: number): boolean {
    if (node === next) return true;
    for (let between = node + 1; between <= next; between += 1) if (this.#barriers.has(between)) return false;
    return this.#blockAround(node) === this.#blockAround(next);
  }

  /** Whether spaces and line feeds of a text are drawn as they are. */
  isPreformatted(node: number): boolean {
    const parent = parentOf(this.nodes[node] as Node);
    if (!parent || !isElement(parent)) return false;
    const { whiteSpaceCollapse, whiteSpace } = getComputedStyle(parent);
    return /^(?:pre|break-spaces)/.test(whiteSpaceCollapse || whiteSpace);
  }

  #blockAround(node: number): Node | undefined {
    const text = this.nodes[node];
    const parent = text && parentOf(text);
    if (!parent || !isElement(parent)) return text;
    let block = this.#blocks.get(parent);
    if (!block) {
      block = parent;
      while (/^(?:inline|contents|ruby)$/.test(getComputedStyle(block).display)) {
        const outer = parentOf(block);
        if (!outer || !isElement(outer)) break;
        block = outer;
      }
      this.#blocks.set(parent, block);
    }
    return block;
  }

  /** False where it is sure that a browser does not take these words: they are not seen, or part of longer ones. */
  #mayBeMatch(start: number, end: number): boolean {
    const node = this.#nodeAt(start);
    const nodeEnd = this.#starts[node + 1] ?? this.#folded.length;
    const text = this.#folded;
    const isWithin = (at: number): boolean => LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at));
    if (start > (this.#starts[node] ?? 0) && isWithin(start)) return false;
    if (end < nodeEnd && isWithin(end)) return false;
    return this.isSeen(node) || this.#typed.has(this.nodes[node] as Node);
  }

  #nodeAt(place: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const MARKS = /[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** Letters without case, accents and width; quotation marks are all straight; what is not seen goes. */
function folded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"');
}

/** Finds words in the folded text, with any space between them. */
function patternOf(words: string): string {
  return folded(words)
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('\\s+');
}
