import { db } from './database.ts';
import { addSketches } from './sketches.ts';

/** Ids that are compared at a time. */
const COMPARED = 2_000;
/** Clips that are read at a time: their words may be long. */
const READ = 200;

/** Ids of clips after `last` that have no sketch, among the next so many; and where to go on. */
function nextMissing(last: string): Promise<{ missing: string[]; next: string | undefined }> {
  return db.transaction('r', [db.clips, db.sketches], async () => {
    const ids = await db.clips.where(':id').above(last).limit(COMPARED).primaryKeys();
    const next = ids.at(-1);
    if (next === undefined) return { missing: [], next };
    const there = new Set(await db.sketches.where(':id').between(last, next, false, true).primaryKeys());
    return { missing: ids.filter((id) => !there.has(id)), next };
  });
}

/**
 * Makes the sketches that clips lack: those that were there before sketches were, and those of a backup. Goes through all
 * ids, which is quick, and writes nothing where nothing is missing.
 * @param mayGoOn Asked between chunks: whoever calls it leaves room for what the user does, or ends it.
 */
export async function fillSketches(mayGoOn: () => boolean | Promise<boolean>): Promise<void> {
  for (let last: string | undefined = ''; last !== undefined; ) {
    if (!(await mayGoOn())) return;
    const { missing, next } = await nextMissing(last);
    for (let from = 0; from < missing.length; from += READ) {
      if (!(await mayGoOn())) return;
      await db.transaction('rw', [db.clips, db.sketches], async () => {
        const clips = await db.clips.bulkGet(missing.slice(from, from + READ));
        // One that was deleted meanwhile needs none.
        await addSketches(clips.filter((clip) => clip !== undefined));
      });
    }
    last = next;
  }
}
