import { toAppError } from '#lib/core/errors.ts';
import { db, type GleanerDatabase } from './database.ts';

/**
 * Whether this context may use the database: `blocked`, a newer version waits for older pages to close; `outdated`, this
 * page is the older one and has let go so that the newer can go on.
 */
export type StoreState = 'ready' | 'blocked' | 'outdated';

/** Opens a database, and follows whether it may be used. The result is what `useSyncExternalStore` takes. */
export function watchStore(db: GleanerDatabase) {
  let state: StoreState = 'ready';
  const listeners = new Set<() => void>();

  function enter(next: StoreState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  db.on('blocked', () => enter('blocked'));
  db.on('ready', () => enter('ready'), true);
  db.on('versionchange', ({ newVersion }) => {
    // The database is being deleted: Dexie lets go of it, and of nothing more.
    if (newVersion === null) return undefined;
    // Hanging on to the old version would keep the updated extension from opening the library at all.
    db.close({ disableAutoOpen: true });
    enter('outdated');
    // Dexie's own listener would let the next query open the newer database with this older code.
    return false;
  });

  // A page that is older than the library from the start learns it here; what else may fail, the first query says.
  db.open().catch((error: unknown) => {
    if (toAppError(error).code === 'store_outdated') enter('outdated');
  });

  return {
    get: (): StoreState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const storeState = watchStore(db);
