import * as z from 'zod/mini';
import { db } from './database.ts';

const KEY = 'folded tags';
const schema = z.array(z.string());

/** The places in the tree of tags that this browser shows without what is below them, by key. */
export async function foldedTags(): Promise<ReadonlySet<string>> {
  const row = await db.local.get(KEY);
  const known = schema.safeParse(row?.value);
  return new Set(known.success ? known.data : []);
}

/** Folds a place of the tree, or unfolds it. */
export function foldTag(key: string, isFolded: boolean): Promise<void> {
  return db.transaction('rw', db.local, async () => {
    const folded = new Set(await foldedTags());
    if (isFolded) folded.add(key);
    else folded.delete(key);
    await db.local.put({ key: KEY, value: [...folded] });
  });
}
