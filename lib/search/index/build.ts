import type { ClipDoc } from './doc.ts';
import type { Segment } from './segment.ts';
import { atOnce } from './slices.ts';

/**
 * How many clips to build into one segment at most: many more are built in parts and merged, for what is being built
 * takes several times the memory of what comes out.
 */
export const CLIPS_AT_ONCE = 512;

/** Builds in slices. @param removedIds Clips that are gone. Where an id is in both, the clip stays. */
// biome-ignore lint/correctness/useYield: in the making
export function* buildingSegment(_docs: readonly ClipDoc[], _removedIds: readonly string[]): Generator<void, Segment> {
  throw new Error('in the making');
}

export function buildSegment(docs: readonly ClipDoc[], removedIds: readonly string[] = []): Segment {
  return atOnce(buildingSegment(docs, removedIds));
}
