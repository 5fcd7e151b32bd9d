import { withoutNoise } from './noise.ts';
import type { Clip, Ignorable } from './schema/clip.ts';
import type { AnchorState, Observation } from './schema/observation.ts';

/** What two wordings are compared by: without what is ignored, and without the spaces that nobody sees. */
function gist(text: string, ignored: readonly Ignorable[]): string {
  const plain = text.normalize('NFKC');
  if (ignored.length === 0) return plain.replace(/\s+/g, '');
  return withoutNoise(plain.replace(/\s+/g, ' '), ignored).replace(/\s+/g, '');
}

/** Whether two wordings say the same once white space and what is ignored are left out. */
export function isNoise(before: string, after: string, ignored: readonly Ignorable[] = []): boolean {
  return gist(before, ignored) === gist(after, ignored);
}

/**
 * How a clip stands, by what was last seen of it; undefined where nobody has looked. Words that differ only in what this
 * clip ignores are the same.
 */
export function standingOf(
  clip: Pick<Clip, 'quote' | 'ignoredChanges'>,
  newest: Pick<Observation, 'state' | 'quote'> | undefined,
): AnchorState | undefined {
  if (newest?.state !== 'changed' || newest.quote === undefined) return newest?.state;
  return isNoise(clip.quote, newest.quote, clip.ignoredChanges) ? 'exact' : 'changed';
}

/**
 * What has become of a clip that no longer stands; undefined for one that does, or of which newer words were accepted, so
 * that nothing is open about it.
 */
export function openChangeOf(
  clip: Pick<Clip, 'quote' | 'ignoredChanges' | 'outdatedAt'>,
  newest: Pick<Observation, 'state' | 'quote'> | undefined,
): 'changed' | 'missing' | undefined {
  if (clip.outdatedAt !== undefined) return undefined;
  const standing = standingOf(clip, newest);
  return standing === 'changed' || standing === 'missing' ? standing : undefined;
}
