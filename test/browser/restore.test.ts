import { beforeEach, describe, expect, it } from 'vitest';
import type { RestoreMode } from '#lib/backup/compare.ts';
import { SCHEMA_VERSION } from '#lib/backup/manifest.ts';
import { planRestore } from '#lib/backup/plan-restore.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup, tidyRestores } from '#lib/backup/restore.ts';
import { filesOf, lineOf } from '#lib/backup/row-json.ts';
import { backupFiles } from '#lib/backup/write-backup.ts';
import { deflated, deflatedBlob, stored } from '#lib/backup/zip/pack.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { trashClips, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { stageRows } from '#lib/db/restore-rows.ts';
import { addSketches } from '#lib/db/sketches.ts';
import { versions } from '#lib/db/versions.ts';
import { clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { backedUp, everything, fillLibrary, fixtures, memorySink } from './backups.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const restored = async (file: Blob, mode: RestoreMode, signal?: AbortSignal) =>
  restoreBackup(await openBackup(file), mode, { signal });

/** The backup that an extension of an older version would have written of these rows. */
async function backupOf(version: number, tables: Record<string, Record<string, unknown>[]>): Promise<Blob> {
  const sink = memorySink();
  const backup = backupFiles(sink);
  const sorted = (table: TableName) =>
    (tables[table] ?? []).toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1)) as AnyRow[];
  for (const table of TABLES) {
    for (const row of sorted(table)) {
      for (const { name, blob } of filesOf(table, row)) {
        const bytes = await blob.bytes();
        await backup.add(name, await (name.endsWith('.json') ? deflated(bytes) : stored(bytes)));
      }
    }
  }
  const known = versions.filter((entry) => entry.version <= version).flatMap(({ stores }) => Object.keys(stores));
  const counts: Record<string, number> = {};
  for (const table of TABLES.filter((name) => known.includes(name))) {
    const lines = sorted(table).map((row) => `${lineOf(table, row)}\n`);
    await backup.add(`tables/${table}.jsonl`, await deflatedBlob(new Blob(lines)));
    counts[table] = lines.length;
  }
  await backup.close({ tables: counts, damaged: 0, schema: version, changedAt: 0 });
  return sink.file();
}

describe('a backup of an older version', () => {
  it.each(fixtures)('$version is restored as that library would have been upgraded', async ({ version, tables }) => {
    await restored(await backupOf(version, tables), 'replace');
    const now = await everything();
    for (const table of TABLES) expect(now[table]).toHaveLength(tables[table]?.length ?? 0);
    // Today's rows, of which the same backup is made as of an upgraded library.
    const { file, written } = await backedUp();
    expect(written.damaged).toBe(0);
    await restored(file, 'replace');
    expect(await everything()).toEqual(now);
  });

  it('is refused where it is of a newer one, and says so', async () => {
    await fillLibrary();
    const before = await everything();
    const file = await backupOf(SCHEMA_VERSION + 1, {});
    await expect(openBackup(file)).rejects.toMatchObject({ code: 'backup_newer' });
    expect(await everything()).toEqual(before);
  });
});

