import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Mark } from '#lib/core/schema/markup.ts';
import { getAsset } from '#lib/db/assets.ts';
import { getClip, saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { clipsWithAsset, redactPicture, removeMarkup, saveMarkup } from '#lib/db/pictures.ts';
import { replaceAsset } from '#lib/db/replace-asset.ts';
import { keepSnapshot, snapshotsOf } from '#lib/db/snapshots.ts';
import { captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { assetOf } from './pictures.ts';

beforeEach(emptyLibrary);

const pin: Mark = { type: 'pin', at: { x: 1, y: 2 }, number: 1, colour: '#ff0000' };

async function clipWith(...assets: Asset[]): Promise<Clip> {
  const capture = captureOf({ kind: 'screenshot', quote: '', markdown: '', assetIds: assets.map(({ id }) => id) });
  return (await saveClip(newId(), capture, { projectId: idOf(1) }, assets)).clip;
}

async function undo(batchId: string | undefined): Promise<string> {
  if (batchId === undefined) throw new Error('There is nothing to undo.');
  return undoBatch(batchId);
}

const markupsOf = async ({ id }: Clip) => (await getClip(id))?.markups;
const assetIds = async () => (await db.assets.toCollection().primaryKeys()).sort();
const sorted = (...assets: Asset[]) => assets.map(({ id }) => id).sort();
/** Everything that rows say, as text. */
const allRows = async () => JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())));

describe('drawing on a picture', () => {
  it('keeps the marks and the picture that came of them, beside the original', async () => {
    const [original, edited] = [await assetOf('original'), await assetOf('edited', ['word'])];
    const clip = await clipWith(original);
    await saveMarkup(clip.id, { assetId: original.id, marks: [pin] }, edited);
    expect(await markupsOf(clip)).toEqual([{ assetId: original.id, marks: [pin], editedId: edited.id }]);
    expect(await assetIds()).toEqual(sorted(original, edited));
    expect(await (await getAsset(edited.id))?.textLayer?.text()).toContain('word');
  });

  it('takes the place of what was drawn before on the same picture, and of no other', async () => {
    const [a, b] = [await assetOf('a'), await assetOf('b')];
    const clip = await clipWith(a, b);
    const edits = await Promise.all(['a1', 'b1', 'a2'].map((bytes) => assetOf(bytes)));
    for (const [index, original] of [a, b, a].entries()) {
      await saveMarkup(clip.id, { assetId: original.id, marks: [] }, edits[index] ?? a);
    }
    const named = (await markupsOf(clip))?.map(({ assetId, editedId }) => [assetId, editedId]);
    expect(named).toEqual([
      [b.id, edits[1]?.id],
      [a.id, edits[2]?.id],
    ]);
  });

  it('can be undone and redone, also where the picture was taken back to the original', async () => {
    const [original, edited] = [await assetOf('original'), await assetOf('edited')];
    const clip = await clipWith(original);
    const drawn = await saveMarkup(clip.id, { assetId: original.id, marks: [pin] }, edited);
    const after = await markupsOf(clip);
    const redo = await undo(drawn);
    expect(await getClip(clip.id)).not.toHaveProperty('markups');
    await undo(redo);
    expect(await markupsOf(clip)).toEqual(after);
    const removed = await removeMarkup(clip.id, original.id);
    expect(await getClip(clip.id)).not.toHaveProperty('markups');
    await undo(removed);
    expect(await markupsOf(clip)).toEqual(after);
    expect(await getAsset(edited.id)).toBeDefined();
  });

  it('is no change where it was drawn just so before, and none to take back where nothing was', async () => {
    const [original, edited] = [await assetOf('original'), await assetOf('edited')];
    const clip = await clipWith(original);
    expect(await removeMarkup(clip.id, original.id)).toBeUndefined();
    await saveMarkup(clip.id, { assetId: original.id, marks: [pin] }, edited);
    expect(await saveMarkup(clip.id, { assetId: original.id, marks: [pin] }, edited)).toBeUndefined();
  });

  it('is refused for a clip or a picture that is not there, and leaves nothing behind', async () => {
    const [original, other, edited] = [await assetOf('original'), await assetOf('other'), await assetOf('edited')];
    const clip = await clipWith(original);
    const refused = (id: string, assetId: string) => saveMarkup(id, { assetId, marks: [] }, edited);
    await expect(refused(newId(), original.id)).rejects.toMatchObject({ code: 'clip_missing' });
    await expect(refused(clip.id, other.id)).rejects.toMatchObject({ code: 'picture_changed' });
    await expect(removeMarkup(clip.id, other.id)).rejects.toMatchObject({ code: 'picture_changed' });
    expect(await assetIds()).toEqual(sorted(original));
  });

  it('finds its picture again where that has been recompressed meanwhile', async () => {
    const [original, smaller, edited] = [await assetOf('original'), await assetOf('small'), await assetOf('edited')];
    const clip = await clipWith(original);
    await replaceAsset(original.id, smaller);
    await saveMarkup(clip.id, { assetId: original.id, marks: [] }, edited);
    expect(await markupsOf(clip)).toEqual([{ assetId: smaller.id, marks: [], editedId: edited.id }]);
    await removeMarkup(clip.id, original.id);
    expect(await getClip(clip.id)).not.toHaveProperty('markups');
  });
});

