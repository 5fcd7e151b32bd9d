import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#lib/core/hash.ts';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { eventSchema } from '#lib/core/schema/event.ts';
import { getAsset } from '#lib/db/assets.ts';
import {
  countInbox,
  getClip,
  listClips,
  recentClips,
  restoreClips,
  saveClip,
  trashClips,
  updateClips,
} from '#lib/db/clips.ts';
import { clipsOfPage } from '#lib/db/clips-of-page.ts';
import { clipsOfSite } from '#lib/db/clips-of-site.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const project = { projectId: idOf(1) };

async function assetOf(bytes: string): Promise<Asset> {
  const blob = new Blob([bytes], { type: 'image/png' });
  const id = await sha256(blob);
  return { id, createdAt: 1, updatedAt: 1, blob, mime: 'image/png', width: 2, height: 1, scale: 1, thumbnail: blob };
}

async function save(changes: Parameters<typeof captureOf>[0] = {}, edits = {}): Promise<Clip> {
  return (await saveClip(newId(), captureOf(changes), { ...project, ...edits })).clip;
}

/** What a clip says, without when that was last touched. */
async function said(id: string): Promise<Partial<Clip> | undefined> {
  const clip = await getClip(id);
  if (!clip) return undefined;
  const { updatedAt, ...rest } = clip;
  expect(updatedAt).toBeGreaterThanOrEqual(clip.createdAt);
  return rest;
}

const countOnPage = (url: string) =>
  clipsOfPage(url)
    .filter(({ deletedAt }) => deletedAt === undefined)
    .count();
const counts = async () => [await db.clips.count(), await db.assets.count(), await db.events.count()];

beforeEach(emptyLibrary);

/** Undoes a batch, of which there must be one. */
async function undo(batchId: string | undefined): Promise<string> {
  if (batchId === undefined) throw new Error('There is nothing to undo.');
  return undoBatch(batchId);
}

