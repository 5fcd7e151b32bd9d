/** What `killed-library.test.ts` does in a page of the extension, with the product's own code. */
import { backUp } from '#lib/backup/back-up.ts';
import { checkLibrary } from '#lib/backup/health.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { inFolder } from '#lib/backup/targets.ts';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { clipsByIds, editClips, saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { recordObservations } from '#lib/db/observations.ts';
import { ensureCurrentProject } from '#lib/db/projects.ts';
import { purgeClips } from '#lib/db/purge.ts';
import { screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';
import { captureOf } from './rows.ts';

const CLIPS = 300;
/** Every so many clips has a picture. */
const PICTURED = 10;
const BACKUP = 'before.zip';

/** What may be interrupted. */
export type Work = 'edit' | 'purge' | 'restore';

/** All that is known of a clip, as text: what it says, and how much there is about it in other tables. */
type Known = Record<string, string>;

async function picture(number: number): Promise<Asset> {
  const canvas = new OffscreenCanvas(40, 40);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = `hsl(${number} 50% 50%)`;
    context.fillRect(0, 0, 40, 40);
  }
  return screenshotAsset(await canvas.convertToBlob({ type: 'image/png' }), {});
}

async function backupFile(): Promise<File> {
  const folder = await navigator.storage.getDirectory();
  return (await folder.getFileHandle(BACKUP)).getFile();
}

/** Makes a library, half of it in the trash, and a backup of it. */
export async function prepare(): Promise<void> {
  const project = await ensureCurrentProject('Killed');
  const ids = Array.from({ length: CLIPS }, newId);
  for (const [number, id] of ids.entries()) {
    const assets = number % PICTURED ? [] : [await picture(number)];
    const quote = `What ${number} users said: 第 ${number} 条`;
    const capture = captureOf({ quote, assetIds: assets.map((asset) => asset.id), capturedAt: number });
    await saveClip(id, capture, { projectId: project.id, note: 'before' }, assets);
  }
  await recordObservations(ids.map((clipId) => ({ clipId, state: 'missing' })));
  await trashClips(ids.slice(CLIPS / 2));
  await backUp(await inFolder(await navigator.storage.getDirectory(), BACKUP));
}

/** The library as the backup has it. */
export async function startOver(): Promise<void> {
  await restoreBackup(await openBackup(await backupFile()), 'replace');
}

/** Makes the library another one than the backup has. */
export async function disturb(): Promise<void> {
  const ids = await db.clips.toCollection().primaryKeys();
  await editClips(ids, { set: { note: 'disturbed' }, addTagIds: [], removeTagIds: [] });
}

/** Does it, and says how long it took, in ms. */
export async function run(work: Work): Promise<number> {
  const begun = performance.now();
  const ids = await db.clips.toCollection().primaryKeys();
  if (work === 'edit') await editClips(ids, { set: { note: 'after' }, addTagIds: [], removeTagIds: [] });
  else if (work === 'purge') await purgeClips(ids);
  else await startOver();
  return performance.now() - begun;
}

/** Every clip that anything is known of, with what that is. */
export async function known(): Promise<Known> {
  const parts = new Map<string, string[]>();
  const add = (id: string, part: string) => parts.set(id, [...(parts.get(id) ?? []), part]);
  for (const { id, note, deletedAt } of await clipsByIds(await db.clips.toCollection().primaryKeys())) {
    add(id, `${note} ${deletedAt === undefined ? 'kept' : 'trashed'}`);
  }
  await db.events.each(({ entity, entityId }) => entity === 'clips' && add(entityId, 'event'));
  await db.observations.each(({ clipId }) => add(clipId, 'observation'));
  // They are made when there is time: what counts is that none is left of a clip that has gone.
  await db.sketches.each(({ id }) => parts.has(id) || add(id, 'sketch'));
  return Object.fromEntries([...parts].map(([id, all]) => [id, all.sort().join(', ')]));
}

/** What is wrong with the library; nothing for one that is as it should be. */
export async function faults(): Promise<string[]> {
  const { damaged, astray, withoutPicture, orphans } = await checkLibrary();
  return [...damaged.map(({ why }) => why), ...astray, ...withoutPicture, ...orphans];
}