it('finds the clips that have a picture, as it was taken or as it was drawn upon, in the trash too', async () => {
  const [original, edited] = [await assetOf('original'), await assetOf('edited')];
  const [one, two] = [await clipWith(original), await clipWith(original, await assetOf('other'))];
  await trashClips([two.id]);
  await saveMarkup(one.id, { assetId: original.id, marks: [] }, edited);
  expect((await clipsWithAsset(original.id)).map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
  expect((await clipsWithAsset(edited.id)).map(({ id }) => id)).toEqual([one.id]);
});

describe('redacting a picture', () => {
  it('forgets the texts of its page, and keeps none of them from then on', async () => {
    const [original, redacted] = [await assetOf('original'), await assetOf('redacted')];
    const clip = await clipWith(original);
    const { url } = clip.source;
    await keepSnapshot(url, 'The secret, once.', 'clip');
    await keepSnapshot('https://acme.example/docs', 'Another page.', 'clip');
    await redactPicture(original.id, redacted, []);
    expect(await snapshotsOf(url)).toEqual([]);
    await keepSnapshot(`${url}?utm_source=a`, 'The secret, again.', 'visit');
    expect(await snapshotsOf(url)).toEqual([]);
    expect(await snapshotsOf('https://acme.example/docs')).toHaveLength(1);
  });

  it('replaces it in every clip, the trash included, and deletes it with all that was ever drawn on it', async () => {
    const [original, redacted, other] = [await assetOf('original'), await assetOf('redacted'), await assetOf('other')];
    const [one, two] = [await clipWith(original, other), await clipWith(original)];
    await trashClips([two.id]);
    const drawings = await Promise.all(['d1', 'd2', 'd3', 'of other'].map((bytes) => assetOf(bytes)));
    const [first, second, third, ofOther] = drawings as [Asset, Asset, Asset, Asset];
    await saveMarkup(one.id, { assetId: original.id, marks: [] }, first);
    await undo(await saveMarkup(one.id, { assetId: original.id, marks: [pin] }, second));
    await saveMarkup(two.id, { assetId: original.id, marks: [] }, third);
    await saveMarkup(one.id, { assetId: other.id, marks: [] }, ofOther);

    await redactPicture(original.id, redacted, []);
    expect((await getClip(one.id))?.assetIds).toEqual([redacted.id, other.id]);
    expect((await getClip(two.id))?.assetIds).toEqual([redacted.id]);
    expect(await markupsOf(one)).toEqual([{ assetId: other.id, marks: [], editedId: ofOther.id }]);
    expect(await getClip(two.id)).not.toHaveProperty('markups');
    expect(await assetIds()).toEqual(sorted(redacted, other, ofOther));
    const rows = await allRows();
    for (const { id } of [original, first, second, third]) expect(rows).not.toContain(id);
  });

  it('is not undone by undoing anything that was done before, which keeps its other effects', async () => {
    const [original, redacted, edited] = [await assetOf('o'), await assetOf('r'), await assetOf('e')];
    const clip = await clipWith(original);
    const drawn = await saveMarkup(clip.id, { assetId: original.id, marks: [] }, edited);
    const trashed = await trashClips([clip.id]);
    await redactPicture(original.id, redacted, []);
    await undo(drawn);
    await undo(trashed);
    expect(await getClip(clip.id)).toMatchObject({ assetIds: [redacted.id] });
    expect(await getClip(clip.id)).not.toHaveProperty('deletedAt');
    expect(await getClip(clip.id)).not.toHaveProperty('markups');
  });

  it('draws again what is given once more', async () => {
    const [original, redacted, edited] = [await assetOf('o'), await assetOf('r'), await assetOf('e')];
    const [one, two] = [await clipWith(original), await clipWith(original)];
    for (const { id } of [one, two]) await saveMarkup(id, { assetId: original.id, marks: [pin] }, edited);
    const again = await assetOf('again');
    await redactPicture(original.id, redacted, [{ clipId: one.id, markup: { marks: [pin] }, edited: again }]);
    expect(await markupsOf(one)).toEqual([{ assetId: redacted.id, marks: [pin], editedId: again.id }]);
    expect(await getClip(two.id)).not.toHaveProperty('markups');
    expect(await assetIds()).toEqual(sorted(redacted, again));
  });

  it('gives bytes that come out the same their new words', async () => {
    const [original, redacted] = [await assetOf('o', ['secret', 'open']), await assetOf('r', ['open'])];
    const clip = await clipWith(original);
    await saveMarkup(clip.id, { assetId: original.id, marks: [] }, await assetOf('cropped', ['secret', 'open']));
    const cropped = await assetOf('cropped', ['open']);
    await redactPicture(original.id, redacted, [{ clipId: clip.id, markup: { marks: [] }, edited: cropped }]);
    expect(await (await getAsset(cropped.id))?.textLayer?.text()).not.toContain('secret');
    // Black on black: no pixel is another, and the words are gone all the same.
    await redactPicture(redacted.id, await assetOf('r'), []);
    expect(await getAsset(redacted.id)).not.toHaveProperty('textLayer');
    expect(await getClip(clip.id)).toMatchObject({ assetIds: [redacted.id] });
  });

  it('does nothing when it is asked for twice, and says so when another one came first', async () => {
    const [original, redacted] = [await assetOf('original'), await assetOf('redacted')];
    const clip = await clipWith(original);
    await Promise.all([redactPicture(original.id, redacted, []), redactPicture(original.id, redacted, [])]);
    expect(await getClip(clip.id)).toMatchObject({ assetIds: [redacted.id] });
    const late = redactPicture(original.id, await assetOf('another'), []);
    await expect(late).rejects.toMatchObject({ code: 'picture_changed' });
    expect(await assetIds()).toEqual(sorted(redacted));
  });

  it('also deletes the picture that it was recompressed to meanwhile', async () => {
    const [original, smaller, redacted] = [
      await assetOf('original'),
      await assetOf('small'),
      await assetOf('redacted'),
    ];
    const clip = await clipWith(original);
    await replaceAsset(original.id, smaller);
    await redactPicture(original.id, redacted, []);
    expect(await getClip(clip.id)).toMatchObject({ assetIds: [redacted.id] });
    expect(await assetIds()).toEqual(sorted(redacted));
    expect(await getAsset(original.id)).toBeUndefined();
  });
});
