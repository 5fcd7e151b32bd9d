import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { getAsset, getPicture, getTextLayer } from '#lib/db/assets.ts';
import { releaseBlobFiles } from '#lib/db/blob-files.ts';
import { getClip, saveClip, trashClips } from '#lib/db/clips.ts';
import { assetTotal, collectAssets } from '#lib/db/collect-assets.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { removeMarkup, saveMarkup } from '#lib/db/pictures.ts';
import { assetsToRecompress, keepBytes, replaceAsset } from '#lib/db/replace-asset.ts';
import { captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { assetOf } from './pictures.ts';

beforeEach(emptyLibrary);

const HOUR = 60 * 60_000;

async function clipWith(...assets: Asset[]): Promise<string> {
  const capture = captureOf({ kind: 'screenshot', quote: '', markdown: '', assetIds: assets.map(({ id }) => id) });
  return (await saveClip(newId(), capture, { projectId: idOf(1) }, assets)).clip.id;
}

const assetIds = async () => (await db.assets.toCollection().primaryKeys()).sort();
const sorted = (...assets: Asset[]) => assets.map(({ id }) => id).sort();

describe('collecting assets', () => {
  it('deletes what nothing refers to, and says how much that was', async () => {
    const [used, unused] = [await assetOf('used'), await assetOf('unused', ['words'])];
    await clipWith(used);
    await db.assets.add(unused);
    const bytes = unused.blob.size + unused.thumbnail.size + (unused.textLayer?.size ?? 0);
    expect((await assetTotal()).count).toBe(2);
    expect(await collectAssets()).toEqual({ count: 1, bytes });
    expect(await assetIds()).toEqual(sorted(used));
    expect(await collectAssets()).toEqual({ count: 0, bytes: 0 });
  });

  it('spares what is in the trash, what is drawn, and what is too young to be sure of', async () => {
    const [trashed, original, drawn] = [await assetOf('trashed'), await assetOf('original'), await assetOf('drawn')];
    await trashClips([await clipWith(trashed)]);
    await saveMarkup(await clipWith(original), { assetId: original.id, marks: [] }, drawn);
    const young = { ...(await assetOf('young')), updatedAt: Date.now() };
    await db.assets.add(young);
    await collectAssets();
    expect(await assetIds()).toEqual(sorted(trashed, original, drawn, young));
    await collectAssets(Date.now() + 25 * HOUR);
    expect(await assetIds()).toEqual(sorted(trashed, original, drawn));
  });

  it('spares for a day what undoing would bring back, and then no undo brings back what is gone', async () => {
    const [original, drawn] = [await assetOf('original'), await assetOf('drawn')];
    const clipId = await clipWith(original);
    await saveMarkup(clipId, { assetId: original.id, marks: [] }, drawn);
    const batch = (await removeMarkup(clipId, original.id)) ?? '';
    await collectAssets(Date.now() + 23 * HOUR);
    expect(await assetIds()).toEqual(sorted(original, drawn));
    await collectAssets(Date.now() + 25 * HOUR);
    expect(await assetIds()).toEqual(sorted(original));
    await undoBatch(batch);
    expect(await getClip(clipId)).not.toHaveProperty('markups');
  });
});

describe('replacing an asset by the same pixels in fewer bytes', () => {
  it('lets clips, drawings and history name the new one, and deletes the old', async () => {
    const [large, small, drawn, smallDrawn] = await Promise.all(
      ['large', 'small', 'drawn', 'small drawn'].map((bytes) => assetOf(bytes, [bytes])),
    );
    if (!large || !small || !drawn || !smallDrawn) throw new Error('no assets');
    const clipId = await clipWith(large, large);
    const batch = (await saveMarkup(clipId, { assetId: large.id, marks: [] }, drawn)) ?? '';
    const redo = await undoBatch(batch);
    expect(await replaceAsset(large.id, { ...small, mime: 'image/webp' })).toBe(true);
    expect(await replaceAsset(drawn.id, smallDrawn)).toBe(true);
    await undoBatch(redo);
    expect(await getClip(clipId)).toMatchObject({
      assetIds: [small.id, small.id],
      markups: [{ assetId: small.id, marks: [], editedId: smallDrawn.id }],
    });
    expect(await assetIds()).toEqual(sorted(small, smallDrawn));
    const kept = await getAsset(small.id);
    expect(kept).toMatchObject({ mime: 'image/webp', formerId: large.id, recompressedAt: expect.any(Number) });
    expect(await kept?.blob.text()).toBe('small');
    // What is not the picture's bytes stays as it was.
    expect(await kept?.thumbnail.text()).toBe('small large');
    expect(await kept?.textLayer?.text()).toContain('large');
    expect(await assetsToRecompress()).toEqual([]);
  });

  it('does nothing where the asset has gone meanwhile, and is one with a picture that has these bytes already', async () => {
    const [large, small] = [await assetOf('large'), await assetOf('small')];
    expect(await replaceAsset(large.id, small)).toBe(false);
    expect(await assetIds()).toEqual([]);
    const [one, two] = [await clipWith(small), await clipWith(large)];
    expect(await replaceAsset(large.id, small)).toBe(true);
    for (const id of [one, two]) expect(await getClip(id)).toMatchObject({ assetIds: [small.id] });
    expect(await assetIds()).toEqual(sorted(small));
  });

  it('is no longer asked for where there was nothing to win', async () => {
    const asset = await assetOf('tight');
    await clipWith(asset);
    expect(await assetsToRecompress()).toEqual([asset.id]);
    await keepBytes(asset.id);
    expect(await assetsToRecompress()).toEqual([]);
  });

  it('lets a page that asks for the old one have the new one', async () => {
    const [large, small] = [await assetOf('large', ['words']), await assetOf('small')];
    await clipWith(large);
    await replaceAsset(large.id, small);
    expect(await (await getAsset(large.id))?.blob.text()).toBe('small');
    expect(await (await getPicture(large.id, 'full'))?.blob.text()).toBe('small');
    expect(await (await getPicture(large.id, 'thumbnail'))?.blob.text()).toBe('small large');
    expect(await (await getTextLayer(large.id))?.text()).toContain('words');
  });
});

it('lets go of the files of all Blobs that were read, whatever copies are still in use', async () => {
  const asset = await assetOf('a picture');
  await clipWith(asset);
  const copies = [await getAsset(asset.id), await getPicture(asset.id, 'full')];
  expect(await releaseBlobFiles()).toBe(true);
  for (const copy of copies) expect(await copy?.blob.text()).toBe('a picture');
});
