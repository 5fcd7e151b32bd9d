import { isSamePassage } from '#lib/core/same-passage.ts';
import { clipsOfPage } from './clips-of-page.ts';
import { getDraft, isTouched } from './drafts.ts';

/**
 * The clip that already holds what this draft is about. Undefined where there is none, or where the user has begun to say
 * something new.
 */
export async function clipOfSamePassage(draftId: string): Promise<string | undefined> {
  const draft = await getDraft(draftId);
  const capture = draft?.capture;
  if (!capture || isTouched(draft)) return undefined;
  const clips = await clipsOfPage(capture.source.url).reverse().sortBy('capturedAt');
  return clips.find((clip) => clip.deletedAt === undefined && isSamePassage(clip, capture))?.id;
}
