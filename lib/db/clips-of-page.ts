import type { Collection } from 'dexie';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey, pagePath } from '#lib/core/url.ts';
import { db } from './database.ts';

/** A character that sorts after all that an address consists of. */
const LAST = '\uFFFF';

/** The range in an index of all addresses that begin so. */
export const addressesFrom = (start: string): [from: string, to: string] => [start, `${start}${LAST}`];

/**
 * All clips of the page at `url`, the trash included. The index holds addresses as they were; tracking parameters stand
 * anywhere in the query, so it finds those with this path and the keys are compared.
 */
export function clipsOfPage(url: string): Collection<Clip, string> {
  const key = pageKey(url);
  const path = pagePath(url);
  const ranges: [from: string, to: string][] = [[path, path], addressesFrom(`${path}#`), addressesFrom(`${path}?`)];
  return db.clips
    .where('source.url')
    .inAnyRange(ranges, { includeLowers: true, includeUppers: true })
    .filter((clip) => pageKey(clip.source.url) === key);
}
