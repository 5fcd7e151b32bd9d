import { pageKey } from '#lib/core/url.ts';
import { db } from './database.ts';
import { getDraft, isTouched } from './drafts.ts';

/**
 * The clip that already holds what this draft is about: the same words of the same page. Undefined where there is none,
 * or where the user has begun to say something new.
 */
export async function clipOfSamePassage(draftId: string): Promise<string | undefined> {
  const draft = await getDraft(draftId);
  const quote = draft?.capture?.quote;
  if (!draft || !quote || isTouched(draft)) return undefined;
  const clips = await db.clips.where('source.url').startsWith(draft.page).reverse().sortBy('capturedAt');
  return clips.find(
    (clip) => clip.deletedAt === undefined && clip.quote === quote && pageKey(clip.source.url) === draft.page,
  )?.id;
}
