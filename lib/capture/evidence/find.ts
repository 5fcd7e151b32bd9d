import type { AnchorMatch } from '#lib/capture/anchor.ts';
import { placeOfElement, placeOfRange } from '#lib/capture/place.ts';
import { childrenOf, fieldValue, isElement } from '#lib/capture/safe-dom.ts';
import type { PageSnapshot } from '#lib/capture/snapshot.ts';
import { isNoise } from '#lib/core/evidence.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Seen } from '#lib/core/schema/observation.ts';
import { shareOfText } from '#lib/core/share-of-text.ts';
import { LIMITS } from '#lib/core/text.ts';
import type { Passage } from '#lib/platform/to-evidence.ts';
import { resolveSettled } from './resolve-settled.ts';

/** Less of a long text than this is left: another stands in its place. */
const LEAST_LEFT = 0.3;
/** Describing a place takes a look at the whole page: no more than so many, in ms. */
const DESCRIBING_MS = 2_000;

/** Whether there is anything that a passage could be found by. */
function canBeSought({ selectors }: Anchor): boolean {
  return selectors.some((selector) =>
    selector.type === 'TextQuoteSelector' ? selector.exact.trim() !== '' : selector.type === 'CssSelector',
  );
}

/** The field that a range holds, and nothing else. */
function fieldIn({ startContainer, startOffset }: Range): string | undefined {
  const element = childrenOf(startContainer)[startOffset];
  return element && isElement(element) ? fieldValue(element) : undefined;
}

/** What has become of words that are kept whole and not by their place: compared as they are, white space left out. */
function compared(words: string, now: string): Pick<Seen, 'state' | 'quote'> {
  if (isNoise(words, now)) return { state: 'exact' };
  return shareOfText(words, now) >= LEAST_LEFT ? { state: 'changed', quote: now } : { state: 'missing' };
}

type State = Pick<Seen, 'state' | 'quote'> & {
  /** What the words are of now. */
  at?: Range | Element;
};

function stateOf({ words, isArticle }: Passage, { state, range, quote }: AnchorMatch, reader?: Reader): State {
  if (isArticle && words !== undefined) {
    const { text, article } = reader?.page() ?? {};
    if (text !== undefined && article) return { ...compared(words, text), at: article };
  }
  if (!range) return { state: 'missing' };
  // What is typed now is nobody's evidence: the field has the words, or it has not.
  const typed = words === undefined ? undefined : fieldIn(range);
  if (words !== undefined && typed !== undefined) return { state: typed.includes(words) ? 'exact' : 'missing' };
  const now = state === 'changed' || words !== undefined ? reader?.wordsIn(range) : '';
  if (words !== undefined && now) {
    const { startContainer: element } = range;
    return { ...compared(words, now), at: isElement(element) ? element : range };
  }
  return state === 'changed' ? { state, quote: now || (quote ?? ''), at: range } : { state };
}

/** What reads words as their reader sees them: a part of its own, as pictures are found without. */
export type Reader = {
  wordsIn(range: Range): string;
  /** What the page is about. */
  page(): PageSnapshot;
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * What has become of passages in a page, of each that can be looked for. Works in slices, and leaves the page as it is.
 * Of changed ones: their words as a reader sees them, and where those stand, as far as there is time for that.
 * @param reader Without one, nothing is said of articles.
 */
export async function findPassages(document: Document, passages: readonly Passage[], reader?: Reader): Promise<Seen[]> {
  // An article is a choice of what stands in its element: without that choice there is nothing to compare.
  const sought = passages.filter(
    ({ anchor, isArticle }) => canBeSought(anchor) && (reader !== undefined || !isArticle),
  );
  const matches = await resolveSettled(
    document,
    sought.map(({ anchor }) => anchor),
    ({ state }) => state === 'exact',
  );
  const seen: Seen[] = [];
  let left = DESCRIBING_MS;
  for (const [index, passage] of sought.entries()) {
    const match = matches[index];
    if (!match) continue;
    const { at, ...now } = stateOf(passage, match, reader);
    const { clipId } = passage;
    if (now.state !== 'changed' || !at || (now.quote?.length ?? 0) > LIMITS.quote) {
      seen.push({ clipId, state: now.state });
      continue;
    }
    const since = performance.now();
    const place = at instanceof Range ? placeOfRange : placeOfElement;
    const anchor = left > 0 ? place(at as Range & Element) : undefined;
    left -= performance.now() - since;
    seen.push({ clipId, ...now, ...(anchor ? { anchor } : {}) });
    await nextTurn();
  }
  return seen;
}
