import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkLibrary } from '#lib/backup/health.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { writeBackup } from '#lib/backup/write-backup.ts';
import { sha256 } from '#lib/core/hash.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { db } from '#lib/db/database.ts';
import { idOf } from '#test/support/rows.ts';
import { backedUp, bytesOf, everything, fillLibrary, memorySink } from './backups.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

describe('a backup', () => {
  it('gives the same library in place of another, and that the same backup, byte for byte', async () => {
    await fillLibrary();
    const before = await everything();
    const { file, written } = await backedUp();
    expect(written.damaged).toBe(0);
    await emptyLibrary();
    const { written: rows } = await restoreBackup(await openBackup(file), 'replace');
    expect(rows).toBeGreaterThan(20);
    expect(await everything()).toEqual(before);
    const again = await backedUp();
    expect(again.file.size).toBe(file.size);
    expect(await bytesOf(again.file)).toEqual(await bytesOf(file));
    expect(await db.local.count()).toBe(0);
  });

  it('of an empty library can be made, and empties another', async () => {
    const { file } = await backedUp();
    await fillLibrary();
    await restoreBackup(await openBackup(file), 'replace');
    expect(Object.values(await everything()).flat()).toEqual([]);
  });

  it('is of one moment: what is changed or deleted while pictures are read is in it as it was', async () => {
    await fillLibrary();
    const before = await backedUp();
    const sink = memorySink();
    let writes = 0;
    const onProgress = () => {
      writes += 1;
      if (writes !== 1) return;
      void db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())));
    };
    await writeBackup(sink, { onProgress });
    expect(await db.clips.count()).toBe(0);
    expect(await bytesOf(sink.file())).toEqual(await bytesOf(before.file));
  });

  it('begins anew where a picture goes, or changes, before it is read: it is the library as it is then', async () => {
    await fillLibrary();
    const [first] = await db.assets.toArray();
    if (!first) throw new Error('There is no picture.');
    // More than are read ahead.
    const pictures = Array.from({ length: 220 }, async (_, at) => {
      const blob = new Blob([`picture ${at}`], { type: 'image/png' });
      return { ...first, id: await sha256(blob), blob };
    });
    await db.assets.bulkAdd(await Promise.all(pictures));
    const last = async () => (await db.assets.toCollection().last())?.id ?? '';
    const changes = [
      async () => db.assets.delete(await last()),
      async () => db.assets.update(await last(), { thumbnail: new Blob(['another']) }),
    ];
    for (const change of changes) {
      const sink = memorySink();
      let doing: Promise<unknown> | undefined;
      const seen: number[] = [];
      const onProgress = ({ done }: { done: number }) => {
        doing ??= change();
        seen.push(done);
      };
      await writeBackup(sink, { onProgress });
      await doing;
      expect(seen.some((done, at) => done < (seen[at - 1] ?? 0))).toBe(true);
      expect(await bytesOf(sink.file())).toEqual(await bytesOf((await backedUp()).file));
      await openBackup(sink.file());
    }
  });

  it('that is cancelled says so, wherever it has got to', async () => {
    await fillLibrary();
    let steps = 0;
    const count = () => {
      steps += 1;
    };
    await writeBackup(memorySink(), { onProgress: count });
    expect(steps).toBeGreaterThan(5);
    for (let stop = 1; stop < steps; stop += 1) {
      const controller = new AbortController();
      let done = 0;
      const onProgress = () => {
        done += 1;
        if (done === stop) controller.abort();
      };
      const run = writeBackup(memorySink(), { signal: controller.signal, onProgress });
      await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    }
  });

  it('is made of a damaged library too: what is damaged is in it, apart, and all the rest is restored', async () => {
    await fillLibrary();
    const assets = await db.assets.toArray();
    const [lost] = assets;
    await db.assets.put({ ...(lost as Asset), blob: new Blob(['other bytes'], { type: 'image/png' }) });
    await db.table('clips').put({ id: idOf(99), quote: 5, when: new Date(0), odd: new Blob(['kept']) });
    await db.table('tags').put({ id: idOf(98), key: 'x', name: '' });
    const { file, written } = await backedUp();
    expect(written.damaged).toBe(3);
    const zip = unzipSync(await bytesOf(file));
    const lines = new TextDecoder().decode(zip['damaged.jsonl']).trimEnd().split('\n');
    const damaged = lines.map((line) => JSON.parse(line));
    expect(damaged.map(({ table, id }) => [table, id])).toEqual([
      ['clips', idOf(99)],
      ['tags', idOf(98)],
      ['assets', lost?.id],
    ]);
    expect(damaged[0].row).toMatchObject({ quote: 5, odd: { $blob: { base64: btoa('kept') } } });
    expect(damaged[2].row.blob).toMatchObject({ $blob: { base64: btoa('other bytes') } });
    await emptyLibrary();
    const backup = await openBackup(file);
    expect(backup.manifest.damaged).toBe(3);
    await restoreBackup(backup, 'replace');
    expect(await db.assets.count()).toBe(assets.length - 1);
    expect(await db.clips.get(idOf(99))).toBeUndefined();
  });

  it('sets aside the one picture of which the browser has lost a file, and no other that was read with it', async () => {
    await fillLibrary();
    const [first] = await db.assets.toArray();
    if (!first) throw new Error('There is no picture.');
    const pictures = Array.from({ length: 40 }, async (_, at) => {
      const blob = new Blob([`picture ${at}`], { type: 'image/png' });
      return { ...first, id: await sha256(blob), blob, thumbnail: new Blob([`small ${at}`], { type: 'image/webp' }) };
    });
    await db.assets.bulkAdd(await Promise.all(pictures));
    const lost = new Blob(['lost'.repeat(100)], { type: 'image/webp' });
    const all = await db.assets.toArray();
    const id = all[20]?.id ?? '';
    await db.assets.update(id, { thumbnail: lost });
    const whole = await db.assets.toArray();
    const { bytes } = Blob.prototype;
    let together = 0;
    Blob.prototype.bytes = async function (this: Blob) {
      const isOfSeveral = this.type === '' && this.size > lost.size;
      if (isOfSeveral) together += 1;
      if (isOfSeveral || this.size === lost.size) throw new DOMException('It could not be read.', 'NotReadableError');
      return bytes.call(this);
    };
    try {
      const { written } = await backedUp();
      expect(together).toBeGreaterThan(0);
      expect(written).toMatchObject({ damaged: 1 });
      expect(written.rows.get('assets')).toBe(whole.length - 1);
      const { damaged, rows } = await checkLibrary();
      expect(damaged).toEqual([{ table: 'assets', id, why: 'assets · file' }]);
      expect(rows).toBeGreaterThan(whole.length);
    } finally {
      Object.assign(Blob.prototype, { bytes });
    }
  });

  it('passes over a row that the browser can no longer read', async () => {
    await fillLibrary();
    const [first] = await db.clips.toArray();
    const count = await db.clips.count();
    const { getAll, get } = IDBObjectStore.prototype;
    const fail = (): never => {
      throw new DOMException('Failed to read large IndexedDB value', 'DataError');
    };
    IDBObjectStore.prototype.getAll = function (this: IDBObjectStore, ...args) {
      return this.name === 'clips' ? fail() : getAll.apply(this, args);
    };
    IDBObjectStore.prototype.get = function (this: IDBObjectStore, key) {
      return this.name === 'clips' && key === first?.id ? fail() : get.call(this, key);
    };
    try {
      const { written } = await backedUp();
      expect(written.damaged).toBe(1);
      expect(written.rows.get('clips')).toBe(count - 1);
    } finally {
      Object.assign(IDBObjectStore.prototype, { getAll, get });
    }
  });
});
