import { Dexie } from 'dexie';
import type { TableName } from '#lib/core/migrations.ts';
import { db } from './database.ts';

/**
 * Runs when rows of these tables were added, changed or deleted: in this context, or in another one that is open at the
 * same time. Not for what happens while this context is not there.
 */
export function onRowsChanged(tables: readonly TableName[], run: () => void): void {
  const watched = tables.map((table) => `idb://${db.name}/${table}/`);
  Dexie.on('storagemutated', (parts) => {
    if (Object.keys(parts).some((part) => watched.some((table) => part.startsWith(table)))) run();
  });
}
