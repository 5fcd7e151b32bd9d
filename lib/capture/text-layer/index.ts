import { FlatTree } from '#lib/capture/flat-tree.ts';
import { contentDocumentOf, documentOf, htmlName, isElement, isText, nodeType, rootOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextRun } from '#lib/core/schema/text-layer.ts';
import { cleanText } from '#lib/core/text.ts';
import { common, overlaps, toPage } from './area.ts';
import { fieldLines, isField } from './field-lines.ts';
import { textOfLine, wordsIn } from './line-text.ts';
import { cutLine, type Line, letGo, linesOf, rectsOf } from './lines.ts';
import { isCoveredAt, isInViewport, type Place, placeInFrame, placeInPage } from './place.ts';
import { Sight, type TextLook } from './sight.ts';

/** What the schema of a text layer takes at most. */
const MAX_RUNS = 100_000;
const MAX_LENGTH = 10_000;
/** In all, in UTF-16 units: browsers carry messages of at most 64 MiB. */
const MAX_TEXT = 4_000_000;
/** Frames in frames: pages have two or three. */
const MAX_DEPTH = 20;

/**
 * Reads the words that are drawn within an area of a page, from the DOM: a run for each line that a text stands on, in
 * the order of the document, of shadow trees and frames of the same site too. What is hidden, clipped away, transparent
 * or covered is left out. Changes nothing, and holds on any page.
 * @param root What the area shows: a document, or an element that is pictured alone or scrolled from end to end.
 * @param within In CSS pixels of the page's viewport; may reach beyond it on all sides. Whether something covers a word
 * is asked only for areas within the viewport.
 * @returns Rectangles from the corner of `within`, cut to it.
 */
export function readTextLayer(root: Node, within: Rect): TextRun[] {
  const document = nodeType(root) === 9 ? (root as Document) : documentOf(root);
  if (!document) return [];
  const reader = new LayerReader(within, isInViewport(document, within));
  try {
    reader.read(placeInPage(root, document, within));
  } finally {
    letGo();
  }
  return reader.runs;
}

class LayerReader {
  readonly runs: TextRun[] = [];
  readonly #flat = new FlatTree();
  readonly #within: Rect;
  readonly #asksWhatCovers: boolean;
  #room = MAX_TEXT;

  constructor(within: Rect, asksWhatCovers: boolean) {
    this.#within = within;
    this.#asksWhatCovers = asksWhatCovers;
  }

  read(place: Place): void {
    const sight = new Sight(this.#flat, place.root);
    let node: Node | undefined = place.root;
    while (node && this.runs.length < MAX_RUNS && this.#room > 0) {
      const enters = this.#readNode(node, place, sight);
      node = (enters ? this.#flat.firstChild(node) : null) ?? nextIn(this.#flat, place.root, node);
    }
  }

  /** @returns whether what is in the node is to be read too. */
  #readNode(node: Node, place: Place, sight: Sight): boolean {
    if (isText(node)) this.#readText(node, place, sight);
    if (!isElement(node)) return true;
    const inside = contentDocumentOf(node);
    if (inside) this.#readFrame(node, inside, place, sight);
    else if (isField(node)) this.#readField(node, place, sight);
    // A list that is always open draws its options as a page draws text.
    return !inside && (!isField(node) || htmlName(node) === 'select');
  }

  #readText(node: Text, place: Place, sight: Sight): void {
    const words = wordsIn(node.data);
    const parent = words && this.#flat.parent(node);
    if (!words || !parent || !isElement(parent)) return;
    // Cheapest first: on a long page most text is nowhere near a window.
    const rects = rectsOf(node, words.start, words.end);
    if (!rects.some((rect) => overlaps(rect, place.area))) return;
    const clip = common(sight.clipOf(parent), place.area);
    if (!rects.some((rect) => overlaps(rect, clip))) return;
    const look = sight.lookOf(parent);
    if (!look) return;
    // Space before the first word is drawn where white space is kept.
    const span = look.collapses ? words : { start: 0, end: words.end };
    const drawn = span.start === words.start ? rects : rectsOf(node, span.start, span.end);
    for (const line of linesOf(node, span, drawn, clip, look)) {
      const seen = isWhole(line, clip, look.vertical) ? line : cutLine(node, line, clip);
      if (seen) this.#add(node, textOfLine(node, seen, look), seen.rect, clip, look, place);
    }
  }

  #readField(field: Element, place: Place, sight: Sight): void {
    const look = sight.lookOf(field);
    if (!look) return;
    const clip = common(sight.clipOf(field), place.area);
    for (const { text, rect } of fieldLines(field)) this.#add(field, text, rect, clip, look, place);
  }

  #readFrame(frame: Element, inside: Document, place: Place, sight: Sight): void {
    if (place.depth >= MAX_DEPTH || !rootOf(inside) || !sight.shows(frame)) return;
    const inner = placeInFrame(frame, inside, sight.clipOf(frame), place);
    if (inner.area.width > 0 && inner.area.height > 0) this.read(inner);
  }

  /** @param drawn Where the text of `node` is, in the coordinates of its document, of which `clip` can be seen. */
  #add(node: Node, text: string, drawn: Rect, clip: Rect, look: TextLook, place: Place): void {
    const rect = common(drawn, clip);
    const words = cleanText(text).slice(0, MAX_LENGTH).toWellFormed();
    if (words.trim() === '' || isMostlyCut(rect, drawn, look.vertical)) return;
    if (this.#asksWhatCovers && !look.unhittable && isCoveredAt(place, node, rect, this.#flat)) return;
    this.#room -= words.length;
    const { x, y, width, height } = toPage(rect, place.at);
    this.runs.push({
      text: words,
      x: tidy(x - this.#within.x),
      y: tidy(y - this.#within.y),
      width: tidy(width),
      height: tidy(height),
      ...(look.vertical ? { isVertical: true } : {}),
    });
  }
}

/** The node that follows `node` and all that is drawn in it, within `root`. */
function nextIn(flat: FlatTree, root: Node, node: Node): Node | undefined {
  for (let at: Node | null = node; at && at !== root; at = flat.parent(at)) {
    const next = flat.nextSibling(at);
    if (next) return next;
  }
  return undefined;
}

/** Whether all of a line, from end to end, is in what can be seen. */
function isWhole({ rect }: Line, clip: Rect, vertical: boolean): boolean {
  const [start, end] = vertical ? [rect.y, rect.y + rect.height] : [rect.x, rect.x + rect.width];
  const [low, high] = vertical ? [clip.y, clip.y + clip.height] : [clip.x, clip.x + clip.width];
  return start >= low - 1 && end <= high + 1;
}

/** Whether less than half of a line's height is left, or no more than the pixel that hides text from all but the ear. */
function isMostlyCut(rect: Rect, drawn: Rect, vertical: boolean): boolean {
  const [left, all] = vertical ? [rect.width, drawn.width] : [rect.height, drawn.height];
  return rect.width <= 1 || rect.height <= 1 || left < all / 2;
}

/** To a hundredth of a pixel: layouts of the web are in 64ths. */
function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}
