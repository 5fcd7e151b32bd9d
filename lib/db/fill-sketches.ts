import { db } from './database.ts';
import { addSketches } from './sketches.ts';

/** Clips that are looked at at a time: their words may be long. */
const CHUNK = 200;

/** Ids of clips after `last` that have no sketch, among the next so many; and where to go on. */
async function nextMissing(last: string): Promise<{ missing: string[]; next: string | undefined }> {
  const ids = await db.clips.where(':id').above(last).limit(CHUNK).primaryKeys();
  const next = ids.at(-1);
  if (next === undefined) return { missing: [], next };
  const there = new Set(await db.sketches.where(':id').between(last, next, false, true).primaryKeys());
  return { missing: ids.filter((id) => !there.has(id)), next };
}

/**
 * Makes the sketches that clips lack: those that were there before sketches were, and those of a backup. Goes through all
 * ids, which is quick where nothing is missing.
 * @param mayGoOn Asked between chunks: whoever calls it leaves room for what the user does, or ends it.
 */
export async function fillSketches(mayGoOn: () => boolean | Promise<boolean>): Promise<void> {
  let last: string | undefined = '';
  while (last !== undefined && (await mayGoOn())) {
    const from: string = last;
    last = await db.transaction('rw', [db.clips, db.sketches], async () => {
      const { missing, next } = await nextMissing(from);
      const clips = (await db.clips.bulkGet(missing)).filter((clip) => clip !== undefined);
      if (clips.length > 0) await addSketches(clips);
      return next;
    });
  }
}
