import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { applyStaged, clearStaged, stageAssets, stageRows } from '#lib/db/restore-rows.ts';
import { type Compared, compare, joinedTags, type RestoreMode } from './compare.ts';
import { fileNames } from './file-names.ts';
import { readAhead } from './read-ahead.ts';
import type { Backup, BackupRow } from './read-backup.ts';
import type { Work } from './write-backup.ts';

/** So many bytes of pictures are in memory, and written, at once. */
const BATCH_BYTES = 16 * 2 ** 20;

/** Pictures are collected and made smaller under this lock: neither may happen to those that nothing refers to yet. */
const PICTURES_LOCK = 'tidy-pictures';

export type Restored = {
  /** How many rows, pictures among them. */
  written: number;
  /** To undo it by; undefined where nothing changed, or the library was replaced. */
  batchId: string | undefined;
};

/** Whether a row is to be written. A library that is replaced gets all of its tags anew. */
function isWanted(mode: RestoreMode, table: TableName, { outcome, isLeft }: Compared): boolean {
  if (mode === 'replace') return outcome !== 'same' || table === 'tags';
  return !isLeft && (outcome === 'new' || outcome === 'newer');
}

const bytesOf = ({ refs }: BackupRow): number => [...refs.values()].reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Brings rows to where they wait, with their files, and pictures to where they belong.
 * @returns the ids of all rows that are going to be there, and how many pictures are in their place.
 */
async function stage(backup: Backup, mode: RestoreMode, work: Work) {
  const joined = mode === 'merge' ? await joinedTags(backup) : new Map<string, string>();
  const ids = new Map(TABLES.map((table) => [table, new Set<string>()]));
  let number = 0;
  let placed = 0;
  for await (const { table, rows } of compare(backup, joined, work)) {
    let waiting: AnyRow[] = [];
    let ahead: AnyRow[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      if (waiting.length > 0) await stageRows(number, table, waiting);
      if (ahead.length > 0) await stageAssets(ahead);
      number += 1;
      placed += ahead.length;
      waiting = [];
      ahead = [];
      bytes = 0;
    };
    for (const { found, isLeft } of rows) if (mode === 'replace' || !isLeft) ids.get(table)?.add(found.row.id);
    const wanted = readAhead(
      rows.filter((compared) => isWanted(mode, table, compared)),
      async ({ found, outcome }) => ({
        row: fileNames[table] ? await backup.withFiles(found) : found.row,
        isAhead: table === 'assets' && outcome === 'new',
        size: bytesOf(found),
      }),
      ({ found }) => bytesOf(found),
    );
    for await (const { row, isAhead, size } of wanted) {
      if (work.signal?.aborted) throw new GleanerError('cancelled');
      (isAhead ? ahead : waiting).push(row);
      bytes += size;
      if (bytes >= BATCH_BYTES) await flush();
    }
    await flush();
  }
  return { ids, placed };
}

/**
 * Takes a backup into the library. `merge`: what is new comes, and of a row that is in both the one that was changed last
 * stays. `replace`: the library becomes what the backup is. All of it or nothing, whatever happens; what the user changes
 * meanwhile stays.
 * @throws GleanerError `cancelled`, `busy`, `disk_full`, `backup_unreadable` where the file has gone, and changes nothing.
 */
export function restoreBackup(backup: Backup, mode: RestoreMode, work: Work = {}): Promise<Restored> {
  return navigator.locks.request(PICTURES_LOCK, async () => {
    await clearStaged();
    try {
      const { ids, placed } = await stage(backup, mode, work);
      if (work.signal?.aborted) throw new GleanerError('cancelled');
      const { written, batchId } = await applyStaged({ mode, ids });
      return { written: placed + written, batchId };
    } catch (error) {
      await clearStaged();
      throw error;
    }
  });
}
