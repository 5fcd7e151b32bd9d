import { db } from './database.ts';

/** The ids of the clips that have each tag, by tag: the trash too. */
export async function clipIdsByTag(tagIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = await db.transaction('r', db.clips, () =>
    Promise.all(tagIds.map((id) => db.clips.where('tagIds').equals(id).primaryKeys())),
  );
  return new Map(tagIds.map((id, index) => [id, ids[index] ?? []]));
}
