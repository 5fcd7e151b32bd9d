import { pairOf } from '#lib/core/tag-look-alikes.ts';
import { db } from './database.ts';

const PREFIX = 'not alike ';

/** Pairs of tags of which the user said that they are not the same, as `pairOf` names them. */
export async function dismissedLookAlikes(): Promise<ReadonlySet<string>> {
  const keys = await db.local.where('key').startsWith(PREFIX).primaryKeys();
  return new Set(keys.map((key) => key.slice(PREFIX.length)));
}

/** Remembers that two tags are not the same. @returns how to take that back. */
export async function dismissLookAlike(a: string, b: string): Promise<() => Promise<void>> {
  const key = `${PREFIX}${pairOf(a, b)}`;
  await db.local.put({ key, value: true });
  return () => db.local.delete(key);
}
