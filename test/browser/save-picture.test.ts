import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Mark } from '#lib/core/schema/markup.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { getAsset } from '#lib/db/assets.ts';
import { getClip, saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import type { Drawn } from '#lib/screenshot/markup-items.ts';
import { countSharing, openPicture, savePicture } from '#lib/screenshot/save-picture.ts';
import { readTextLayer } from '#lib/screenshot/text-layer.ts';
import { captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { pixelsOf, screenshotOf } from './pictures.ts';

const BOX: Mark = { type: 'box', rect: { x: 10, y: 10, width: 30, height: 20 }, colour: '#d1242f' };
const SECRET = 'anna@example.com';

let original: Asset;

beforeEach(async () => {
  await emptyLibrary();
  original = await screenshotOf({ width: 100, height: 60 }, 1, () => 0xf0f0f0, [
    { text: SECRET, x: 50, y: 30, width: 40, height: 10 },
    { text: 'public', x: 5, y: 5, width: 20, height: 10 },
  ]);
});

async function clipWith(asset: Asset): Promise<string> {
  const id = newId();
  await saveClip(id, captureOf({ kind: 'screenshot', quote: '', assetIds: [asset.id] }), { projectId: idOf(1) }, [
    asset,
  ]);
  return id;
}

async function clipAt(id: string): Promise<Clip> {
  const clip = await getClip(id);
  if (!clip) throw new Error('no clip');
  return clip;
}

/** The colour in the middle of the redaction below, and the words, of the picture that is shown. */
async function shownOf(id: string) {
  const clip = await clipAt(id);
  const asset = await getAsset(shownAssetIds(clip)[0] ?? '');
  if (!asset) throw new Error('no picture');
  const { data, width } = await pixelsOf(asset.blob);
  const words = (await readTextLayer(asset.textLayer)).map(({ text }) => text);
  return { colour: [...data.subarray((35 * width + 70) * 4, (35 * width + 70) * 4 + 3)], words, width };
}

/** Opens a picture, and keeps what was drawn on it. */
async function draw(clipId: string, assetId: string, drawn: Drawn): Promise<void> {
  await savePicture(await openPicture(clipId, assetId), drawn);
}

const REDACTION = { x: 50, y: 30, width: 40, height: 10 };

/** Every word of every text layer, and everything of every other row, as text. */
async function everything(): Promise<string> {
  const layers = await Promise.all((await db.assets.toArray()).map(({ textLayer }) => textLayer?.text() ?? ''));
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  return JSON.stringify([layers, rows]);
}

describe('savePicture', () => {
  it('shows what was drawn, keeps the original, and opens with it again', async () => {
    const id = await clipWith(original);
    await draw(id, original.id, { marks: [BOX], redactions: [] });
    const clip = await clipAt(id);
    expect(clip.assetIds).toEqual([original.id]);
    expect(shownAssetIds(clip)).not.toEqual([original.id]);
    expect((await getAsset(original.id))?.id).toBe(original.id);
    expect((await openPicture(id, original.id)).markup).toMatchObject({ marks: [BOX], assetId: original.id });
  });

  it('shows the original again once nothing is drawn any more', async () => {
    const id = await clipWith(original);
    await draw(id, original.id, { crop: { x: 0, y: 0, width: 40, height: 40 }, marks: [], redactions: [] });
    expect((await shownOf(id)).width).toBe(40);
    await draw(id, original.id, { marks: [], redactions: [] });
    expect((await clipAt(id)).markups).toBeUndefined();
    expect(shownAssetIds(await clipAt(id))).toEqual([original.id]);
  });

  it('burns redactions in: the original, its words and its history are gone', async () => {
    const id = await clipWith(original);
    await draw(id, original.id, { marks: [BOX], redactions: [] });
    await draw(id, original.id, { marks: [], redactions: [REDACTION] });
    const clip = await clipAt(id);
    expect(clip.assetIds).not.toContain(original.id);
    expect(clip.markups).toBeUndefined();
    expect(await shownOf(id)).toEqual({ colour: [0, 0, 0], words: ['public'], width: 100 });
    const text = await everything();
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(original.id);
    expect(await db.assets.count()).toBe(1);
  });

  it('keeps marks and crop over a redaction, to be changed later', async () => {
    const id = await clipWith(original);
    const crop = { x: 20, y: 0, width: 80, height: 60 };
    await draw(id, original.id, { crop, marks: [BOX], redactions: [REDACTION] });
    const clip = await clipAt(id);
    const [redactedId = ''] = clip.assetIds;
    expect(clip.markups).toMatchObject([{ assetId: redactedId, crop, marks: [BOX] }]);
    const { data, width } = await pixelsOf((await getAsset(shownAssetIds(clip)[0] ?? ''))?.blob ?? new Blob());
    expect([...data.subarray((35 * width + 50) * 4, (35 * width + 50) * 4 + 3)]).toEqual([0, 0, 0]);
    expect(await everything()).not.toContain(SECRET);
  });

  it('redacts other clips with the same picture too, and draws their marks again', async () => {
    const [id, other, trashed] = [await clipWith(original), await clipWith(original), await clipWith(original)];
    await draw(other, original.id, { marks: [BOX], redactions: [] });
    await trashClips([trashed]);
    expect(await countSharing(await openPicture(id, original.id))).toBe(2);
    await draw(id, original.id, { marks: [], redactions: [REDACTION] });
    for (const one of [id, other, trashed]) {
      expect(await shownOf(one)).toEqual({ colour: [0, 0, 0], words: ['public'], width: 100 });
    }
    expect((await clipAt(other)).markups).toMatchObject([{ marks: [BOX] }]);
    expect(await everything()).not.toContain(SECRET);
  });

  it('finds its picture again when its bytes were made fewer meanwhile', async () => {
    const id = await clipWith(original);
    const smaller = { ...(await screenshotOf({ width: 100, height: 60 }, 1, () => 0xf0f0f1)), formerId: original.id };
    await db.assets.add(smaller);
    await db.clips.update(id, { assetIds: [smaller.id] });
    await db.assets.delete(original.id);
    expect((await openPicture(id, original.id)).original.id).toBe(smaller.id);
    await draw(id, original.id, { marks: [BOX], redactions: [REDACTION] });
    expect((await shownOf(id)).colour).toEqual([0, 0, 0]);
  });

  it('takes nothing away that another window drew or redacted meanwhile', async () => {
    const id = await clipWith(original);
    const [first, second, third] = [
      await openPicture(id, original.id),
      await openPicture(id, original.id),
      await openPicture(id, original.id),
    ];
    await savePicture(first, { marks: [BOX], redactions: [] });
    const before = await everything();
    await expect(savePicture(second, { marks: [], redactions: [] })).rejects.toMatchObject({ code: 'picture_changed' });
    await expect(savePicture(second, { marks: [], redactions: [REDACTION] })).rejects.toMatchObject({
      code: 'picture_changed',
    });
    expect(await everything()).toBe(before);
    await draw(id, original.id, { marks: [BOX], redactions: [REDACTION] });
    await expect(savePicture(third, { marks: [BOX], redactions: [] })).rejects.toMatchObject({
      code: 'picture_changed',
    });
    expect(await everything()).not.toContain(SECRET);
  });

  it('changes nothing where it fails', async () => {
    const id = await clipWith(original);
    await expect(openPicture(newId(), original.id)).rejects.toMatchObject({ code: 'clip_missing' });
    await expect(openPicture(id, 'f'.repeat(64))).rejects.toMatchObject({ code: 'image_missing' });
    await db.assets.update(original.id, { blob: new Blob(['broken'], { type: 'image/png' }) });
    const before = await everything();
    await expect(draw(id, original.id, { marks: [BOX], redactions: [REDACTION] })).rejects.toMatchObject({
      code: 'picture_failed',
    });
    expect(await everything()).toBe(before);
  });
});
