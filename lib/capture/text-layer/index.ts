import { FlatTree } from '#lib/capture/flat-tree.ts';
import {
  boundsOf,
  contentDocumentOf,
  documentOf,
  htmlName,
  isElement,
  isText,
  nodeType,
  rootOf,
  viewOf,
} from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextRun } from '#lib/core/schema/text-layer.ts';
import { cleanText } from '#lib/core/text.ts';
import { common, fromPage, IN_PLACE, overlaps, type Placement, toPage } from './area.ts';
import { isCovered } from './covered.ts';
import { fieldLines, isField } from './field-lines.ts';
import { cutLine, type Line, linesOf, rectsOf } from './lines.ts';
import { paddingBox, scaleOf } from './padding-box.ts';
import { Sight, type TextLook } from './sight.ts';

/** What the schema of a text layer takes at most. */
const MAX_RUNS = 100_000;
const MAX_LENGTH = 10_000;
/** In all, in UTF-16 units: browsers carry messages of at most 64 MiB. */
const MAX_TEXT = 4_000_000;
/** Frames in frames: pages have two or three. */
const MAX_DEPTH = 20;

/** A document, and where in the page what it shows is drawn. */
type Place = {
  root: Node;
  document: Document;
  /** In the coordinates of the document's viewport: what may be seen of it at most. */
  area: Rect;
  at: Placement;
  /** The frame around it, and where that is. */
  frame?: { element: Element; place: Place };
  depth: number;
};

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
  const runs: TextRun[] = [];
  const visibleOnly = isInViewport(document, within);
  const flat = new FlatTree();
  let left = MAX_TEXT;

  const readPlace = (place: Place): void => {
    const sight = new Sight(flat, place.root);

    const add = (node: Node, text: string, drawn: Rect, clip: Rect, look: TextLook): void => {
      const rect = common(drawn, clip);
      const words = cleanText(text).slice(0, MAX_LENGTH).toWellFormed();
      if (words.trim() === '' || isMostlyCut(rect, drawn, look.vertical)) return;
      if (visibleOnly && !look.unhittable && isCoveredInPage(flat, place, node, rect)) return;
      left -= words.length;
      const { x, y, width, height } = toPage(rect, place.at);
      runs.push({
        text: words,
        x: tidy(x - within.x),
        y: tidy(y - within.y),
        width: tidy(width),
        height: tidy(height),
      });
    };

    const readText = (node: Text): void => {
      const span = trimmed(node.data);
      const parent = span && flat.parent(node);
      if (!span || !parent || !isElement(parent)) return;
      const rects = rectsOf(node, span.start, span.end);
      if (!rects.some((rect) => overlaps(rect, place.area))) return;
      const clip = common(sight.clipOf(parent), place.area);
      if (!rects.some((rect) => overlaps(rect, clip))) return;
      const look = sight.lookOf(parent);
      if (!look) return;
      // What stands before the first word is drawn where white space is kept.
      const whole = look.collapses || span.start === 0 ? span : { start: 0, end: span.end };
      const all = whole === span ? rects : rectsOf(node, whole.start, whole.end);
      for (const line of linesOf(node, whole, all, clip, look)) {
        const seen = isWhole(line, clip, look.vertical) ? line : cutLine(node, line, clip);
        if (seen) add(node, textOf(node, seen, look), seen.rect, clip, look);
      }
    };

    const readField = (field: Element): void => {
      const look = sight.lookOf(field);
      if (!look) return;
      const clip = common(sight.clipOf(field), place.area);
      for (const { text, rect } of fieldLines(field)) add(field, text, rect, clip, look);
    };

    const readFrame = (frame: Element, inside: Document): void => {
      const at = rootOf(inside);
      if (place.depth >= MAX_DEPTH || !at || !sight.shows(frame)) return;
      const inner = placeOfFrame(frame, inside, sight.clipOf(frame), place);
      if (inner.area.width > 0 && inner.area.height > 0) readPlace(inner);
    };

    let node: Node | undefined = place.root;
    while (node && runs.length < MAX_RUNS && left > 0) {
      let enters = true;
      if (isText(node)) {
        readText(node);
      } else if (isElement(node)) {
        const inside = contentDocumentOf(node);
        if (inside) readFrame(node, inside);
        else if (isField(node)) readField(node);
        enters = !inside && (!isField(node) || htmlName(node) === 'select');
      }
      node = (enters ? flat.firstChild(node) : null) ?? nextIn(flat, place.root, node);
    }
  };

  readPlace({ root, document, area: within, at: IN_PLACE, depth: 0 });
  return runs;
}

/** The node that follows `node` and all that is drawn in it, within `root`. */
function nextIn(flat: FlatTree, root: Node, node: Node): Node | undefined {
  for (let at: Node | null = node; at && at !== root; at = flat.parent(at)) {
    const next = flat.nextSibling(at);
    if (next) return next;
  }
  return undefined;
}

function isInViewport(document: Document, { x, y, width, height }: Rect): boolean {
  const view = viewOf(document);
  return view !== null && x >= -1 && y >= -1 && x + width <= view.innerWidth + 1 && y + height <= view.innerHeight + 1;
}

function isCoveredInPage(flat: FlatTree, place: Place, node: Node, rect: Rect): boolean {
  const [x, y] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  if (isCovered(flat, place.document, node, x, y)) return true;
  if (!place.frame) return false;
  const outer = place.frame.place;
  const inOuter = fromPage(toPage(rect, place.at), outer.at);
  return isCoveredInPage(flat, outer, place.frame.element, inOuter);
}

function placeOfFrame(element: Element, document: Document, clip: Rect, outer: Place): Place {
  const { paddingLeft, paddingTop } = getComputedStyle(element);
  const scale = scaleOf(element, boundsOf(element));
  const box = paddingBox(element);
  const x = box.x + (Number.parseFloat(paddingLeft) || 0) * scale.x;
  const y = box.y + (Number.parseFloat(paddingTop) || 0) * scale.y;
  const within: Placement = { x, y, scaleX: scale.x, scaleY: scale.y };
  return {
    root: document,
    document,
    area: fromPage(common(common(box, clip), outer.area), within),
    at: {
      x: x * outer.at.scaleX + outer.at.x,
      y: y * outer.at.scaleY + outer.at.y,
      scaleX: scale.x * outer.at.scaleX,
      scaleY: scale.y * outer.at.scaleY,
    },
    frame: { element, place: outer },
    depth: outer.depth + 1,
  };
}

/** Where a text begins and ends without the white space around it; undefined where it is nothing else. */
function trimmed(data: string): { start: number; end: number } | undefined {
  const start = data.search(/\S/);
  return start < 0 ? undefined : { start, end: data.trimEnd().length };
}

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

/** The text of a line as it is drawn. */
function textOf({ data }: Text, { start, end }: Line, { collapses, textTransform }: TextLook): string {
  // Places where words may be broken are not drawn.
  const text = data.slice(start, end).replace(/[\u00AD\u200B]/g, '');
  const spaced = collapses ? text.replace(/[ \t\n\r\f]+/g, ' ').trim() : text.replace(/[\n\r]/g, '').trimEnd();
  switch (textTransform) {
    case 'uppercase':
      return spaced.toUpperCase();
    case 'lowercase':
      return spaced.toLowerCase();
    case 'capitalize':
      return spaced.replace(/(?<![\p{L}\p{N}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
    default:
      return spaced;
  }
}

/** To a hundredth of a pixel: layouts of the web are in 64ths. */
function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}
