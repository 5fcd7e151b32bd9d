import type { Segment } from './segment.ts';
import { atOnce } from './slices.ts';

/**
 * Makes one of several segments that follow each other, oldest first, in slices.
 * @param isOldest Whether nothing older remains: then there is nothing to remove any more.
 */
// biome-ignore lint/correctness/useYield: in the making
export function* mergingSegments(_segments: readonly Segment[], _isOldest: boolean): Generator<void, Segment> {
  throw new Error('in the making');
}

export function mergeSegments(segments: readonly Segment[], isOldest = false): Segment {
  return atOnce(mergingSegments(segments, isOldest));
}

/**
 * Which segments to merge next; undefined while there are few enough.
 * @param sizes Clips (with removed ids) of each segment, oldest first.
 */
export function segmentsToMerge(_sizes: readonly number[]): { from: number; to: number } | undefined {
  throw new Error('in the making');
}
