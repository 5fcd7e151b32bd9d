import { GleanerError, toAppError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Markup } from '#lib/core/schema/markup.ts';
import { getAsset } from '#lib/db/assets.ts';
import { getClip } from '#lib/db/clips.ts';
import { clipsWithAsset, type RedrawnMarkup, redactPicture, removeMarkup, saveMarkup } from '#lib/db/pictures.ts';
import type { Drawn } from './markup-items.ts';
import { redactedAsset } from './redact.ts';
import { renderMarkup } from './render-markup.ts';

/** A picture of a clip as it was captured, and what is drawn on it so far. */
export type ClipPicture = { clip: Clip; original: Asset; markup: Markup | undefined };

/** The captured picture of `clip` that is or was known as `assetId`: it may have been recompressed since. */
async function originalOf(clip: Clip, assetId: string): Promise<Asset | undefined> {
  for (const id of clip.assetIds) {
    const asset = await getAsset(id);
    if (id === assetId || asset?.formerId === assetId) return asset;
  }
  return undefined;
}

/** @throws GleanerError `clip_missing`, `image_missing` */
export async function openPicture(clipId: string, assetId: string): Promise<ClipPicture> {
  const clip = await getClip(clipId);
  if (!clip) throw new GleanerError('clip_missing');
  const original = await originalOf(clip, assetId);
  if (!original) throw new GleanerError('image_missing');
  return { clip, original, markup: clip.markups?.find((markup) => markup.assetId === original.id) };
}

/** How many other clips have this picture, and would be redacted with this one. */
export async function countSharing({ clip, original }: ClipPicture): Promise<number> {
  return (await clipsWithAsset(original.id)).filter(
    ({ id, assetIds }) => id !== clip.id && assetIds.includes(original.id),
  ).length;
}

/** The picture as it is by now. @throws GleanerError `clip_missing`, `picture_changed` where it is no more. */
async function openAgain({ clip, original }: ClipPicture): Promise<ClipPicture> {
  try {
    return await openPicture(clip.id, original.id);
  } catch (error) {
    if (toAppError(error).code !== 'image_missing') throw error;
    throw new GleanerError('picture_changed', 'the picture has gone', error);
  }
}

/** What was drawn, whatever the pictures are called by now: their bytes may have been made fewer. */
function contentOf(markup: Markup | undefined) {
  return markup && { crop: markup.crop, marks: markup.marks };
}

const isDrawn = ({ crop, marks }: Pick<Markup, 'crop' | 'marks'>): boolean => crop !== undefined || marks.length > 0;

/** What other clips have drawn on the same picture, drawn again on the redacted one. */
async function redrawOthers(clipId: string, assetId: string, redacted: Asset): Promise<RedrawnMarkup[]> {
  const again: RedrawnMarkup[] = [];
  for (const other of await clipsWithAsset(assetId)) {
    const markup = other.markups?.find((one) => one.assetId === assetId);
    if (other.id === clipId || !markup) continue;
    const { crop, marks } = markup;
    const drawn = { marks, ...(crop ? { crop } : {}) };
    again.push({ clipId: other.id, markup: drawn, edited: await renderMarkup(redacted, drawn) });
  }
  return again;
}

/**
 * Keeps what was drawn on a picture since it was opened. Redactions are burned in first, in every clip that has the
 * picture, and cannot be taken back; the rest lies over the picture and can.
 * @throws GleanerError `clip_missing`; `picture_changed` where somebody else has drawn on it, or redacted it, meanwhile;
 * `picture_failed`, `disk_full`, `invalid_data`. Nothing is changed then.
 */
export async function savePicture(opened: ClipPicture, { redactions, ...drawn }: Drawn): Promise<void> {
  const { clip, original, markup } = await openAgain(opened);
  if (JSON.stringify(contentOf(markup)) !== JSON.stringify(contentOf(opened.markup))) {
    throw new GleanerError('picture_changed', 'drawn on in another window');
  }
  if (redactions.length > 0) {
    const redacted = await redactedAsset(original, redactions);
    const own = isDrawn(drawn) ? [{ clipId: clip.id, markup: drawn, edited: await renderMarkup(redacted, drawn) }] : [];
    const others = await redrawOthers(clip.id, original.id, redacted);
    await redactPicture(original.id, redacted, [...own, ...others]);
  } else if (isDrawn(drawn)) {
    await saveMarkup(clip.id, { assetId: original.id, ...drawn }, await renderMarkup(original, drawn));
  } else {
    await removeMarkup(clip.id, original.id);
  }
}
