import { db } from '#lib/db/database.ts';

/** Empties the database, so that each test starts with nothing in it. */
export async function emptyLibrary(): Promise<void> {
  await db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())));
}

/** Opens a database as a later version of the extension would. Resolves once it holds it, with the native connection. */
export function openNewer(name: string, version: number, onBlocked?: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Dexie counts in tenths of IndexedDB's versions.
    const request = indexedDB.open(name, version * 10);
    request.onerror = () => reject(request.error);
    request.onblocked = () => onBlocked?.();
    request.onsuccess = () => resolve(request.result);
  });
}
