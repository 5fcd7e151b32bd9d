import { Dexie } from 'dexie';
import { db } from './database.ts';

/**
 * Runs when clips were added, changed or deleted: in this context, or in another one that is open at the same time. Not for
 * what happens while this context is not there.
 */
export function onClipsChanged(run: () => void): void {
  const clips = `idb://${db.name}/${db.clips.name}/`;
  Dexie.on('storagemutated', (parts) => {
    if (Object.keys(parts).some((part) => part.startsWith(clips))) run();
  });
}
