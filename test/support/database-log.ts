import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

async function folderOf(userDataDir: string): Promise<string> {
  const databases = join(userDataDir, 'Default', 'IndexedDB');
  const folder = (await readdir(databases)).find((name) => name.endsWith('.indexeddb.leveldb'));
  if (!folder) throw new Error(`There is no database in ${databases}.`);
  return join(databases, folder);
}

/** The log that Chromium writes the changes of the extension's database to. */
export async function logOf(userDataDir: string): Promise<string> {
  const folder = await folderOf(userDataDir);
  // One that is being left may still be there.
  const newest = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  return join(folder, newest.at(-1) ?? '');
}

/** Resolves when a browser that has just started has left the log that it found, as Gleaner has it do. */
export async function logLeft(userDataDir: string, before: string): Promise<void> {
  await expect
    .poll(async () => (await readdir(await folderOf(userDataDir))).some((name) => before.endsWith(name)), {
      timeout: 30_000,
    })
    .toBe(false);
}
