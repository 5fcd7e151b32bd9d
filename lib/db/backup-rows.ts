import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { db } from './database.ts';

/** So many are in memory at once; one in a thousand is large. */
const CHUNK = 200;

/** What a table has from one key on: rows, and the keys of what the browser can no longer read. */
export type Chunk = { rows: AnyRow[]; unreadable: string[]; next: string | undefined };

/** Rows by id, those after `after`. Where one of them cannot be read, each of the others is read alone. */
export async function readChunk(table: TableName, after: string | undefined): Promise<Chunk> {
  const rest = () => (after === undefined ? db.table(table).toCollection() : db.table(table).where(':id').above(after));
  try {
    const rows: AnyRow[] = await rest().limit(CHUNK).toArray();
    return { rows, unreadable: [], next: rows.length < CHUNK ? undefined : rows.at(-1)?.id };
  } catch {
    const keys = (await rest().limit(CHUNK).primaryKeys()) as string[];
    const rows: AnyRow[] = [];
    const unreadable: string[] = [];
    for (const key of keys) {
      try {
        const row = await db.table(table).get(key);
        if (row) rows.push(row);
      } catch {
        unreadable.push(key);
      }
    }
    return { rows, unreadable, next: keys.length < CHUNK ? undefined : keys.at(-1) };
  }
}

/** Rows from one id to another, by id, both of these among them. */
export function rowsBetween(table: TableName, first: string, last: string): Promise<AnyRow[]> {
  return db.table(table).where(':id').between(first, last, true, true).toArray();
}

/**
 * Shows all rows of all tables, by table and by id, as they are at one moment: nothing is written meanwhile. `see` must
 * not wait for anything. Blobs are files, which stay readable for as long as somebody holds them, whatever becomes of
 * their rows.
 * @throws GleanerError `cancelled`
 */
export async function rowsOfOneMoment(
  see: (table: TableName, chunk: Chunk) => void,
  signal?: AbortSignal,
): Promise<void> {
  const tables = TABLES.map((name) => db.table(name));
  await db.transaction('r', tables, async () => {
    for (const table of TABLES) {
      let after: string | undefined;
      do {
        if (signal?.aborted) throw new GleanerError('cancelled');
        const chunk = await readChunk(table, after);
        see(table, chunk);
        after = chunk.next;
      } while (after !== undefined);
    }
  });
}
