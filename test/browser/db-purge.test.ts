import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { TRASH_DAYS } from '#lib/core/trash.ts';
import { getClip, restoreClips, saveClip, trashClips, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { editDraft } from '#lib/db/drafts.ts';
import { recordObservations } from '#lib/db/observations.ts';
import { saveMarkup } from '#lib/db/pictures.ts';
import { purgeClips, purgeOldTrash } from '#lib/db/purge.ts';
import { keepSnapshot } from '#lib/db/snapshots.ts';
import { undoLast } from '#lib/db/undo-history.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { assetOf } from './pictures.ts';

beforeEach(emptyLibrary);

const DAY = 24 * 60 * 60_000;
const PAGE = 'https://acme.example/pricing';

/** A clip with all that can belong to one: a past, drawings, observations, something half typed, the text of its page. */
async function lived(url: string, ...assets: Asset[]): Promise<string> {
  const capture = captureOf({ source: { url, title: 'Pricing' }, assetIds: assets.map(({ id }) => id) });
  const { clip } = await saveClip(newId(), capture, { projectId: idOf(1) }, assets);
  await updateClips([clip.id], { note: 'secret' });
  await recordObservations([{ clipId: clip.id, state: 'exact' }]);
  await recordObservations([{ clipId: clip.id, state: 'changed', quote: 'secret too' }]);
  await editDraft(clip.id, { note: 'half' });
  await keepSnapshot(url, `all of ${url}`, 'clip');
  return clip.id;
}

/** All that the tables hold, as text: whatever was said of a clip may stand nowhere. */
async function everything(): Promise<string> {
  const tables = db.tables.filter(({ name }) => name !== 'dirty');
  return JSON.stringify(await Promise.all(tables.map((table) => table.toArray())));
}

describe('deleting for ever', () => {
  it('leaves nothing of a clip: no observation, no history, no draft, no text of its page, no picture', async () => {
    const [one, drawn] = [await assetOf('one'), await assetOf('drawn')];
    const id = await lived(PAGE, one);
    await saveMarkup(id, { assetId: one.id, marks: [] }, drawn);
    await trashClips([id]);
    expect(await purgeClips([id])).toBe(1);
    for (const table of db.tables) {
      if (table.name !== 'dirty') expect(await table.count(), table.name).toBe(0);
    }
  });

  it('spares what others have: pictures, the text of a page, their own history', async () => {
    const shared = await assetOf('shared');
    const [gone, kept] = [await lived(PAGE, shared, await assetOf('own')), await lived(`${PAGE}?plan=team`, shared)];
    const neighbour = await lived(PAGE);
    await trashClips([gone]);
    expect(await purgeClips([gone])).toBe(1);
    expect(await db.assets.toCollection().primaryKeys()).toEqual([shared.id]);
    expect(await db.snapshots.count()).toBe(2);
    for (const id of [kept, neighbour]) {
      expect(await getClip(id)).toMatchObject({ note: 'secret' });
      expect(await db.events.where('entityId').equals(id).count()).toBe(2);
      expect(await db.observations.where('[clipId+lastSeenAt]').between([id, 0], [id, Infinity]).count()).toBe(2);
      expect(await db.drafts.get(id)).toBeDefined();
    }
    expect(await everything()).not.toContain(gone);
  });

  it('takes only what is in the trash by then', async () => {
    const [one, two] = [await lived(PAGE), await lived(PAGE)];
    await trashClips([one, two]);
    await restoreClips([two]);
    expect(await purgeClips([one, two, newId()])).toBe(1);
    expect(await getClip(two)).toBeDefined();
  });

  it('leaves nothing that undo could trip over', async () => {
    const [one, two] = [await lived(PAGE), await lived(PAGE)];
    await updateClips([one, two], { importance: 3 });
    await trashClips([one]);
    await purgeClips([one]);
    expect(await undoLast()).toMatchObject({ changed: 1, count: 1 });
    expect(await getClip(two)).not.toHaveProperty('importance');
    expect(await getClip(one)).toBeUndefined();
  });

  it('stops between two clips: each is there as a whole, or gone', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => idOf(1_000 + index));
    await db.clips.bulkAdd(ids.map((id, index) => clipOf(1_000 + index, { id, deletedAt: 1 })));
    await recordObservations(ids.map((clipId) => ({ clipId, state: 'exact' as const })));
    await updateClips(ids, { note: 'past' });
    const controller = new AbortController();
    const running = purgeClips(ids, {
      signal: controller.signal,
      onProgress: (done) => done >= 400 && controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const left = (await db.clips.toCollection().primaryKeys()).sort();
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(1_000);
    expect((await db.observations.toArray()).map(({ clipId }) => clipId).sort()).toEqual(left);
    expect((await db.events.toArray()).map(({ entityId }) => entityId).sort()).toEqual(left);
    expect(await purgeClips(ids)).toBe(left.length);
  });
});

describe('the trash by itself', () => {
  it('is emptied of what has been in it for thirty days, and of nothing younger', async () => {
    const now = Date.now();
    await db.clips.bulkAdd([
      clipOf(1, { deletedAt: now - TRASH_DAYS * DAY }),
      clipOf(2, { deletedAt: now - TRASH_DAYS * DAY + 1 }),
      clipOf(3),
    ]);
    expect(await purgeOldTrash(now)).toBe(1);
    expect((await db.clips.toCollection().primaryKeys()).sort()).toEqual([idOf(2), idOf(3)]);
    expect(await purgeOldTrash(now + 1)).toBe(1);
    expect(await purgeOldTrash(now + 400 * DAY)).toBe(0);
    expect(await db.clips.count()).toBe(1);
  });

  it('keeps the day on which something was thrown away, however often it is thrown away', async () => {
    const id = await lived(PAGE);
    await trashClips([id]);
    const first = (await getClip(id))?.deletedAt;
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await trashClips([id])).toBeUndefined();
    expect((await getClip(id))?.deletedAt).toBe(first);
  });
});
