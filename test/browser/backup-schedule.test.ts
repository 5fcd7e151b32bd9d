import { beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '#lib/backup/back-up.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { backUpOnSchedule, setSchedule } from '#lib/backup/schedule.ts';
import { chooseTarget, inFolder } from '#lib/backup/targets.ts';
import { backupState, changeBackupState, changeSchedule } from '#lib/db/backup-state.ts';
import { backedUp, bytesOf, fillLibrary } from './backups.ts';
import { emptyLibrary } from './library.ts';

let folder: FileSystemDirectoryHandle;
let count = 0;

beforeEach(async () => {
  await emptyLibrary();
  await fillLibrary();
  count += 1;
  folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(`folder-${count}`, { create: true });
});

const names = async () => (await Array.fromAsync(folder.keys())).sort();
const fileOf = async (name: string) => (await folder.getFileHandle(name)).getFile();

/** The browser takes its own time to delete what a stream was written to that is aborted. */
const isEmpty = () => expect.poll(names, { timeout: 15_000 }).toEqual([]);

async function put(name: string, text: string): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(text);
  await writable.close();
}

describe('a file in a folder', () => {
  it('has its name once it is whole', async () => {
    const target = await inFolder(folder, 'a.zip');
    await target.sink.write(new Blob(['x']));
    expect(await names()).not.toContain('a.zip');
    await target.finish();
    expect(await names()).toEqual(['a.zip']);
    expect(await (await fileOf('a.zip')).text()).toBe('x');
  });

  it('is the same where the browser cannot give a file another name', async () => {
    const { move } = FileSystemFileHandle.prototype;
    FileSystemFileHandle.prototype.move = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    try {
      const target = await inFolder(folder, 'a.zip');
      await target.sink.write(new Blob(['x']));
      await target.finish();
      expect(await names()).toEqual(['a.zip']);
      expect(await (await fileOf('a.zip')).text()).toBe('x');
    } finally {
      Object.assign(FileSystemFileHandle.prototype, { move });
    }
  });

  it('that is given up, or was left by a browser that was killed, goes', async () => {
    await put('gleaner-auto-2026-05-01-1200.zip.part', 'half');
    await put('gleaner-auto-2026-05-01-1200.zip.part.crswap', 'half');
    const target = await inFolder(folder, 'a.zip');
    await target.sink.write(new Blob(['x']));
    await target.abort();
    await isEmpty();
  });
});

describe('a scheduled backup', () => {
  it('is written when it is due, once, and is a backup', async () => {
    await setSchedule(folder, { every: 'day', keep: 3 });
    expect(await backUpOnSchedule(false)).toBe('done');
    const [name = '', ...more] = await names();
    expect(more).toEqual([]);
    expect(await bytesOf(await fileOf(name))).toEqual(await bytesOf((await backedUp()).file));
    expect(await backUpOnSchedule(false)).toBe('no');
    const any = expect.any(Number);
    expect(await backupState()).toMatchObject({ lastAt: any, schedule: { lastAt: any } });
    await openBackup(await fileOf(name));
  });

  it('keeps so many of its own files, and touches no others', async () => {
    const own = [
      'gleaner-auto-2020-01-01-0000.zip',
      'gleaner-auto-2021-01-01-0000.zip',
      'gleaner-auto-2022-01-01-0000.zip',
    ];
    const others = ['gleaner-auto-2020.zip', 'gleaner-backup-2020-01-01-0000.zip', 'mine.zip'];
    for (const name of [...own, ...others]) await put(name, 'x');
    await put('gleaner-auto-2023-01-01-0000.zip', '');
    await setSchedule(folder, { every: 'week', keep: 2 });
    await backUpOnSchedule(true);
    const left = await names();
    expect(left).toEqual(expect.arrayContaining([...others, 'gleaner-auto-2022-01-01-0000.zip']));
    expect(left).toHaveLength(5);
  });

  it('asks where the permission is gone', async () => {
    await setSchedule(folder, { every: 'week', keep: 2 });
    const query = FileSystemHandle.prototype.queryPermission;
    FileSystemHandle.prototype.queryPermission = async () => 'prompt';
    try {
      expect(await backUpOnSchedule(false)).toBe('ask');
    } finally {
      Object.assign(FileSystemHandle.prototype, { queryPermission: query });
    }
    expect(await names()).toEqual([]);
  });

  it('says where its folder is gone, and leaves no file where it is cancelled', async () => {
    await setSchedule(folder, { every: 'week', keep: 2 });
    const run = backUpOnSchedule(false, { signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    await isEmpty();
    await (await navigator.storage.getDirectory()).removeEntry(folder.name);
    await expect(backUpOnSchedule(false)).rejects.toMatchObject({ code: 'folder_missing' });
    expect((await backupState()).lastAt).toBeUndefined();
  });

  it('of another folder begins anew; of the same one goes on', async () => {
    await setSchedule(folder, { every: 'week', keep: 2 });
    await backUpOnSchedule(false);
    await setSchedule(folder, { every: 'day', keep: 4 });
    expect((await backupState()).schedule).toMatchObject({ every: 'day', keep: 4, lastAt: expect.any(Number) });
    const other = await (await navigator.storage.getDirectory()).getDirectoryHandle('other', { create: true });
    await setSchedule(other, { every: 'day', keep: 4 });
    expect((await backupState()).schedule?.lastAt).toBeUndefined();
    await Promise.all([changeSchedule({ every: 'week' }), changeSchedule({ keep: 9 })]);
    expect((await backupState()).schedule).toMatchObject({ every: 'week', keep: 9 });
    await changeBackupState({ schedule: undefined });
    await changeSchedule({ keep: 3 });
    expect((await backupState()).schedule).toBeUndefined();
    expect(await backUpOnSchedule(true)).toBe('no');
  });
});

describe('a backup for the downloads', () => {
  it('is a file on the disk, and the one before goes', async () => {
    const { showSaveFilePicker } = window;
    Object.assign(window, { showSaveFilePicker: undefined });
    try {
      const waiting = async () => {
        const root = await navigator.storage.getDirectory();
        return Array.fromAsync((await root.getDirectoryHandle('backups-to-download')).keys());
      };
      for (const name of ['one.zip', 'two.zip']) {
        const target = await chooseTarget(name);
        if (!target) throw new Error('no target');
        const { file } = await backUp(target);
        expect(await bytesOf(file ?? new Blob())).toEqual(await bytesOf((await backedUp()).file));
        expect(await waiting()).toEqual([name]);
      }
      const target = await chooseTarget('three.zip');
      if (!target) throw new Error('no target');
      await expect(backUp(target, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
      expect(await waiting()).toEqual([]);
    } finally {
      Object.assign(window, { showSaveFilePicker });
    }
  });
});
