import { beforeEach, describe, expect, it } from 'vitest';
import { checkLibrary, setAside } from '#lib/backup/health.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { db } from '#lib/db/database.ts';
import { deleteRows, mendClips } from '#lib/db/health-repairs.ts';
import { undoBatch } from '#lib/db/history.ts';
import { actorOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { everything, fillLibrary, memorySink } from './backups.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const project = { id: idOf(1), createdAt: 1, updatedAt: 1, name: 'Pricing', currentSince: 1 };

function memoryTarget() {
  const sink = memorySink();
  const calls: string[] = [];
  return {
    sink,
    calls,
    async finish() {
      calls.push('finish');
      return undefined;
    },
    async abort() {
      calls.push('abort');
    },
  };
}

describe('a check', () => {
  it('finds nothing wrong with a library that is well, and changes nothing', async () => {
    await fillLibrary();
    const before = await everything();
    const { damaged, rows } = await checkLibrary();
    expect(damaged).toEqual([]);
    expect(rows).toBe(Object.values(before).flat().length);
    expect(await everything()).toEqual(before);
  });

  it('finds rows that are none, pictures with other bytes, and what leads nowhere', async () => {
    await fillLibrary();
    await db.clips.clear();
    await db.observations.clear();
    await db.projects.add(project);
    await db.tags.add(tagOf(20, 'here'));
    await db.clips.bulkAdd([
      clipOf(1),
      clipOf(2, { tagIds: [idOf(20), idOf(21)] }),
      clipOf(3, { actorId: idOf(30) }),
      clipOf(4, { projectId: idOf(9) }),
      clipOf(5, { assetIds: ['a'.repeat(64)] }),
    ]);
    await db.table('clips').put({ id: idOf(6), quote: 5 });
    const [asset] = await db.assets.toArray();
    await db.assets.put({ ...(asset as Asset), blob: new Blob(['other']) });
    const seen = { state: 'exact', firstSeenAt: 1, lastSeenAt: 1, createdAt: 1, updatedAt: 1 } as const;
    await db.observations.bulkAdd([
      { ...seen, id: idOf(50), clipId: idOf(1) },
      { ...seen, id: idOf(51), clipId: idOf(99) },
    ]);
    const health = await checkLibrary();
    expect(health.damaged.map(({ table, id }) => [table, id])).toEqual([
      ['clips', idOf(6)],
      ['assets', asset?.id],
    ]);
    expect(health.astray).toEqual([idOf(2), idOf(3), idOf(4)]);
    expect(health.withoutPicture).toEqual([idOf(5)]);
    expect(health.orphans).toEqual([idOf(51)]);
  });

  it('can be cancelled', async () => {
    await fillLibrary();
    const controller = new AbortController();
    const run = checkLibrary({ signal: controller.signal, onProgress: () => controller.abort() });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a repair', () => {
  it('takes out what leads nowhere, and can be undone', async () => {
    await db.projects.add(project);
    await db.tags.add(tagOf(20, 'here'));
    await db.actors.add(actorOf(31, 'Acme'));
    const clips = [
      clipOf(2, { tagIds: [idOf(20), idOf(21)], actorId: idOf(31) }),
      clipOf(3, { actorId: idOf(30) }),
      clipOf(4, { projectId: idOf(9) }),
    ];
    await db.clips.bulkAdd(clips);
    const { astray } = await checkLibrary();
    const batchId = await mendClips([...astray, idOf(77)], project.id);
    const [two, three, four] = await db.clips.toArray();
    expect(two).toMatchObject({ tagIds: [idOf(20)], actorId: idOf(31) });
    expect(three).not.toHaveProperty('actorId');
    expect(four?.projectId).toBe(project.id);
    expect((await checkLibrary()).astray).toEqual([]);
    await undoBatch(batchId ?? '');
    const undone = (await db.clips.toArray()).map((clip) => ({ ...clip, updatedAt: clip.createdAt }));
    expect(undone).toEqual(clips);
  });

  it('sets damaged rows aside once they are in a file, and nothing else', async () => {
    await fillLibrary();
    const before = await everything();
    await db.table('clips').put({ id: idOf(6), quote: 5, odd: new Blob(['kept']) });
    const { damaged } = await checkLibrary();
    const target = memoryTarget();
    const healthy = { table: 'tags' as const, id: (await db.tags.toArray())[0]?.id ?? '', why: 'not any more' };
    expect(await setAside([...damaged, healthy], target)).toEqual({ count: 1, file: undefined });
    const [line, ...more] = (await target.sink.file().text()).trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toMatchObject({
      table: 'clips',
      id: idOf(6),
      row: { quote: 5, odd: { $blob: { base64: btoa('kept') } } },
    });
    expect(target.calls).toEqual(['finish']);
    expect(await everything()).toEqual(before);
  });

  it('deletes nothing where the file cannot be written', async () => {
    await db.table('clips').put({ id: idOf(6), quote: 5 });
    const { damaged } = await checkLibrary();
    const target = { ...memoryTarget(), finish: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    await expect(setAside(damaged, target)).rejects.toThrow('full');
    expect(target.calls).toEqual(['abort']);
    expect(await db.clips.count()).toBe(1);
  });

  it('deletes what was seen of clips that are gone', async () => {
    const seen = { state: 'exact', firstSeenAt: 1, lastSeenAt: 1, createdAt: 1, updatedAt: 1 } as const;
    await db.observations.add({ ...seen, id: idOf(51), clipId: idOf(99) });
    const { orphans } = await checkLibrary();
    await deleteRows(orphans.map((id) => ({ table: 'observations', id })));
    expect(await db.observations.count()).toBe(0);
  });
});
