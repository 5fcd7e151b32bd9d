import { GleanerError } from '#lib/core/errors.ts';
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
 * Keeps what was drawn on a picture. Redactions are burned in first, in every clip that has the picture, and cannot be
 * taken back; the rest lies over the picture and can.
 * @throws GleanerError `clip_missing`, `image_missing`, `picture_changed`, `picture_failed`, `disk_full`, `invalid_data`;
 * nothing is changed then.
 */
export async function savePicture(clipId: string, assetId: string, { redactions, ...drawn }: Drawn): Promise<void> {
  const { original } = await openPicture(clipId, assetId);
  if (redactions.length > 0) {
    const redacted = await redactedAsset(original, redactions);
    const own = isDrawn(drawn) ? [{ clipId, markup: drawn, edited: await renderMarkup(redacted, drawn) }] : [];
    const others = await redrawOthers(clipId, original.id, redacted);
    await redactPicture(original.id, redacted, [...own, ...others]);
  } else if (isDrawn(drawn)) {
    await saveMarkup(clipId, { assetId: original.id, ...drawn }, await renderMarkup(original, drawn));
  } else {
    await removeMarkup(clipId, original.id);
  }
}
