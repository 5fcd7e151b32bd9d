import { passagesOf } from './passages.ts';
import { quoteOf } from './rendered-text.ts';
import { renderPassage } from './rendered-tree.ts';

/** What the user has selected. */
export type SelectedText = {
  /** In document order, never empty. They follow the page if it changes, and not the selection. */
  ranges: Range[];
  /** The text as the reader saw it; parts that were selected apart stand apart by an empty line. */
  quote: string;
};

/** What the user has selected in `document`; undefined if that is nothing, or nothing but space. */
export function readSelection(document: Document): SelectedText | undefined {
  const ranges = selectedRanges(document);
  const quote = quoteOfRanges(ranges);
  return /\S/.test(quote) ? { ranges, quote } : undefined;
}

/** The text of ranges as a reader saw it. */
export function quoteOfRanges(ranges: readonly Range[]): string {
  return passagesOf(ranges)
    .map((passage) => quoteOf(renderPassage(passage)))
    .filter((quote) => quote !== '')
    .join('\n\n');
}

/** One source of ranges; frames, shadow roots and fields would be others. */
function selectedRanges(document: Document): Range[] {
  const selection = Document.prototype.getSelection.call(document);
  const ranges: Range[] = [];
  for (let index = 0; index < (selection?.rangeCount ?? 0); index += 1) {
    const range = selection?.getRangeAt(index).cloneRange();
    if (range && !range.collapsed) ranges.push(range);
  }
  return ranges;
}
