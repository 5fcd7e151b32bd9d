import { beforeEach, describe, expect, it } from 'vitest';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { db } from '#lib/db/database.ts';
import { backedUp, bytesOf, everything, fillLibrary } from './backups.ts';
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
});
