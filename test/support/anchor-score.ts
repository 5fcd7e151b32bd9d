import { fold } from '#lib/capture/anchoring/fold.ts';
import { type Match, matchAll, type Sought } from '#lib/capture/anchoring/match.ts';
import { placesIn } from '#lib/capture/anchoring/places.ts';
import type { AnchorCase } from './anchor-cases.ts';
import { usualMatch } from './usual-anchor.ts';

/** What a clip keeps of a passage. */
export function soughtIn({ before, passage: { start, end } }: Pick<AnchorCase, 'before' | 'passage'>): Sought {
  const exact = before.slice(start, end);
  const quote = { prefix: before.slice(Math.max(0, start - 32), start), suffix: before.slice(end, end + 32) };
  const times = placesIn(fold(before).text, fold(exact).text, quote).length;
  return { exact, ...quote, places: [start], times };
}

export function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

export const ALGORITHMS = {
  ours: (text: string, sought: Sought): Match | undefined => finish(matchAll(text, [sought]))[0],
  usual: (text: string, { places, ...sought }: Sought): Match | undefined => {
    const found = usualMatch(text, { ...sought, place: places[0] ?? 0 });
    if (!found) return { state: 'missing', score: 0 };
    return { state: found.isSame ? 'moved' : 'changed', start: found.start, end: found.end, score: 1 };
  },
} as const;

/** How one case ended: found where it is, lost, or (what must not be) found where it is not. */
export type Outcome = { isFound: boolean; isSame: boolean; isFalse: boolean };

export function outcomeOf({ now }: AnchorCase, match: Match | undefined): Outcome {
  if (!match || match.state === 'missing') return { isFound: false, isSame: false, isFalse: false };
  const shared = now ? Math.min(match.end, now.end) - Math.max(match.start, now.start) : 0;
  const longer = now ? Math.max(match.end - match.start, now.end - now.start) : 1;
  const isThere = shared / longer >= 0.5;
  return { isFound: isThere, isSame: isThere && match.state !== 'changed', isFalse: !isThere };
}
