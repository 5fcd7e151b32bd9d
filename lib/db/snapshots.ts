import { Dexie } from 'dexie';
import { GleanerError } from '#lib/core/errors.ts';
import { sha256 } from '#lib/core/hash.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Snapshot, snapshotSchema } from '#lib/core/schema/snapshot.ts';
import { pageKey } from '#lib/core/url.ts';
import { copyOf } from './blob-files.ts';
import { clipsOfPage } from './clips-of-page.ts';
import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/** That the same is still there is not written down more often than this. */
const REFRESH_MS = 60 * 60_000;

/** Whatever is younger may belong to a clip that the user is still writing. */
const YOUNG_MS = 24 * 60 * 60_000;

/** A snapshot without its text. */
export type SnapshotInfo = Omit<Snapshot, 'text'>;

const piped = (blob: Blob, through: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>): Promise<Blob> =>
  new Response(blob.stream().pipeThrough(through)).blob();

/** All snapshots of a page, as the page was seen: the last is what stood there last. */
async function rowsOf(page: string): Promise<Snapshot[]> {
  const rows = await db.snapshots
    .where('[page+firstSeenAt]')
    .between([page, Dexie.minKey], [page, Dexie.maxKey])
    .toArray();
  return rows.sort((a, b) => a.lastSeenAt - b.lastSeenAt);
}

/** Whether something was redacted in a picture of this page. */
async function isRedacted(page: string): Promise<boolean> {
  return (
    (await clipsOfPage(page)
      .filter(({ redactedAt }) => redactedAt !== undefined)
      .first()) !== undefined
  );
}

/**
 * Keeps what a page says now; not of a page with a redaction, which would bring back what was blacked out. The same text
 * is kept once; what was seen at a visit makes way for what is seen at the next.
 * @param url Any address of the page.
 * @param reason `clip`: it goes with a clip, and stays for good.
 */
export async function keepSnapshot(
  url: string,
  text: string,
  reason: Snapshot['reason'],
  at = Date.now(),
): Promise<void> {
  if (text.trim() === '') return;
  const page = pageKey(url);
  const plain = new Blob([text]);
  const hash = await sha256(plain);
  const zipped = await piped(plain, new CompressionStream('gzip'));
  await db.transaction('rw', [db.snapshots, db.clips], async () => {
    if (await isRedacted(page)) return;
    const rows = await rowsOf(page);
    const same = rows.find((row) => row.hash === hash);
    const gone = rows.filter((row) => row.reason === 'visit' && row !== same);
    const last = rows.at(-1);
    // What stands there now is the last, also where the clock was set back since the one before.
    const lastSeenAt = Math.max(at, last === same ? 0 : (last?.lastSeenAt ?? 0) + 1);
    if (same) {
      const kept = reason === 'clip' ? reason : same.reason;
      const isNews = same !== last || kept !== same.reason || at - same.lastSeenAt >= REFRESH_MS;
      if (isNews)
        await db.snapshots.update(same.id, {
          reason: kept,
          lastSeenAt: Math.max(lastSeenAt, same.lastSeenAt),
          updatedAt: updatedAfter(same, at),
        });
    } else {
      const times = { createdAt: at, updatedAt: at, firstSeenAt: at, lastSeenAt };
      await db.snapshots.add(
        parse(snapshotSchema, { id: newId(), ...times, page, hash, text: zipped, reason }, 'snapshot'),
      );
    }
    await db.snapshots.bulkDelete(gone.map(({ id }) => id));
  });
}

/** Deletes all that is kept of a page. To be called inside a transaction that takes in snapshots. */
export async function forgetSnapshots(url: string): Promise<void> {
  const rows = await rowsOf(pageKey(url));
  await db.snapshots.bulkDelete(rows.map(({ id }) => id));
}

/**
 * What is kept of a page: the last of it is what stood there last.
 * @param url Any address of the page.
 */
export async function snapshotsOf(url: string): Promise<SnapshotInfo[]> {
  const rows = await rowsOf(pageKey(url));
  return rows.map(({ text, ...info }) => info);
}

/** The text of a snapshot. @throws GleanerError `invalid_data` where there is none, or no file of it any more */
export async function snapshotText(id: string): Promise<string> {
  const row = await db.snapshots.get(id);
  if (!row) throw new GleanerError('invalid_data', `no snapshot ${id}`);
  try {
    return await (await piped(await copyOf(row.text), new DecompressionStream('gzip'))).text();
  } catch (error) {
    throw new GleanerError('invalid_data', `snapshot ${id}`, error);
  }
}

/**
 * Deletes the snapshots of pages that have no clip any more, the trash included. What is younger than a day is spared.
 * @returns how many there were.
 */
export async function collectSnapshots(now = Date.now()): Promise<number> {
  return db.transaction('rw', [db.snapshots, db.clips], async () => {
    const keys = await db.snapshots.orderBy('[page+firstSeenAt]').keys();
    const pages = new Set(keys.map((key) => String((key as unknown as [string, number])[0])));
    let count = 0;
    for (const page of pages) {
      if ((await clipsOfPage(page).count()) > 0) continue;
      const old = (await rowsOf(page)).filter(({ lastSeenAt }) => lastSeenAt <= now - YOUNG_MS);
      await db.snapshots.bulkDelete(old.map(({ id }) => id));
      count += old.length;
    }
    return count;
  });
}
