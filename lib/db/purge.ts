import { Dexie } from 'dexie';
import { GleanerError } from '#lib/core/errors.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { TRASH_MS } from '#lib/core/trash.ts';
import { pageKey } from '#lib/core/url.ts';
import { releaseBlobFiles } from './blob-files.ts';
import { clipsOfPage } from './clips-of-page.ts';
import { db } from './database.ts';
import { forgetAssets, idsInEvent } from './picture-history.ts';
import { dropSketches } from './sketches.ts';
import { forgetSnapshots } from './snapshots.ts';
import type { Watch } from './watch.ts';

/** Clips that go in one transaction. */
const CLIPS_AT_ONCE = 200;

/** Deletes the texts of a page that has no clip any more, nor one that is being written. */
async function forgetPage(url: string): Promise<void> {
  const isInUse =
    (await clipsOfPage(url).first()) !== undefined || (await db.drafts.where('page').equals(pageKey(url)).count()) > 0;
  if (!isInUse) await forgetSnapshots(url);
}

/**
 * Deletes clips, all that was seen of them, their history, what was being typed about them and the texts of their pages,
 * in one transaction.
 * @param isDue Says of each clip, as it is by then, whether it goes: one that was restored meanwhile stays.
 * @returns how many went, and the pictures that they had or ever had.
 */
function purgeSome(ids: readonly string[], isDue: (deletedAt: number) => boolean) {
  return db.transaction(
    'rw',
    [db.clips, db.observations, db.events, db.drafts, db.snapshots, db.sketches],
    async () => {
      const found = await db.clips.bulkGet([...ids]);
      const clips = found.flatMap((clip) => (clip?.deletedAt !== undefined && isDue(clip.deletedAt) ? [clip] : []));
      const gone = clips.map(({ id }) => id);
      const events = await db.events.where('entityId').anyOf(gone).toArray();
      const observations = await Promise.all(
        gone.map((id) =>
          db.observations.where('[clipId+lastSeenAt]').between([id, Dexie.minKey], [id, Dexie.maxKey]).primaryKeys(),
        ),
      );
      await db.observations.bulkDelete(observations.flat());
      await db.events.bulkDelete(events.map(({ id }) => id));
      await db.drafts.bulkDelete(gone);
      await db.clips.bulkDelete(gone);
      await dropSketches(gone);
      for (const url of new Set(clips.map(({ source }) => source.url))) await forgetPage(url);
      return { count: gone.length, assetIds: [...clips.flatMap(ownAssetIds), ...events.flatMap(idsInEvent)] };
    },
  );
}

async function purge(
  ids: readonly string[],
  isDue: (deletedAt: number) => boolean,
  { onProgress, signal }: Watch,
): Promise<number> {
  const assetIds = new Set<string>();
  let count = 0;
  try {
    for (let from = 0; from < ids.length; from += CLIPS_AT_ONCE) {
      onProgress?.(from, ids.length);
      if (signal?.aborted) throw new GleanerError('cancelled');
      const some = await purgeSome(ids.slice(from, from + CLIPS_AT_ONCE), isDue);
      count += some.count;
      for (const id of some.assetIds) assetIds.add(id);
    }
    onProgress?.(ids.length, ids.length);
  } finally {
    // Where this is not reached, tidying up finds pictures that no clip has.
    if (assetIds.size > 0) {
      await db.transaction('rw', [db.clips, db.assets, db.events], () => forgetAssets([...assetIds]));
      await releaseBlobFiles();
    }
  }
  return count;
}

/**
 * Deletes clips for ever, and with them their history, the pictures that no other clip has and the texts of pages that
 * have no clip any more. Only what is in the trash goes. Whenever it is stopped, each clip is there with all that belongs
 * to it, or is gone.
 * @returns how many went.
 * @throws GleanerError `cancelled` by the signal: what went until then is gone.
 */
export function purgeClips(ids: readonly string[], watch: Watch = {}): Promise<number> {
  return purge(ids, () => true, watch);
}

/** Deletes what has been in the trash for {@link TRASH_MS}. @returns how many clips that were. */
export async function purgeOldTrash(now = Date.now()): Promise<number> {
  const due = now - TRASH_MS;
  const ids = await db.clips.where('deletedAt').belowOrEqual(due).primaryKeys();
  return purge(ids, (deletedAt) => deletedAt <= due, {});
}
