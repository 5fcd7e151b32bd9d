import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { restoreClips, saveClip, trashClips, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { ignoreChanges } from '#lib/db/ignore-changes.ts';
import { recordObservations } from '#lib/db/observations.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(async () => {
  await emptyLibrary();
  // That clips went is a change like any other.
  await db.dirty.clear();
});

const dirty = async () => (await db.dirty.toCollection().primaryKeys()).sort();

async function saved(): Promise<string> {
  const id = newId();
  await saveClip(id, captureOf(), { projectId: idOf(1) });
  return id;
}

/** A clip that the index knows as it is. */
async function settled(): Promise<string> {
  const id = await saved();
  await db.dirty.clear();
  return id;
}

describe('what changed is known', () => {
  it('after a clip was saved', async () => {
    const id = await saved();
    expect(await dirty()).toEqual([id]);
  });

  it.each([
    ['a field', (id: string) => updateClips([id], { note: 'new' })],
    ['the trash', (id: string) => trashClips([id])],
    ['what to ignore', (id: string) => ignoreChanges(id, 'numbers', true)],
    ['a put', (id: string) => db.clips.put(clipOf(1, { id, quote: 'other' }))],
    ['a modification', (id: string) => db.clips.where('id').equals(id).modify({ note: 'm' })],
    ['a deletion', (id: string) => db.clips.delete(id)],
    ['a deletion by a query', (id: string) => db.clips.where('id').equals(id).delete()],
    ['a deletion of all', () => db.clips.clear()],
    ['an observation', (id: string) => recordObservations([{ clipId: id, state: 'missing' }])],
  ])('after %s', async (_name, write: (id: string) => Promise<unknown>) => {
    const id = await settled();
    const other = await settled();
    await write(id);
    expect(await dirty()).toEqual((await db.clips.count()) === 0 ? [id, other].sort() : [id]);
  });

  it('after something was taken back or brought back', async () => {
    const id = await settled();
    const batch = await trashClips([id]);
    await db.dirty.clear();
    await undoBatch(batch ?? '');
    expect(await dirty()).toEqual([id]);
    await trashClips([id]);
    await db.dirty.clear();
    await restoreClips([id]);
    expect(await dirty()).toEqual([id]);
  });

  it('after an observation was deleted', async () => {
    const id = await settled();
    await recordObservations([{ clipId: id, state: 'missing' }]);
    await db.dirty.clear();
    await db.observations.clear();
    expect(await dirty()).toEqual([id]);
    await recordObservations([{ clipId: id, state: 'missing' }]);
    const [observation] = await db.observations.toArray();
    await db.dirty.clear();
    await db.observations.delete(observation?.id ?? '');
    expect(await dirty()).toEqual([id]);
  });

  it('not after a transaction that was given up', async () => {
    const id = await settled();
    await expect(
      db.transaction('rw', db.clips, async () => {
        await db.clips.update(id, { note: 'never' });
        throw new Error('given up');
      }),
    ).rejects.toThrow('given up');
    expect(await dirty()).toEqual([]);
  });

  it('with a new stamp at each write', async () => {
    const id = await settled();
    const stamps = new Set<unknown>();
    for (const note of ['a', 'b', 'c']) {
      await updateClips([id], { note });
      stamps.add((await db.dirty.get(id))?.stamp);
    }
    expect(stamps.size).toBe(3);
  });

  it('and nothing of a write to what is no part of a clip', async () => {
    await settled();
    await db.local.put({ key: 'x', value: 1 });
    await db.transaction('rw', db.tags, () => db.tags.clear());
    expect(await dirty()).toEqual([]);
  });
});
