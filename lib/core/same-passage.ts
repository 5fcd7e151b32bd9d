import type { Selector } from './schema/anchor.ts';
import type { Capture } from './schema/clip.ts';
import { pageKey } from './url.ts';

function selectorOf<T extends Selector['type']>(
  { anchor }: Capture,
  type: T,
): Extract<Selector, { type: T }> | undefined {
  return anchor?.selectors.find((selector): selector is Extract<Selector, { type: T }> => selector.type === type);
}

const areEqual = (a: object | undefined, b: object | undefined) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Whether two captures are of one passage: the same words on the same page, between the same words, and at the same place
 * in its text or its markup. "Free" stands in three columns of a pricing table, and is three passages. Pictures are none.
 */
export function isSamePassage(a: Capture, b: Capture): boolean {
  if (a.quote === '' || a.quote !== b.quote || pageKey(a.source.url) !== pageKey(b.source.url)) return false;
  const range = selectorOf(a, 'RangeSelector');
  return (
    areEqual(a.anchor?.within ?? [], b.anchor?.within ?? []) &&
    areEqual(selectorOf(a, 'TextQuoteSelector'), selectorOf(b, 'TextQuoteSelector')) &&
    (areEqual(selectorOf(a, 'TextPositionSelector'), selectorOf(b, 'TextPositionSelector')) ||
      (range !== undefined && areEqual(range, selectorOf(b, 'RangeSelector'))))
  );
}
