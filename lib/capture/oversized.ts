import { cleanText } from '#lib/core/text.ts';
import { childrenOf, documentOf, htmlName, innerTextOf, isElement, isText, walkerOf } from './safe-dom.ts';

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
    walker.currentNode = live.startContainer;
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
  if (selection?.rangeCount === 1 && isSame(selection.getRangeAt(0), range)) return selection.toString();
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const only =
    startContainer === endContainer && endOffset === startOffset + 1 && childrenOf(startContainer)[startOffset];
  return only && isElement(only) && htmlName(only) ? innerTextOf(only as HTMLElement) : range.toString();
}

function isSame(a: Range, b: Range): boolean {
  return a.compareBoundaryPoints(Range.START_TO_START, b) === 0 && a.compareBoundaryPoints(Range.END_TO_END, b) === 0;
}
