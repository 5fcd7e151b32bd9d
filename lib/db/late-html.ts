import { parse } from '#lib/core/parse.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { draftSchema } from '#lib/core/schema/draft.ts';
import { db } from './database.ts';

/**
 * Adds to what a page gave the same as HTML, which comes after the rest. To the draft or to what became of it; what has
 * its HTML keeps it. It is part of the evidence and no change by the user, so there is nothing to undo.
 */
export async function addHtml(id: string, html: string): Promise<void> {
  await db.transaction('rw', [db.drafts, db.clips], async () => {
    const draft = await db.drafts.get(id);
    if (draft?.capture) {
      const capture = { html, ...draft.capture };
      await db.drafts.put(parse(draftSchema, { ...draft, capture }, `draft ${id}`));
      return;
    }
    const clip = await db.clips.get(id);
    if (clip) await db.clips.put(parse(clipSchema, { html, ...clip }, `clip ${id}`));
  });
}
