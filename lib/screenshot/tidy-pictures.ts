import { sha256 } from '#lib/core/hash.ts';
import { getAsset } from '#lib/db/assets.ts';
import { releaseBlobFiles } from '#lib/db/blob-files.ts';
import { collectAssets } from '#lib/db/collect-assets.ts';
import { assetsToRecompress, keepBytes, replaceAsset } from '#lib/db/replace-asset.ts';
import { recompress } from './recompress.ts';

/** @returns how many bytes it takes less than before. */
async function recompressAsset(id: string): Promise<number> {
  const asset = await getAsset(id);
  if (!asset) return 0;
  let smaller: Awaited<ReturnType<typeof recompress>>;
  try {
    smaller = await recompress(asset);
  } catch {
    // What cannot be decoded, or is too large to be drawn here, is as small as it gets.
  }
  if (!smaller) {
    await keepBytes(id);
    return 0;
  }
  const isReplaced = await replaceAsset(id, { id: await sha256(smaller.blob), ...smaller });
  return isReplaced ? asset.blob.size - smaller.blob.size : 0;
}

type Options = {
  /** Asked before each picture; nothing more is done once it says no. */
  mayGoOn?: () => boolean | Promise<boolean>;
  onProgress?: (done: number, all: number) => void;
};

/** `isDone`: nothing is left to do. `freed`: bytes. `isBusy`: another page or the background is at it. */
export type Tidied = { isDone: boolean; freed: number; isBusy?: true };

/**
 * Deletes the pictures that nothing refers to, and makes the others smaller without changing a pixel: one at a time, in
 * one context at a time. It may be stopped anywhere, and goes on from there when it is called again.
 * @throws GleanerError `disk_full` among others: all that was there still is.
 */
export async function tidyPictures({ mayGoOn = () => true, onProgress }: Options = {}): Promise<Tidied> {
  return navigator.locks.request('tidy-pictures', { ifAvailable: true }, async (lock): Promise<Tidied> => {
    if (!lock) return { isDone: false, freed: 0, isBusy: true };
    let { bytes: freed } = await collectAssets();
    const ids = await assetsToRecompress();
    try {
      for (const [index, id] of ids.entries()) {
        onProgress?.(index, ids.length);
        if (!(await mayGoOn())) return { isDone: false, freed };
        freed += await recompressAsset(id);
      }
      onProgress?.(ids.length, ids.length);
      return { isDone: true, freed };
    } finally {
      await releaseBlobFiles();
    }
  });
}
