import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { idsOf } from '#lib/db/restore-rows.ts';
import { compare, joinedTags, type Outcome } from './compare.ts';
import type { Backup } from './read-backup.ts';
import type { Work } from './write-backup.ts';

/** Rows of one table. `changedInBoth` are among those newer or older: each was edited after it was made. */
export type TableCounts = Record<Outcome, number> & {
  changedInBoth: number;
  /** What is here and not in the backup. */
  onlyHere: number;
};

export type RestorePlan = {
  counts: ReadonlyMap<TableName, TableCounts>;
  /** Tags of the backup that are here under another id. */
  joinedTags: number;
};

const isEdited = ({ createdAt, updatedAt }: AnyRow): boolean => updatedAt > createdAt;

/** What restoring would do, without doing it. @throws GleanerError `cancelled`, and those of reading */
export async function planRestore(backup: Backup, work: Work = {}): Promise<RestorePlan> {
  const joined = await joinedTags(backup);
  const counts = new Map<TableName, TableCounts>();
  for (const table of TABLES) {
    const onlyHere = (await idsOf(table)).length;
    counts.set(table, { new: 0, newer: 0, older: 0, same: 0, changedInBoth: 0, onlyHere });
  }
  for await (const { table, rows } of compare(backup, joined, work)) {
    const of = counts.get(table);
    if (!of) continue;
    for (const { found, here, outcome, isLeft } of rows) {
      if (here) of.onlyHere -= 1;
      if (isLeft) continue;
      of[outcome] += 1;
      if (here && outcome !== 'same' && isEdited(here) && isEdited(found.row)) of.changedInBoth += 1;
    }
  }
  return { counts, joinedTags: joined.size };
}
