import type { Clip } from '#lib/core/schema/clip.ts';
import { bandsOf, shinglesOf } from '#lib/core/similar.ts';
import { db } from './database.ts';

/** What a clip is found by when another one says almost the same. `id` is the clip's; made again from its words at any time. */
export type Sketch = { id: string; bands: number[] };

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
