import type { Clip } from './schema/clip.ts';
import type { AnchorState } from './schema/observation.ts';

/** How many clips no longer stand as they were clipped; `since` is when the first of those was clipped (ms). */
export type PageChanges = { changed: number; total: number; since: number };

/**
 * What is said of a page's clips in one line: those whose words have changed or gone, of all that are still asked about.
 * Undefined where none has.
 */
export function changesOf(
  clips: readonly { clip: Pick<Clip, 'capturedAt' | 'outdatedAt'>; standing: AnchorState | undefined }[],
): PageChanges | undefined {
  const asked = clips.filter(({ clip }) => clip.outdatedAt === undefined);
  const changed = asked.filter(({ standing }) => standing === 'changed' || standing === 'missing');
  if (changed.length === 0) return undefined;
  return {
    changed: changed.length,
    total: asked.length,
    since: Math.min(...changed.map(({ clip }) => clip.capturedAt)),
  };
}
