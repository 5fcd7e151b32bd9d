import type { Clip } from '#lib/core/schema/clip.ts';
import { bandsOf, shinglesOf } from '#lib/core/similar.ts';
import { db } from './database.ts';

/** What a clip is found by when another one says almost the same. `id` is the clip's; made again from its words at any time. */
export type Sketch = { id: string; bands: number[] };

/** Clips that are looked at at a time: their words may be long. */
const CHUNK = 200;

function sketchOf({ id, quote }: Pick<Clip, 'id' | 'quote'>): Sketch {
  return { id, bands: bandsOf(shinglesOf(quote)) };
}

/** Makes new clips findable by what they say. To be called inside the transaction that adds them. */
export async function addSketches(clips: readonly Clip[]): Promise<void> {
  await db.sketches.bulkPut(clips.map(sketchOf));
}

/** To be called inside the transaction that deletes clips for good. */
export async function dropSketches(clipIds: readonly string[]): Promise<void> {
  await db.sketches.bulkDelete([...clipIds]);
}

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

/** Clips that may say almost the same as a text of these bands, the likeliest first; at most `limit`. */
export async function sketchedAlike(bands: readonly number[], limit: number): Promise<string[]> {
  /** Of each band: what hundreds of clips share is on every page of a site, and tells nothing. */
  const most = 50;
  const found = await Promise.all(
    bands.map((band) => db.sketches.where('bands').equals(band).limit(most).primaryKeys()),
  );
  const shared = new Map<string, number>();
  for (const id of found.flat()) shared.set(id, (shared.get(id) ?? 0) + 1);
  return [...shared]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([id]) => id);
}
