import { parse } from '#lib/core/parse.ts';
import { type Capture, clipSchema } from '#lib/core/schema/clip.ts';
import { draftSchema } from '#lib/core/schema/draft.ts';
import type { Rest } from '#lib/core/schema/reading.ts';
import { db } from './database.ts';

/** What is there already stays as it is; a fragment says where an anchor is, so without one it says nothing. */
function completed<T extends Capture>(capture: T, { html, fragment }: Rest): T {
  const { anchor } = capture;
  const isNew = anchor?.selectors.every(({ type }) => type !== 'FragmentSelector');
  return {
    ...(html === undefined ? {} : { html }),
    ...capture,
    ...(fragment && anchor && isNew ? { anchor: { ...anchor, selectors: [...anchor.selectors, fragment] } } : {}),
  };
}

/**
 * Adds to what a page gave the rest of it, which comes later. To the draft or to what became of it. It is part of the
 * evidence and no change by the user, so there is nothing to undo.
 */
export async function addRest(id: string, rest: Rest): Promise<void> {
  await db.transaction('rw', [db.drafts, db.clips], async () => {
    const draft = await db.drafts.get(id);
    if (draft?.capture) {
      const capture = completed(draft.capture, rest);
      await db.drafts.put(parse(draftSchema, { ...draft, capture }, `draft ${id}`));
      return;
    }
    const clip = await db.clips.get(id);
    if (clip) await db.clips.put(parse(clipSchema, completed(clip, rest), `clip ${id}`));
  });
}
