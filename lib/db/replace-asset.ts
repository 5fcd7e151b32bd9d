import { parse } from '#lib/core/parse.ts';
import { type Asset, assetSchema } from '#lib/core/schema/asset.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { db } from './database.ts';
import { renameInHistory } from './picture-history.ts';
import { clipsWithAsset } from './pictures.ts';
import { updatedAfter } from './updated-after.ts';

/** The same pixels in other bytes. */
export type Recompressed = Pick<Asset, 'id' | 'blob' | 'mime'>;

/** Pictures whose bytes nobody has tried to make fewer, oldest first. */
export async function assetsToRecompress(): Promise<string[]> {
  const assets = await db.assets.filter(({ recompressedAt }) => recompressedAt === undefined).toArray();
  return assets.sort((a, b) => a.createdAt - b.createdAt).map(({ id }) => id);
}

/** Notes that the bytes of a picture are as few as they get. */
export async function keepBytes(id: string): Promise<void> {
  await db.assets.update(id, { recompressedAt: Date.now() });
}

/**
 * Puts other bytes of the same pixels in the place of an asset, and lets all that names it name those, in one
 * transaction. Thumbnail and text layer are those that the asset has by now, not those it had when it was read.
 * @returns whether the asset was still there.
 */
export function replaceAsset(oldId: string, { id, blob, mime }: Recompressed): Promise<boolean> {
  return db.transaction('rw', [db.clips, db.assets, db.events], async () => {
    const old = await db.assets.get(oldId);
    if (!old) return false;
    const at = Date.now();
    // The same picture may have been taken twice, and have been recompressed the first time.
    const known = await db.assets.get(id);
    const asset = known ?? { ...old, id, blob, mime };
    await db.assets.put(parse(assetSchema, { ...asset, updatedAt: at, recompressedAt: at, formerId: oldId }, 'asset'));
    const rename = (name: string) => (name === oldId ? id : name);
    for (const clip of await clipsWithAsset(oldId)) {
      const row = {
        ...clip,
        updatedAt: updatedAfter(clip, at),
        assetIds: clip.assetIds.map(rename),
        ...(clip.markups
          ? {
              markups: clip.markups.map((markup) => ({
                ...markup,
                assetId: rename(markup.assetId),
                editedId: rename(markup.editedId),
              })),
            }
          : {}),
      };
      await db.clips.put(parse(clipSchema, row, `clip ${clip.id}`));
    }
    await renameInHistory(oldId, id);
    await db.assets.delete(oldId);
    return true;
  });
}
