import { cleanText } from '#lib/core/text.ts';
import { FlatTree } from './flat-tree.ts';
import { documentsIn, focusedIn } from './frames.ts';
import { passagesOf } from './passages.ts';
import { quoteOf } from './rendered-text.ts';
import { renderPassage } from './rendered-tree.ts';
import { childrenOf, contentDocumentOf, fieldText, isElement } from './safe-dom.ts';

/** What the user has selected, on the page or in one of its frames, shadow trees or text fields. */
export type SelectedText = {
  /** In document order; empty only for what is selected in a field. */
  ranges: readonly AbstractRange[];
  /** The input or text area whose text it is part of. */
  field?: Element;
  /** The text as the reader saw it; parts that were selected apart stand apart by an empty line. */
  quote: string;
};

/** What the user has selected in `document` or in a frame of it; undefined if that is nothing, or nothing but space. */
export function readSelection(document: Document): SelectedText | undefined {
  for (const place of documentsIn(document)) {
    const ranges = selectedRanges(place);
    const quote = quoteOfRanges(ranges);
    if (/\S/.test(quote)) return { ranges, quote };
    const field = focusedIn(place);
    const typed = field && fieldText(field);
    if (typed && /\S/.test(typed)) return { ranges: [], field, quote: cleanText(typed) };
  }
  return undefined;
}

/** Whether the focus is in a frame of another site, where no script of this page may look. */
export function isFocusInForeignFrame(document: Document): boolean {
  const active = focusedIn(document);
  if (!active) return false;
  const inside = contentDocumentOf(active);
  return inside === null || (inside !== undefined && isFocusInForeignFrame(inside));
}

/** The text of ranges as a reader saw it. */
export function quoteOfRanges(ranges: readonly AbstractRange[]): string {
  return passagesOf(ranges)
    .map((passage) => quoteOf(renderPassage(passage)))
    .filter((quote) => quote !== '')
    .join('\n\n');
}

function selectedRanges(document: Document): AbstractRange[] {
  const selection = Document.prototype.getSelection.call(document);
  if (!selection) return [];
  const ranges: AbstractRange[] = [];
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index).cloneRange();
    if (!range.collapsed) ranges.push(range);
  }
  return ranges.length > 0 ? ranges : rangesInShadow(selection);
}

/** What browsers say of a selection in shadow trees that they are told of; Chromium ≥ 137 and Firefox ≥ 142. */
type ComposedSelection = { getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): StaticRange[] };
/** What Chromium has had for longer. */
type SelectableRoot = { getSelection?(): Selection | null };

/**
 * A selection in a shadow tree: seen from outside it is a point before the host, or the host as a whole. Each host that it
 * leads to may have its words in another one inside.
 */
function rangesInShadow(selection: Selection): AbstractRange[] {
  if (selection.rangeCount === 0) return [];
  const flat = new FlatTree();
  const shadowRoots: ShadowRoot[] = [];
  let range: AbstractRange = selection.getRangeAt(0);
  for (;;) {
    const host = hostAt(range);
    const root = host && flat.shadowRoot(host);
    if (!root || shadowRoots.includes(root)) break;
    shadowRoots.push(root);
    range = (selection as ComposedSelection).getComposedRanges?.({ shadowRoots })[0] ?? innerRange(root) ?? range;
  }
  return range.collapsed ? [] : [range];
}

/** What a range stands before, or holds alone. */
function hostAt({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): Element | undefined {
  if (startContainer !== endContainer || endOffset > startOffset + 1) return undefined;
  const host = childrenOf(startContainer)[startOffset];
  return host && isElement(host) ? host : undefined;
}

function innerRange(root: ShadowRoot): Range | undefined {
  const selection = (root as SelectableRoot).getSelection?.();
  return selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
}
