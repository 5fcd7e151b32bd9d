import { GleanerError, toAppError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { readChunk } from '#lib/db/backup-rows.ts';
import { deleteRows, knownIds, lacksPicture, mendedReferences, rawRow } from '#lib/db/health-repairs.ts';
import { wrongFile } from './check-files.ts';
import { checkedRow } from './check-row.ts';
import { type DamagedRow, damagedLine } from './damaged-row.ts';
import { type FileBytes, withFiles } from './read-files.ts';
import { filesOf } from './row-json.ts';
import type { Target } from './targets.ts';
import type { Work } from './write-backup.ts';

/** What is wrong with a library. All of it by id: what is found is read again before it is touched. */
export type Health = {
  /** How many rows there are. */
  rows: number;
  damaged: Omit<DamagedRow, 'row'>[];
  /** Clips that refer to a tag, a project, a competitor … that is not there. */
  astray: string[];
  /** Clips that name a picture that is not there. */
  withoutPicture: string[];
  /** What was seen of clips that are not there. */
  orphans: string[];
};

/** What is wrong with a row in itself; undefined where nothing is. */
async function damageOf(table: TableName, found: AnyRow, files: FileBytes | undefined): Promise<string | undefined> {
  try {
    checkedRow(table, found);
  } catch (error) {
    return toAppError(error).detail ?? '';
  }
  const wrong = files ? await wrongFile(table, found, files) : 'file';
  return wrong && `${table} · ${wrong}`;
}

/** Each of some rows, with what is wrong with it in itself. */
function lookedAt(table: TableName, rows: readonly AnyRow[]) {
  const bytesOf = (row: AnyRow): number => filesOf(table, row).reduce((sum, { blob }) => sum + blob.size, 0);
  const wanted = rows.map((row) => ({ table, row, bytes: bytesOf(row) }));
  return withFiles(wanted, async ({ row }, files) => ({ row, why: await damageOf(table, row, files) }));
}

/**
 * Looks at every row and at every file of the library, some at a time, and changes nothing.
 * @throws GleanerError `cancelled`
 */
export async function checkLibrary({ signal, onProgress }: Work = {}): Promise<Health> {
  const known = await knownIds();
  const health: Health = { rows: 0, damaged: [], astray: [], withoutPicture: [], orphans: [] };
  // Pictures take longest, and their number is known; of the rest there is no number without counting it.
  const all = known.assets.size + known.clips.size;
  let done = 0;
  for (const table of TABLES) {
    let after: string | undefined;
    do {
      const chunk = await readChunk(table, after);
      for (const id of chunk.unreadable) health.damaged.push({ table, id, why: 'unreadable' });
      for await (const { row, why } of lookedAt(table, chunk.rows)) {
        if (signal?.aborted) throw new GleanerError('cancelled');
        health.rows += 1;
        if (why !== undefined) health.damaged.push({ table, id: String(row.id), why });
        else if (table === 'clips') {
          const clip = row as unknown as Clip;
          if (Object.keys(mendedReferences(clip, known)).length > 0) health.astray.push(clip.id);
          if (lacksPicture(clip, known)) health.withoutPicture.push(clip.id);
        } else if (table === 'observations' && !known.clips.has(String(row.clipId))) health.orphans.push(row.id);
        if (table === 'assets' || table === 'clips') {
          done += 1;
          onProgress?.({ done: Math.min(done, all), all });
        }
      }
      after = chunk.next;
    } while (after !== undefined);
  }
  return health;
}

/**
 * Writes all that is left of damaged rows into a file, a line of JSON each, and takes them out of the library once that is
 * done. What is no longer damaged stays.
 * @returns how many were set aside, and the file where it still has to be handed to the browser's downloads.
 */
export async function setAside(
  damaged: Health['damaged'],
  target: Target,
): Promise<{ count: number; file: File | undefined }> {
  try {
    const gone: { table: TableName; id: string }[] = [];
    for (const { table, id, why } of damaged) {
      const row = await rawRow(table, id);
      const [found] = await Array.fromAsync(lookedAt(table, row ? [row] : []));
      if (found && found.why === undefined) continue;
      await target.sink.write(new Blob([await damagedLine({ table, id, why, ...(row ? { row } : {}) }), '\n']));
      gone.push({ table, id });
    }
    const file = await target.finish();
    await deleteRows(gone);
    return { count: gone.length, file };
  } catch (error) {
    await target.abort();
    throw error;
  }
}
