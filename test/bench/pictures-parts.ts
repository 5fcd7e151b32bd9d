/** What the bench of pictures does in a page of the extension, with the product's own code. */
import { checkLibrary } from '#lib/backup/health.ts';
import { planRestore } from '#lib/backup/plan-restore.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { inFolder } from '#lib/backup/targets.ts';
import { writeBackup } from '#lib/backup/write-backup.ts';
import { sha256 } from '#lib/core/hash.ts';
import { TABLES } from '#lib/core/migrations.ts';
import { db } from '#lib/db/database.ts';
import { idOf } from '#test/support/rows.ts';
import { largeClip, largeLibrary } from './large-library.ts';

const BACKUP = 'pictures.zip';
const PLAIN = 'plain.zip';
/** Bytes of them that are in memory at once. */
const CHUNK_BYTES = 20_000_000;
const THUMBNAIL_BYTES = 6_000;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** `crypto.getRandomValues` gives no more at once. */
const ENTROPY = 65_536;

/** Bytes that do not shrink, as those of a picture do not. */
function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += ENTROPY) crypto.getRandomValues(bytes.subarray(at, at + ENTROPY));
  bytes.set(SIGNATURE.slice(0, size));
  return bytes;
}

/** The words of a screenshot as its text layer has them, more or less. */
const words = (number: number): string =>
  JSON.stringify(Array.from({ length: 60 }, (_, at) => ({ text: `word ${number} ${at}`, x: at, y: number, w: 40 })));

/** Puts a library of so many screenshots into an empty database: each of so many bytes, with a clip of its own. */
export async function fillPictures(count: number, bytes: number): Promise<void> {
  const rows = largeLibrary();
  await db.projects.bulkPut(rows.projects);
  await db.tags.bulkPut(rows.tags);
  await db.actors.bulkPut(rows.actors);
  const chunk = Math.max(1, Math.floor(CHUNK_BYTES / bytes));
  for (let from = 0; from < count; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, count - from) }, (_, at) => from + at);
    const assets = await Promise.all(
      numbers.map(async (number) => {
        const blob = new Blob([noise(bytes)], { type: 'image/png' });
        const at = Date.now();
        return {
          id: await sha256(blob),
          createdAt: at,
          updatedAt: at,
          blob,
          mime: 'image/png' as const,
          width: 1280,
          height: 800,
          scale: 1,
          thumbnail: new Blob([noise(THUMBNAIL_BYTES)], { type: 'image/webp' }),
          textLayer: new Blob([words(number)], { type: 'application/json' }),
          recompressedAt: at,
        };
      }),
    );
    const clips = numbers.map((number, at) => ({
      ...largeClip(number, count, rows),
      kind: 'screenshot' as const,
      assetIds: [assets[at]?.id ?? ''],
    }));
    await db.transaction('rw', [db.assets, db.clips], async () => {
      await db.assets.bulkAdd(assets);
      await db.clips.bulkAdd(clips);
    });
  }
}

/** Makes it another library: one clip, and none of what there was. */
export async function another(): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const table of TABLES) await db.table(table).clear();
    const { projects, ...rows } = largeLibrary();
    await db.projects.bulkPut(projects);
    await db.clips.add({ ...largeClip(0, 1, { projects, ...rows }), id: idOf(1) });
  });
}

const folder = () => navigator.storage.getDirectory();
const file = async () => (await (await folder()).getFileHandle(BACKUP)).getFile();

/**
 * Writes a backup, without letting go of files afterwards: that asks for memory which it never uses, and would be the peak.
 * @returns its size in bytes
 */
export async function backUpPictures(): Promise<number> {
  const target = await inFolder(await folder(), BACKUP);
  await writeBackup(target.sink);
  await target.finish();
  return (await file()).size;
}

/** So many files at once, as much at a time. */
const PLAINLY = { files: 12, bytes: 4 * 2 ** 20 };

/** Reads all files of all pictures, and does nothing with them. They come in no order. */
async function eachFile(use: (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void): Promise<void> {
  const ids = (await db.assets.toCollection().primaryKeys()).values();
  const worker = async () => {
    for (const id of ids) {
      const row = await db.assets.get(id);
      const files = [row?.blob, row?.thumbnail, row?.textLayer].flatMap((file) => file?.bytes() ?? []);
      for (const bytes of await Promise.all(files)) await use(bytes);
    }
  };
  await Promise.all(Array.from({ length: PLAINLY.files }, worker));
}

export async function readPlainly(): Promise<void> {
  await eachFile(() => undefined);
}

/** Copies all files of all pictures into one file, as they come: what a backup cannot do without. */
export async function copyPlainly(): Promise<void> {
  const target = await inFolder(await folder(), PLAIN);
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async () => {
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    [parts, size] = [[], 0];
    writing = Promise.all([writing, target.sink.write(whole)]);
    await writing;
  };
  await eachFile(async (bytes) => {
    parts.push(bytes);
    size += bytes.length;
    if (size >= PLAINLY.bytes) await write();
  });
  await write();
  await target.finish();
  await (await folder()).removeEntry(PLAIN);
}

/** Reads the backup from its beginning to its end. */
export async function readFilePlainly(): Promise<void> {
  const whole = await file();
  for (let at = 0; at < whole.size; at += PLAINLY.bytes) await whole.slice(at, at + PLAINLY.bytes).bytes();
}

/** Opens the backup and shows what it would do, as the dialog does. */
export async function preview(): Promise<void> {
  await planRestore(await openBackup(await file()));
}

/** Opens the backup and puts it in the place of the library. */
export async function restorePictures(): Promise<void> {
  await restoreBackup(await openBackup(await file()), 'replace');
}

/** @returns how many pictures there are. @throws Error where the library is not well */
export async function check(): Promise<number> {
  const { damaged, astray, withoutPicture, orphans } = await checkLibrary();
  const wrong = damaged.length + withoutPicture.length + orphans.length + astray.length;
  if (wrong > 0) throw new Error(`${wrong} rows are not well.`);
  return db.assets.count();
}
