import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import { isNewer } from '#lib/core/newer-row.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { redactedPages, rowsByIds, tagNames } from '#lib/db/restore-rows.ts';
import { joinTags, withIds } from './join-tags.ts';
import type { Backup, BackupRow } from './read-backup.ts';
import { lineOf } from './row-json.ts';
import type { Work } from './write-backup.ts';

export type RestoreMode = 'merge' | 'replace';

/** What a row of a backup is to this library, by when each was last changed. */
export type Outcome = 'new' | 'newer' | 'older' | 'same';

/** A row of a backup beside the one that is here. `isLeft`: a merge has no use for it. */
export type Compared = { found: BackupRow; here: AnyRow | undefined; outcome: Outcome; isLeft: boolean };

/** Rows that are compared together. */
const CHUNK = 200;

async function* chunksOf(
  backup: Backup,
  table: TableName,
  joined: ReadonlyMap<string, string>,
): AsyncGenerator<BackupRow[]> {
  let chunk: BackupRow[] = [];
  for await (const found of backup.rows(table)) {
    chunk.push({ ...found, row: withIds(found.row, joined) });
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Tags of a backup that are here under another id, with that one. */
export async function joinedTags(backup: Backup): Promise<ReadonlyMap<string, string>> {
  const there: { id: string; key: string }[] = [];
  for await (const { row } of backup.rows('tags')) there.push({ id: row.id, key: String(row.key) });
  return joinTags(there, await tagNames());
}

function outcomeOf(table: TableName, { row, refs }: BackupRow, here: AnyRow | undefined): Outcome {
  if (!here) return 'new';
  if (lineOf(table, row, refs) === lineOf(table, here)) return 'same';
  return isNewer(row, here) ? 'newer' : 'older';
}

/**
 * Compares all rows of a backup with those that are here, table by table, some at a time.
 * @param joined as {@link joinedTags} gives it, for a merge.
 * @throws GleanerError `cancelled`, and those of reading
 */
export async function* compare(
  backup: Backup,
  joined: ReadonlyMap<string, string>,
  { signal, onProgress }: Work = {},
): AsyncGenerator<{ table: TableName; rows: Compared[] }> {
  const all = Object.values(backup.manifest.tables).reduce((sum, count) => sum + count, 0);
  const redacted = await redactedPages();
  /** Pictures of clips as they are going to be. What was redacted here is in a backup from before, and stays there. */
  const pictures = new Set<string>();
  let done = 0;
  for (const table of TABLES) {
    for await (const chunk of chunksOf(backup, table, joined)) {
      if (signal?.aborted) throw new GleanerError('cancelled');
      const own = await rowsByIds(
        table,
        chunk.map(({ row }) => row.id),
      );
      const rows = chunk.map((found, index): Compared => {
        const here = own[index];
        const outcome = outcomeOf(table, found, here);
        if (table === 'clips') {
          const clip = (outcome === 'older' ? here : found.row) as unknown as Clip;
          for (const id of ownAssetIds(clip)) pictures.add(id);
        }
        const isLeft =
          (table === 'assets' && !pictures.has(found.row.id)) ||
          (table === 'snapshots' && redacted.has(String(found.row.page)));
        return { found, here, outcome, isLeft };
      });
      yield { table, rows };
      done += chunk.length;
      onProgress?.({ done, all });
    }
  }
}
