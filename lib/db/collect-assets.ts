import type { Asset } from '#lib/core/schema/asset.ts';
import { db } from './database.ts';
import { forgetAssets, idsInEvent, usedAssets } from './picture-history.ts';

/** So long after a change may the user still take it back. */
const UNDO_MS = 24 * 60 * 60_000;

/** Whatever is younger may belong to something that is being kept at this very moment. */
const YOUNG_MS = 60 * 60_000;

/** What assets take, in number and in bytes. */
export type AssetTotal = { count: number; bytes: number };

function bytesOf({ blob, thumbnail, textLayer }: Asset): number {
  return blob.size + thumbnail.size + (textLayer?.size ?? 0);
}

/** What all pictures take, with their thumbnails and the words in them. */
export async function assetTotal(): Promise<AssetTotal> {
  const total = { count: 0, bytes: 0 };
  await db.assets.each((asset) => {
    total.count += 1;
    total.bytes += bytesOf(asset);
  });
  return total;
}

/**
 * Deletes the assets that nothing refers to: no clip, the trash included, and no change that may still be taken back.
 * What is younger than an hour is spared.
 * @returns what was deleted.
 */
export async function collectAssets(now = Date.now()): Promise<AssetTotal> {
  return db.transaction('rw', [db.clips, db.assets, db.events], async () => {
    const needed = await usedAssets();
    const undoable = db.events.where('at').above(now - UNDO_MS);
    await undoable.each((event) => {
      for (const id of idsInEvent(event)) needed.add(id);
    });
    const ids = (await db.assets.toCollection().primaryKeys()).filter((id) => !needed.has(id));
    const assets = (await db.assets.bulkGet(ids)).filter((asset) => asset !== undefined);
    const unused = assets.filter(({ updatedAt }) => updatedAt <= now - YOUNG_MS);
    await forgetAssets(unused.map(({ id }) => id));
    return { count: unused.length, bytes: unused.reduce((sum, asset) => sum + bytesOf(asset), 0) };
  });
}
