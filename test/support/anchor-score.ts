import search from 'approx-string-match';
import { fold } from '#lib/capture/anchoring/fold.ts';
import { matchAll } from '#lib/capture/anchoring/match.ts';
import { countIn, placesIn } from '#lib/capture/anchoring/places.ts';
import { contextAt } from '#lib/capture/anchoring/similarity.ts';
import type { Match, Sought } from '#lib/capture/anchoring/sought.ts';
import type { AnchorCase } from './anchor-cases.ts';
import { usualMatch } from './usual-anchor.ts';

/** What a clip keeps of a passage. */
export function soughtIn({ before, passage: { start, end } }: Pick<AnchorCase, 'before' | 'passage'>): Sought {
  const exact = before.slice(start, end);
  const quote = { prefix: before.slice(Math.max(0, start - 32), start), suffix: before.slice(end, end + 32) };
  return { exact, ...quote, places: [start], ...countIn(before, start, exact, quote) };
}

export function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

export const ALGORITHMS = {
  ours: ({ after, breaks }: AnchorCase, sought: Sought): Match | undefined =>
    finish(matchAll(after, [sought], breaks))[0],
  usual: ({ after }: AnchorCase, { places, ...sought }: Sought): Match | undefined => {
    const found = usualMatch(after, { ...sought, place: places[0] ?? 0 });
    if (!found) return { state: 'missing', score: 0 };
    return { state: found.isSame ? 'moved' : 'changed', start: found.start, end: found.end, score: 1 };
  },
} as const;

/**
 * How one case ended: found where it is; found in its own words; found where it is not, which must not be; or missing,
 * where nobody could have told.
 */
export type Outcome = { isFound: boolean; isSame: boolean; isFalse: boolean; isUndecidable: boolean };

export function outcomeOf(one: AnchorCase, sought: Sought, match: Match | undefined): Outcome {
  const outcome = { isFound: false, isSame: false, isFalse: false, isUndecidable: false };
  const { now } = one;
  if (!match || match.state === 'missing') return { ...outcome, isUndecidable: isUndecidable(one, sought) };
  const shared = now ? Math.min(match.end, now.end) - Math.max(match.start, now.start) : 0;
  const longer = now ? Math.max(match.end - match.start, now.end - now.start) : 1;
  const isThere = shared / longer >= 0.5;
  return { ...outcome, isFound: isThere, isSame: isThere && match.state !== 'changed', isFalse: !isThere };
}

const bare = (text: string): string => text.replace(/\s/g, '');

/** How like the words of a passage, and like what stood around it, a part of a text is. White space does not count. */
function likenessOf(text: string, start: number, end: number, { exact, prefix, suffix }: Sought) {
  const [words, wanted] = [bare(text.slice(start, end)), bare(exact)];
  const around = { prefix: bare(prefix), suffix: bare(suffix) };
  const [before, after] = [bare(text.slice(Math.max(0, start - 64), start)), bare(text.slice(end, end + 64))];
  const context = contextAt(before + words + after, before.length, before.length + words.length, around);
  const [best] = words === wanted ? [{ errors: 0 }] : search(words, wanted, wanted.length);
  return { words: 1 - (best?.errors ?? wanted.length) / Math.max(1, wanted.length), context: context.both };
}

/**
 * Whether nothing that a clip knows (words, what stood around them, how often they stood there) tells where a passage is
 * now. That is so where another part of the text is as like it in both, and where the passage was one of several of which
 * one is gone, and has new neighbours: the one that is left may be another. A passage that stands where it stood is told
 * by that.
 */
export function isUndecidable({ after, now, passage }: AnchorCase, sought: Sought): boolean {
  if (!now || now.start === passage.start) return false;
  const own = likenessOf(after, now.start, now.end, sought);
  const words = bare(after.slice(now.start, now.end));
  if (words === bare(sought.exact) && own.context < 0.5) {
    const left = placesIn(fold(after), fold(sought.exact), sought).length;
    if (left < (sought.times ?? 1)) return true;
  }
  // What else is like it, in the text without it.
  const [head, tail] = [after.slice(0, now.start), after.slice(now.end)];
  const most = Math.floor(sought.exact.length * (1 - own.words));
  return [head, tail].some((part) =>
    search(part, sought.exact, most).some(({ start, end }) => {
      const other = likenessOf(part, start, end, sought);
      return other.words >= own.words && other.context >= own.context;
    }),
  );
}

/** Whether something like a passage stands in the text that it was deleted from. */
export function hasNearDuplicate({ after }: AnchorCase, { exact }: Sought): boolean {
  return search(after, exact, Math.floor(exact.length * 0.4)).length > 0;
}
