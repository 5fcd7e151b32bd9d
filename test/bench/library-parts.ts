/** What the bench of the library does in a page of the extension, with the product's own code. */
import { backUp } from '#lib/backup/back-up.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { inFolder } from '#lib/backup/targets.ts';
import { newId } from '#lib/core/id.ts';
import { editClips, saveClip } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { allRows } from '#lib/db/library-rows.ts';
import { addSketches } from '#lib/db/sketches.ts';
import { ensureTag } from '#lib/db/tags.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { captureOf } from '#test/support/rows.ts';
import { largeClip, largeLibrary } from './large-library.ts';

export { benchEngine } from './search-engines.ts';

const CHUNK = 2_000;
const BACKUP = 'bench.zip';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Puts a library of so many clips into an empty database. */
export async function fill(count: number): Promise<void> {
  const rows = largeLibrary();
  // The first of them is the one in use, and all clips are its own: the largest list that there can be.
  await db.projects.bulkPut(
    rows.projects.map((project, at) => ({ ...project, currentSince: Date.now() - at + 60_000 })),
  );
  await db.tags.bulkPut(rows.tags);
  await db.actors.bulkPut(rows.actors);
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    const clips = Array.from({ length }, (_, at) => largeClip(from + at, count, rows));
    await db.transaction('rw', [db.clips, db.sketches], async () => {
      await db.clips.bulkAdd(clips);
      await addSketches(clips);
    });
  }
}

/** Whether the index has all there is. */
export async function isIndexed(): Promise<boolean> {
  const state = (await db.local.get('index'))?.value as { upTo?: string } | undefined;
  return state !== undefined && state.upTo === undefined && (await db.dirty.count()) === 0;
}

/** How long it takes to keep one more clip, in ms. */
export async function saveOne(): Promise<number> {
  const [project] = await db.projects.limit(1).toArray();
  const capture = captureOf({ quote: 'One more: 再来一条', capturedAt: Date.now() });
  return timed(() => saveClip(newId(), capture, { projectId: project?.id ?? '' }));
}

/** How long it takes to give `count` clips one more tag, in ms. */
export async function tagMany(count: number): Promise<number> {
  const { id } = await ensureTag(`bulk ${Math.random()}`);
  const ids = await db.clips.limit(count).primaryKeys();
  return timed(() => editClips(ids, { set: {}, addTagIds: [id], removeTagIds: [] }));
}

/** How long it takes to make a file of everything in the first format, in ms. */
export async function exportAll(): Promise<number> {
  const [format] = exportFormats;
  if (!format) throw new Error('There is no export format.');
  return timed(async () =>
    format.run({
      ...(await allRows()),
      loadAsset: async () => undefined,
      t: (key) => key,
      locale: 'en',
      timeZone: 'UTC',
    }),
  );
}

/** How long a backup takes, in ms, and its size in bytes. */
export async function backUpAll(): Promise<{ ms: number; bytes: number }> {
  const folder = await navigator.storage.getDirectory();
  const ms = await timed(async () => backUp(await inFolder(folder, BACKUP)));
  const { size } = await (await folder.getFileHandle(BACKUP)).getFile();
  return { ms, bytes: size };
}

/** How long it takes to put the library of {@link backUpAll} in the place of what there is, in ms. */
export async function restoreAll(): Promise<number> {
  const folder = await navigator.storage.getDirectory();
  const file = await (await folder.getFileHandle(BACKUP)).getFile();
  return timed(async () => restoreBackup(await openBackup(file), 'replace'));
}
