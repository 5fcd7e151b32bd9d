import { db } from './database.ts';

/** What Chromium's LevelDB holds before it begins a new log is 4 MiB; what is larger than 64 KiB becomes a file beside it. */
const ROWS = 80;
const ROW_BYTES = 60_000;

/**
 * Has LevelDB begin a new log. A browser that is killed while it writes leaves half a record at the end of the log. The next
 * start forgives that, goes on writing behind it, and the start after that takes the half record for damage and deletes the
 * whole database. What has come into a new log by then is out of that danger. (Google's LevelDB, `reuse_logs` with
 * `paranoid_checks`, as Chromium 156 sets them.)
 */
export async function renewLog(): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, number) => ({
    key: `filling:${number}`,
    // Of what can be compressed less would arrive.
    value: crypto.getRandomValues(new Uint8Array(ROW_BYTES)),
  }));
  await db.local.bulkPut(rows);
  await db.local.bulkDelete(rows.map(({ key }) => key));
}
