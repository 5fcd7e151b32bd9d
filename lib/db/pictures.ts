import { GleanerError } from '#lib/core/errors.ts';
import { parse } from '#lib/core/parse.ts';
import { type Asset, assetSchema } from '#lib/core/schema/asset.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import type { Markup } from '#lib/core/schema/markup.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { addAssets } from './assets.ts';
import { releaseBlobFiles } from './blob-files.ts';
import { changeClips } from './change-clips.ts';
import { db } from './database.ts';
import { dropIndex } from './index-store.ts';
import { editedBefore, forgetAssets } from './picture-history.ts';
import { forgetSnapshots } from './snapshots.ts';
import { updatedAfter } from './updated-after.ts';

/** The markups of a clip with the one of `assetId` replaced, or taken away. A clip that has none has no property. */
function withMarkup(markups: Clip['markups'], assetId: string, markup?: Markup): Clip['markups'] {
  const others = (markups ?? []).filter((other) => other.assetId !== assetId);
  const all = markup ? [...others, markup] : others;
  return all.length > 0 ? all : undefined;
}

/** The picture of `clip` that a page knows as `assetId`: it may have been recompressed under the page's hands. */
async function pictureOf(clip: Clip, assetId: string): Promise<string> {
  if (clip.assetIds.includes(assetId)) return assetId;
  const assets = await db.assets.bulkGet(clip.assetIds);
  const current = assets.find((asset) => asset?.formerId === assetId);
  if (!current) throw new GleanerError('picture_changed', `clip ${clip.id} has no picture ${assetId}`);
  return current.id;
}

/**
 * Keeps what the user drew on a picture of a clip, with the picture that came of it, in one transaction. It takes the
 * place of what was drawn on the same picture before.
 * @returns the batch to undo it by; undefined where it was just so before.
 * @throws GleanerError `clip_missing`; `picture_changed` where the clip no longer has this picture; `invalid_data`
 */
export function saveMarkup(
  clipId: string,
  markup: Omit<Markup, 'editedId'>,
  edited: Asset,
): Promise<string | undefined> {
  return db.transaction('rw', [db.clips, db.assets, db.events], async () => {
    const clip = await db.clips.get(clipId);
    if (!clip) throw new GleanerError('clip_missing');
    const assetId = await pictureOf(clip, markup.assetId);
    await addAssets([edited]);
    return changeClips([clipId], ({ markups }) => ({
      markups: withMarkup(markups, assetId, { ...markup, assetId, editedId: edited.id }),
    }));
  });
}

/**
 * Shows a picture of a clip as it was captured again. What was drawn stays in the history, and its picture until it is
 * collected.
 * @returns the batch to undo it by; undefined where nothing was drawn.
 * @throws GleanerError `clip_missing`, `picture_changed`
 */
export function removeMarkup(clipId: string, assetId: string): Promise<string | undefined> {
  return db.transaction('rw', [db.clips, db.assets, db.events], async () => {
    const clip = await db.clips.get(clipId);
    if (!clip) throw new GleanerError('clip_missing');
    const current = await pictureOf(clip, assetId);
    return changeClips([clipId], ({ markups }) => ({ markups: withMarkup(markups, current) }));
  });
}

/** All clips that have this picture, as it was captured or as it was marked up; those in the trash too. */
export function clipsWithAsset(assetId: string): Promise<Clip[]> {
  return db.clips.filter((clip) => ownAssetIds(clip).includes(assetId)).toArray();
}

/** What is drawn again on a redacted picture, as one clip had it. */
export type RedrawnMarkup = { clipId: string; markup: Omit<Markup, 'assetId' | 'editedId'>; edited: Asset };

/** The captured picture that is known as `assetId`. Undefined where another redaction has taken its place. */
async function originalOf(assetId: string): Promise<string | undefined> {
  const isThere = (id: string) => db.clips.filter(({ assetIds }) => assetIds.includes(id)).first();
  if (await isThere(assetId)) return assetId;
  const current = await db.assets.filter(({ formerId }) => formerId === assetId).first();
  return current && (await isThere(current.id)) ? current.id : undefined;
}

/**
 * Puts a redacted picture in the place of the original, for good: in every clip that has it, the trash included. The
 * original, what was drawn on it, the history of both, the texts that are kept of the page and the index that has its words
 * are deleted in the same transaction; no undo brings them back.
 * What was drawn before is given once more in `again`, made from the redacted picture; where it is not, it is dropped.
 *
 * Once it has resolved, the same call does nothing.
 * @throws GleanerError `picture_changed` where another redaction of the same picture came first; `invalid_data`
 */
export async function redactPicture(assetId: string, redacted: Asset, again: readonly RedrawnMarkup[]): Promise<void> {
  const assets = [redacted, ...again.map(({ edited }) => edited)].map((asset) => parse(assetSchema, asset, 'asset'));
  await db.transaction('rw', [db.clips, db.assets, db.events, db.snapshots, db.segments, db.local], async () => {
    const originalId = await originalOf(assetId);
    if (originalId === undefined) {
      if (await db.assets.get(redacted.id)) return;
      throw new GleanerError('picture_changed', `no clip has the picture ${assetId}`);
    }
    const at = Date.now();
    const old = new Set([assetId, originalId, ...(await editedBefore(originalId))]);
    const clips = await db.clips.filter(({ assetIds }) => assetIds.includes(originalId)).toArray();
    for (const clip of clips) {
      for (const markup of clip.markups ?? []) if (markup.assetId === originalId) old.add(markup.editedId);
      const drawn = again.find(({ clipId }) => clipId === clip.id);
      const markup = drawn && { ...drawn.markup, assetId: redacted.id, editedId: drawn.edited.id };
      const { markups, ...rest } = clip;
      const others = withMarkup(withMarkup(markups, originalId), redacted.id, markup);
      const row = {
        ...rest,
        updatedAt: updatedAfter(clip, at),
        assetIds: clip.assetIds.map((id) => (id === originalId ? redacted.id : id)),
        redactedAt: at,
        ...(others ? { markups: others } : {}),
      };
      await db.clips.put(parse(clipSchema, row, `clip ${clip.id}`));
      // What was blacked out may stand in the text of the page as well.
      await forgetSnapshots(clip.source.url);
    }
    // Bytes that come out the same (a crop beside what was redacted) take their new text layer; the rest goes.
    await db.assets.bulkPut(assets);
    await forgetAssets([...old]);
    await dropIndex();
  });
  await releaseBlobFiles();
}
