import { cleanText } from '#lib/core/text.ts';
import {
  attribute,
  documentOf,
  firstChildOf,
  following,
  htmlName,
  isElement,
  isText,
  nextSiblingOf,
  nodeAt,
  parentOf,
  walkerOf,
} from './safe-dom.ts';

/**
 * More nodes than this are kept as plain text, which the browser itself reads in a moment: to convert them all would
 * leave the page standing still for seconds.
 */
export const MAX_NODES = 150_000;

/** Whether ranges hold more than can be converted while the user waits. Takes no longer than it takes to count to the bound. */
export function isOversized(ranges: readonly AbstractRange[]): boolean {
  let left = MAX_NODES;
  for (const range of ranges) {
    const live = liveRange(range);
    const top = live.commonAncestorContainer;
    if (isText(top)) continue;
    const walker = walkerOf(top, NodeFilter.SHOW_ALL);
    // From where it begins: what comes before it in a long list of siblings is none of it.
    walker.currentNode = nodeAt(live.startContainer, live.startOffset) ?? live.startContainer;
    for (let at: Node | null = walker.currentNode; at; at = walker.nextNode()) {
      left -= 1;
      if (left < 0) return true;
      if (at === live.endContainer && !isElement(at)) break;
      if (left % 64 === 0 && live.comparePoint(at, 0) > 0) break;
    }
  }
  return false;
}

function liveRange(range: AbstractRange): Range {
  if (range instanceof Range) return range;
  const live = new Range();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}

/** The text in ranges as the browser itself copies it. */
export function plainTextOf(ranges: readonly AbstractRange[]): string {
  return ranges
    .map((range) => cleanText(browserText(liveRange(range))).trim())
    .filter(Boolean)
    .join('\n\n');
}

function browserText(range: Range): string {
  const document = documentOf(range.startContainer);
  const selection = document && Document.prototype.getSelection.call(document);
  const isSelected = selection?.rangeCount === 1 && isSame(selection.getRangeAt(0), range);
  return isSelected ? selection.toString() : wordsIn(range);
}

const BLOCK =
  /^(?:address|article|aside|blockquote|br|caption|d[dlt]|details|div|fig(?:caption|ure)|footer|form|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|summary|table|tr)$/;
const UNSEEN = /^(?:head|noscript|script|select|style|template|textarea)$/;

/**
 * The words in a range, a line for each block: by the names of elements alone. `innerText` leaves out what the browser has
 * not laid out yet (`content-visibility`), and what Range makes of it has no lines at all.
 */
function wordsIn({ startContainer, startOffset, endContainer, endOffset }: Range): string {
  const isBlock = (node: Node): boolean => isElement(node) && BLOCK.test(htmlName(node));
  const isKept = (node: Node): boolean => isElement(node) && htmlName(node) === 'pre';
  const stop = isText(endContainer) ? following(endContainer) : nodeAt(endContainer, endOffset);
  const pieces: string[] = [];
  let kept = 0;

  const enter = (node: Node): Node | null => {
    if (isText(node)) {
      const end = node === endContainer ? endOffset : node.length;
      const words = node.data.slice(node === startContainer ? startOffset : 0, end);
      pieces.push(kept > 0 ? words : words.replace(/[ \t\n\r\f]+/g, ' '));
    }
    if (!isElement(node)) return null;
    if (UNSEEN.test(htmlName(node)) || attribute(node, 'hidden') !== null) return null;
    if (isBlock(node)) pieces.push('\n');
    else if (/^t[dh]$/.test(htmlName(node))) pieces.push('\t');
    const inside = firstChildOf(node);
    if (inside && isKept(node)) kept += 1;
    return inside;
  };
  const leave = (node: Node): Node | null => {
    for (let at: Node | null = node; at; at = parentOf(at)) {
      if (isBlock(at)) pieces.push('\n');
      const next = nextSiblingOf(at);
      if (next) return next;
      const parent = parentOf(at);
      if (parent && isKept(parent)) kept = Math.max(kept - 1, 0);
    }
    return null;
  };

  const first = isText(startContainer) ? startContainer : nodeAt(startContainer, startOffset);
  for (let at: Node | null = first ?? null; at && at !== stop; ) at = enter(at) ?? leave(at);
  return pieces
    .join('')
    .replace(/ *\n[ \n]*\n */g, '\n\n')
    .replace(/ *\n\t?/g, '\n');
}

function isSame(a: Range, b: Range): boolean {
  return a.compareBoundaryPoints(Range.START_TO_START, b) === 0 && a.compareBoundaryPoints(Range.END_TO_END, b) === 0;
}
