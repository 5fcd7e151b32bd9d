/** What the bench of the library does in a page of the extension, with the product's own code. */
import { newId } from '#lib/core/id.ts';
import { listActors } from '#lib/db/actors.ts';
import { listClips, saveClip, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { ensureTag, listTags } from '#lib/db/tags.ts';
import { NO_FILTER } from '#lib/search/clip-filter.ts';
import { scan } from '#lib/search/library/scan.ts';
import { captureOf } from '#test/support/rows.ts';
import { largeClip, largeLibrary } from './large-library.ts';

const CHUNK = 2_000;

/** Puts a library of so many clips into an empty database. */
export async function fill(count: number): Promise<void> {
  const rows = largeLibrary();
  await db.projects.bulkPut(rows.projects);
  await db.tags.bulkPut(rows.tags);
  await db.actors.bulkPut(rows.actors);
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    await db.clips.bulkAdd(Array.from({ length }, (_, at) => largeClip(from + at, count, rows)));
  }
}

/** Whether the index has all there is. */
export async function isIndexed(): Promise<boolean> {
  const state = (await db.local.get('index'))?.value as { upTo?: string } | undefined;
  return state !== undefined && state.upTo === undefined && (await db.dirty.count()) === 0;
}

/** How long it takes to keep one more clip, in ms. */
export async function saveOne(): Promise<number> {
  const [project] = await db.projects.toArray();
  const start = performance.now();
  await saveClip(newId(), captureOf({ quote: 'One more: 再来一条', capturedAt: Date.now() }), {
    projectId: project?.id ?? '',
  });
  return performance.now() - start;
}

/** How long it takes to give `count` clips one more tag, in ms. */
export async function tagMany(count: number): Promise<number> {
  const tag = await ensureTag(`bulk ${Math.random()}`);
  const ids = await db.clips.limit(count).primaryKeys();
  const start = performance.now();
  await updateClips(ids, { tagIds: [tag.id] });
  return performance.now() - start;
}

/** How long a scan of all clips takes for each of these searches, in ms, with all of them in memory. */
export async function scanFor(searches: readonly string[]): Promise<number[]> {
  const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const library = {
    clips: await listClips(),
    tags: byId(await listTags()),
    actors: byId(await listActors()),
    pictures: new Map(),
    changes: new Map(),
  };
  return searches.map((text) => {
    const start = performance.now();
    scan({ filter: { ...NO_FILTER, text }, projectId: undefined, order: 'relevance', group: undefined }, library);
    return performance.now() - start;
  });
}