describe('a merge', () => {
  const at = (time: number) => ({ createdAt: 1_000, updatedAt: time });

  it('brings what is missing, and of what is in both keeps what was changed last', async () => {
    await db.clips.bulkAdd([
      clipOf(1, { ...at(5_000), note: 'of the file, newer' }),
      clipOf(2, { ...at(5_000), note: 'of the file, older' }),
      clipOf(3, { note: 'the same' }),
      clipOf(4, { note: 'of the file only' }),
    ]);
    const { file } = await backedUp();
    await emptyLibrary();
    await db.clips.bulkAdd([
      clipOf(1, { ...at(4_000), note: 'here' }),
      clipOf(2, { ...at(6_000), note: 'here' }),
      clipOf(3, { note: 'the same' }),
      clipOf(5, { note: 'here only' }),
    ]);
    const backup = await openBackup(file);
    const { counts } = await planRestore(backup);
    expect(counts.get('clips')).toEqual({ new: 1, newer: 1, older: 1, same: 1, changedInBoth: 2, onlyHere: 1 });
    const { batchId, written } = await restoreBackup(backup, 'merge');
    expect(written).toBe(2);
    const notes = async () => (await db.clips.toArray()).filter((clip) => !clip.deletedAt).map(({ note }) => note);
    expect(await notes()).toEqual(['of the file, newer', 'here', 'the same', 'of the file only', 'here only']);
    await undoBatch(batchId ?? '');
    expect(await notes()).toEqual(['here', 'here', 'the same', 'here only']);
    // A second time there is nothing new but what was undone.
    expect((await planRestore(backup)).counts.get('clips')).toMatchObject({ new: 0 });
  });

  it('of a whole library into itself changes nothing', async () => {
    await fillLibrary();
    const before = await everything();
    const { file } = await backedUp();
    expect(await restored(file, 'merge')).toEqual({ written: 0, batchId: undefined });
    expect(await everything()).toEqual(before);
  });

  it('into nothing gives the library, but for pictures that no clip has, and the history of it', async () => {
    await fillLibrary();
    const { assets: _assets, events: _events, ...before } = await everything();
    const { file } = await backedUp();
    await emptyLibrary();
    await restored(file, 'merge');
    const { assets: _, events, ...after } = await everything();
    expect(after).toEqual(before);
    expect(events?.length).toBeGreaterThan(_events?.length ?? 0);
  });

  it('takes tags of one name for one tag, in clips, in saved views and in the history', async () => {
    const clip = clipOf(1, { tagIds: [idOf(20), idOf(21)] });
    const address = `view=all&tagId=${idOf(20)}`;
    await db.tags.bulkAdd([tagOf(20, 'pricing'), tagOf(21, 'limits')]);
    await db.clips.add(clip);
    await db.views.add({ id: idOf(70), createdAt: 1, updatedAt: 1, name: 'Prices', address });
    await updateClips([clip.id], { tagIds: [idOf(20)] });
    const { file } = await backedUp();
    await emptyLibrary();
    // "limits" is not here; its id is that of a tag whose name the file has under another id.
    await db.tags.bulkAdd([tagOf(21, 'pricing')]);
    const backup = await openBackup(file);
    expect((await planRestore(backup)).joinedTags).toBe(2);
    await restoreBackup(backup, 'merge');
    const tags = new Map((await db.tags.toArray()).map(({ id, name }) => [id, name]));
    expect([...tags.values()].sort()).toEqual(['limits', 'pricing']);
    expect((await db.clips.get(clip.id))?.tagIds).toEqual([idOf(21)]);
    expect((await db.views.get(idOf(70)))?.address).toBe(`view=all&tagId=${idOf(21)}`);
    const [event] = await db.events.where('entityId').equals(clip.id).sortBy('id');
    const before = event?.patch.before.tagIds as string[];
    expect(before.map((id) => tags.get(id))).toEqual(['pricing', 'limits']);
  });

  it('brings nothing back that was redacted here', async () => {
    await fillLibrary();
    const [first, second] = await db.assets.toArray();
    const page = { url: 'https://acme.example/secret', title: 'Secret' };
    const clip = clipOf(1, { kind: 'screenshot', quote: '', source: page, assetIds: [first?.id ?? ''] });
    await db.clips.clear();
    await db.clips.add({ ...clip, note: 'edited elsewhere', updatedAt: clip.updatedAt + 9 });
    await db.snapshots.toCollection().modify({ page: page.url });
    const { file } = await backedUp();
    await db.clips.put({ ...clip, assetIds: [second?.id ?? ''], redactedAt: 5 });
    await db.assets.delete(first?.id ?? '');
    await db.snapshots.clear();
    const before = await everything();
    await restored(file, 'merge');
    expect(await everything()).toEqual(before);
  });
});

describe('restoring', () => {
  it('that is cancelled on the way changes nothing, and leaves nothing behind', async () => {
    await fillLibrary();
    const { file } = await backedUp();
    await emptyLibrary();
    await db.clips.add(clipOf(1));
    const before = await everything();
    const backup = await openBackup(file);
    const controller = new AbortController();
    let calls = 0;
    const onProgress = () => {
      calls += 1;
      if (calls === 5) controller.abort();
    };
    const run = restoreBackup(backup, 'replace', { signal: controller.signal, onProgress });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    const { assets, ...rest } = await everything();
    const { assets: _, ...wanted } = before;
    expect(rest).toEqual(wanted);
    // Pictures that nothing refers to are collected.
    expect(assets?.length).toBeLessThanOrEqual(10);
    expect(await db.local.count()).toBe(0);
  });

  it('that fails at the last moment changes nothing', async () => {
    await fillLibrary();
    const { file } = await backedUp();
    await trashClips([(await db.clips.toArray())[0]?.id ?? '']);
    const before = await everything();
    const { put } = IDBObjectStore.prototype;
    let puts = 0;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
      if (this.name === 'tags' && this.transaction.mode === 'readwrite') {
        puts += 1;
        if (puts === 2) throw new DOMException('full', 'QuotaExceededError');
      }
      return put.apply(this, args);
    };
    try {
      await expect(restored(file, 'replace')).rejects.toThrow();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(puts).toBe(2);
    expect(await everything()).toEqual(before);
    expect(await db.local.count()).toBe(0);
  });

  it('leaves nothing waiting after a browser that was killed', async () => {
    await db.local.add({ key: 'another', value: 1 });
    await stageRows(0, 'tags', [tagOf(20, 'one')] as unknown as AnyRow[]);
    expect(await db.local.count()).toBe(2);
    await tidyRestores();
    expect(await db.local.toCollection().primaryKeys()).toEqual(['another']);
    expect(await db.tags.count()).toBe(0);
  });

  it('lets what is known of how clips are alike be made again', async () => {
    await db.clips.add(clipOf(1));
    const { file } = await backedUp();
    await db.clips.put(clipOf(1, { quote: 'other words' }));
    await db.clips.add(clipOf(2));
    await addSketches([clipOf(1), clipOf(2)]);
    await restored(file, 'replace');
    expect(await db.sketches.count()).toBe(0);
    expect(await db.dirty.toCollection().primaryKeys()).toEqual([idOf(1), idOf(2)]);
  });

  it('in place of the library lets tags exchange their names', async () => {
    await db.tags.bulkAdd([tagOf(20, 'one'), tagOf(21, 'two')]);
    const { file } = await backedUp();
    await db.tags.clear();
    await db.tags.bulkAdd([tagOf(20, 'two'), tagOf(21, 'one')]);
    await restored(file, 'replace');
    expect((await db.tags.toArray()).map(({ name }) => name)).toEqual(['one', 'two']);
  });
});
