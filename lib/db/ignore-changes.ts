import { IGNORABLE, type Ignorable } from '#lib/core/schema/clip.ts';
import { changeClips } from './change-clips.ts';

/**
 * Says of a clip whether changes of numbers, or of dates, are noise to it; of what was seen before as well, since how a
 * clip stands is computed.
 * @returns the batch to undo it by; undefined where it was so already.
 * @throws GleanerError `clip_missing`
 */
export function ignoreChanges(clipId: string, what: Ignorable, isIgnored: boolean): Promise<string | undefined> {
  return changeClips([clipId], ({ ignoredChanges = [] }) => {
    const next = IGNORABLE.filter((each) => (each === what ? isIgnored : ignoredChanges.includes(each)));
    return { ignoredChanges: next.length > 0 ? next : undefined };
  });
}