describe('saving a clip', () => {
  it('keeps word for word what the page gave, and what was said about it', async () => {
    const capture = captureOf({ quote: '  每席位 9 €\n\n“yes” ', markdown: '> 9 €' });
    const { clip } = await saveClip(newId(), capture, { ...project, type: 'competitor', note: 'why', importance: 0 });
    expect(await getClip(clip.id)).toEqual(clip);
    expect(clip).toMatchObject({ ...capture, type: 'competitor', note: 'why', importance: 0, triage: 'kept' });
    expect(clipSchema.safeParse(clip).success).toBe(true);
  });

  it('waits in the inbox until it has a type', async () => {
    expect((await save()).triage).toBe('inbox');
    expect((await save({}, { type: undefined, note: undefined })).triage).toBe('inbox');
    expect((await save({}, { type: 'note' })).triage).toBe('kept');
    expect(await countInbox()).toBe(2);
  });

  it('keeps it once, however often and however simultaneously the same id is saved', async () => {
    const [id, asset] = [newId(), await assetOf('one')];
    const capture = captureOf({ kind: 'screenshot', assetIds: [asset.id] });
    const saves = await Promise.all([1, 2, 3].map(() => saveClip(id, capture, project, [asset])));
    saves.push(await saveClip(id, captureOf({ quote: 'something else' }), { ...project, note: 'late' }, [asset]));
    expect(new Set(saves.map(({ batchId }) => batchId)).size).toBe(1);
    for (const { clip } of saves) expect(clip).toEqual(saves[0]?.clip);
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it('gives back the batch of the creation, also when the clip was changed since', async () => {
    const id = newId();
    const first = await saveClip(id, captureOf(), project);
    await updateClips([id], { note: 'changed' });
    expect((await saveClip(id, captureOf(), project)).batchId).toBe(first.batchId);
  });

  it('keeps the same picture once for two clips', async () => {
    const asset = await assetOf('shared');
    const capture = captureOf({ kind: 'screenshot', assetIds: [asset.id] });
    await saveClip(newId(), capture, project, [asset]);
    await saveClip(newId(), capture, project, [{ ...asset, createdAt: 99 }]);
    expect(await counts()).toEqual([2, 1, 2]);
    const kept = await getAsset(asset.id);
    expect(kept?.createdAt).toBe(1);
    expect(await kept?.blob.text()).toBe('shared');
  });

  it.each([
    ['a quote that is too long', { quote: 'x'.repeat(2_000_001) }],
    ['a kind that there is not', { kind: 'film' as 'article' }],
    ['an asset id that is no hash', { assetIds: ['../../etc/passwd'] }],
    ['a time that is no number', { capturedAt: Number.NaN }],
  ])('refuses %s, and leaves neither clip nor picture nor history', async (_what, changes) => {
    const saving = saveClip(newId(), captureOf(changes), project, [await assetOf('orphan')]);
    await expect(saving).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('refuses a picture that is none, and leaves nothing', async () => {
    const good = await assetOf('good');
    const bad = { ...(await assetOf('bad')), width: 0 };
    const saving = saveClip(newId(), captureOf({ assetIds: [good.id, bad.id] }), project, [good, bad]);
    await expect(saving).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('is taken back by moving it to the trash', async () => {
    const { clip, batchId } = await saveClip(newId(), captureOf(), project);
    const redo = await undo(batchId);
    expect((await getClip(clip.id))?.deletedAt).toBeDefined();
    await undoBatch(redo);
    const { updatedAt, ...rest } = clip;
    expect(updatedAt).toBeDefined();
    expect(await said(clip.id)).toEqual(rest);
  });
});

describe('changing clips', () => {
  it('changes several at once, and takes all of it back, and does it again', async () => {
    const clips = [await save(), await save({}, { note: 'old', type: 'note' }), await save()];
    const untouched = await save();
    const ids = clips.map(({ id }) => id);
    const before = await Promise.all(ids.map(said));

    const batch = await updateClips(ids, { type: 'feedback', note: 'new', tagIds: [idOf(7)] });
    const after = await Promise.all(ids.map(said));
    for (const clip of after) expect(clip).toMatchObject({ type: 'feedback', note: 'new', triage: 'kept' });

    const redo = await undo(batch);
    expect(await Promise.all(ids.map(said))).toEqual(before);
    await undoBatch(redo);
    expect(await Promise.all(ids.map(said))).toEqual(after);
    expect(await getClip(untouched.id)).toEqual(untouched);
  });

  it('moves a clip between inbox and kept as it gains and loses its type', async () => {
    const { id } = await save();
    await updateClips([id], { type: 'requirement' });
    expect(await getClip(id)).toMatchObject({ type: 'requirement', triage: 'kept' });
    await updateClips([id], { type: undefined });
    expect(await getClip(id)).toMatchObject({ triage: 'inbox' });
    expect(await getClip(id)).not.toHaveProperty('type');
    await updateClips([id], { note: 'still in the inbox' });
    expect(await getClip(id)).toMatchObject({ triage: 'inbox' });
  });

  it('clears a field that is given as undefined, and can bring it back', async () => {
    const { id } = await save({}, { note: 'precious', sentiment: 0 });
    const batch = await updateClips([id], { note: undefined, sentiment: undefined });
    expect(Object.keys((await getClip(id)) ?? {})).not.toEqual(expect.arrayContaining(['note']));
    expect(await getClip(id)).not.toHaveProperty('sentiment');
    await undo(batch);
    expect(await getClip(id)).toMatchObject({ note: 'precious', sentiment: 0 });
  });

  it('changes none where one is missing', async () => {
    const clip = await save();
    await expect(updateClips([clip.id, newId()], { note: 'x' })).rejects.toMatchObject({ code: 'clip_missing' });
    await expect(trashClips([newId()])).rejects.toMatchObject({ code: 'clip_missing' });
    expect(await getClip(clip.id)).toEqual(clip);
    expect(await db.events.count()).toBe(1);
  });

  it('changes none where a value is not allowed', async () => {
    const [one, two] = [await save(), await save()];
    const update = updateClips([one.id, two.id], { sentiment: 5 as 1 });
    await expect(update).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await getClip(one.id)).toEqual(one);
    expect(await db.events.count()).toBe(2);
  });

  it('writes no history for what changes nothing', async () => {
    const clip = await save({}, { note: 'same', tagIds: [idOf(7)] });
    const batch = await updateClips([clip.id], { note: 'same', tagIds: [idOf(7)], importance: undefined });
    expect(await getClip(clip.id)).toEqual(clip);
    expect(await db.events.count()).toBe(1);
    expect(batch, 'there is nothing to undo').toBeUndefined();
  });

  it('keeps two fields that two places change at once', async () => {
    const { id } = await save();
    await Promise.all([updateClips([id], { note: 'mine' }), updateClips([id], { importance: 2 })]);
    expect(await getClip(id)).toMatchObject({ note: 'mine', importance: 2 });
  });

  it('never changes what the page gave', async () => {
    const clip = await save();
    await updateClips([clip.id], { note: 'n', quote: 'forged', source: { url: 'x', title: '' } } as { note: string });
    expect(await getClip(clip.id)).toMatchObject({ quote: clip.quote, source: clip.source, note: 'n' });
  });

  it('writes a history whose every entry is valid', async () => {
    const { id } = await save();
    await undo(await updateClips([id], { type: 'note', tagIds: [idOf(7)] }));
    const events = await db.events.toArray();
    expect(events).toHaveLength(3);
    for (const event of events) expect(eventSchema.safeParse(event).success).toBe(true);
  });
});

describe('the trash', () => {
  it('takes several as one action, which is undone as one', async () => {
    const [one, two, three] = [await save(), await save(), await save()];
    const batch = await trashClips([one.id, two.id]);
    expect((await recentClips(9)).map(({ id }) => id)).toEqual([three.id]);
    expect(await countInbox()).toBe(1);
    await undo(batch);
    expect(await recentClips(9)).toHaveLength(3);
  });

  it('gives a clip back as it was', async () => {
    const clip = await save({}, { type: 'note', note: 'kept' });
    const before = await said(clip.id);
    await trashClips([clip.id]);
    await restoreClips([clip.id]);
    expect(await said(clip.id)).toEqual(before);
  });
});

describe('looking for clips', () => {
  it('gives the newest first, of one project or of all, the trash among them', async () => {
    const old = await save({ capturedAt: 1 });
    const recent = await save({ capturedAt: 3 }, { projectId: idOf(2) });
    const middle = await save({ capturedAt: 2 });
    await trashClips([old.id]);
    expect((await listClips()).map(({ id }) => id)).toEqual([recent.id, middle.id, old.id]);
    expect((await listClips(idOf(1))).map(({ id }) => id)).toEqual([middle.id, old.id]);
    expect((await recentClips(1)).map(({ id }) => id)).toEqual([recent.id]);
    expect((await recentClips(9)).map(({ id }) => id)).toEqual([recent.id, middle.id]);
  });

  it('counts the clips of a page, wherever on it they stand, and of no page whose address only begins alike', async () => {
    const on = (url: string) => save({ source: { url, title: '' } });
    await on('https://acme.example/a');
    await on('https://acme.example/a#faq');
    await on('https://acme.example/a?x=1');
    await on('https://acme.example/ab');
    await trashClips([(await on('https://acme.example/a')).id]);
    expect(await countOnPage('https://acme.example/a#elsewhere')).toBe(2);
    expect(await countOnPage('https://other.example/')).toBe(0);
  });

  it('counts them whatever tracking their addresses carry, and apart where the fragment names the page', async () => {
    const on = (url: string) => save({ source: { url, title: '' } });
    await on('https://acme.example/a?utm_source=x&id=1&gclid=2#faq');
    await on('https://acme.example/a?id=1');
    await on('https://acme.example/a?id=2&fbclid=1');
    await on('https://acme.example/a/b?id=1');
    await on('https://acme.example/a-b?id=1');
    await on('https://acme.example/');
    await on('https://acme.example/?utm_source=x#top');
    await on('https://acme.example/#/plans');
    expect(await countOnPage('https://acme.example/a?fbclid=9&id=1')).toBe(2);
    expect(await countOnPage('https://acme.example/a?id=2')).toBe(1);
    expect(await countOnPage('https://acme.example/a')).toBe(0);
    expect(await countOnPage('https://acme.example/#top')).toBe(2);
    expect(await countOnPage('https://acme.example/?gclid=1#/plans')).toBe(1);
    expect((await getClip((await on('https://acme.example/?utm_id=1')).id))?.source.url).toContain('utm_id');
  });

  it('finds the clips of a site, the newest first, and of none whose name only begins alike', async () => {
    const on = async (url: string, capturedAt: number) => (await save({ source: { url, title: '' }, capturedAt })).id;
    const plain = await on('http://acme.example/a', 1);
    const www = await on('https://www.acme.example/b?x=1', 3);
    const port = await on('https://acme.example:8443/', 2);
    await on('https://acme.example.evil.test/', 4);
    await on('https://docs.acme.example/', 5);
    await trashClips([await on('https://acme.example/c', 6)]);
    const ids = async (url: string) => (await clipsOfSite(url)).map(({ id }) => id);
    expect(await ids('https://acme.example/anything')).toEqual([www, port, plain]);
    expect(await ids('https://www.acme.example/')).toEqual([www, port, plain]);
    expect(await ids('file:///home/acme.example/a')).toEqual([]);
  });
});
