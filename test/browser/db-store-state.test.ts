import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '#lib/core/errors.ts';
import { GleanerDatabase } from '#lib/db/database.ts';
import { watchStore } from '#lib/db/store-state.ts';
import { versions } from '#lib/db/versions.ts';
import { openNewer } from './library.ts';

const NEWER = versions.length + 1;
const NAME = 'store-state';

/** The database and its state as a page has them that has just been loaded. */
function loadPage() {
  const db = new GleanerDatabase(NAME);
  open.push(db);
  return { db, storeState: watchStore(db) };
}

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000 });

const open: { close(): void }[] = [];

afterEach(async () => {
  for (const connection of open.splice(0)) connection.close();
  await Dexie.delete(NAME);
});

describe('a page whose extension is updated under it', () => {
  it('lets go of the database at once, says that it is outdated, and never writes to the newer one', async () => {
    const { db, storeState } = loadPage();
    await db.projects.count();
    expect(storeState.get()).toBe('ready');
    const heard = vi.fn();
    const stop = storeState.subscribe(heard);

    const blocked = vi.fn();
    const newer = await openNewer(NAME, NEWER, blocked);
    open.push(newer);
    expect(newer.version).toBe(NEWER * 10);
    expect(blocked).not.toHaveBeenCalled();
    expect(storeState.get()).toBe('outdated');
    expect(heard).toHaveBeenCalledTimes(1);

    const count = db.projects.count();
    await expect(count).rejects.toThrow();
    expect(['store_unavailable', 'store_outdated']).toContain(toAppError(await count.catch((error) => error)).code);
    expect(db.isOpen()).toBe(false);
    stop();
  });

  it('tells no listener that has left', async () => {
    const { db, storeState } = loadPage();
    await db.projects.count();
    const heard = vi.fn();
    storeState.subscribe(heard)();
    open.push(await openNewer(NAME, NEWER));
    expect(storeState.get()).toBe('outdated');
    expect(heard).not.toHaveBeenCalled();
  });
});

it('a page that is older than the library from the start says so, and opens nothing', async () => {
  open.push(await openNewer(NAME, NEWER));
  const { db, storeState } = loadPage();
  await until(() => storeState.get() === 'outdated');
  const count = db.projects.count();
  await expect(count).rejects.toThrow();
  expect(toAppError(await count.catch((error) => error)).code).toBe('store_outdated');
});

it('a page that has to wait for older ones says so, and goes on when they are closed', async () => {
  // An older version of the extension that does not let go: version 1 of IndexedDB is older than any of ours.
  const older = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });
  open.push(older);
  const { db, storeState } = loadPage();
  const counted = db.projects.count();
  await until(() => storeState.get() === 'blocked');
  older.close();
  expect(await counted).toBe(0);
  expect(storeState.get()).toBe('ready');
});

it('a database that is deleted is no reason to reload: the next query makes an empty one', async () => {
  const { db, storeState } = loadPage();
  await db.projects.count();
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = resolve;
    request.onerror = reject;
    request.onblocked = reject;
  });
  expect(storeState.get()).toBe('ready');
  expect(await db.projects.count()).toBe(0);
});

it('writes are strict: acknowledged when they are on the disk', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const db = new GleanerDatabase('durability');
  open.push(db);
  await db.transaction('rw', db.projects, () => db.projects.count());
  expect(transaction.mock.calls.at(-1)?.[2]).toEqual({ durability: 'strict' });
  transaction.mockRestore();
  db.close();
  await Dexie.delete('durability');
});
