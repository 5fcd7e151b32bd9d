import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { isBeginning, takingBack } from '#lib/core/take-back.ts';
import { db } from './database.ts';

/** What one action did to a row. */
export type PastChange = {
  batchId: string;
  at: number;
  patches: readonly HistoryEvent['patch'][];
  /** The row came with it: it was saved or imported. */
  isBeginning: boolean;
  /** It took back another change, or did again what had been taken back. */
  isUndo: boolean;
  /** It has been taken back since. */
  isUndone: boolean;
  /** Taking it back would change something: not all of it has been changed since. */
  canTakeBack: boolean;
};

/** All that was ever done to a row, the newest first. */
export async function historyOf(entityId: string): Promise<PastChange[]> {
  const found = await db.events.where('entityId').equals(entityId).sortBy('id');
  // What was done later has a later batch; within one, events come one after the other.
  const events = found.sort((a, b) => (a.batchId < b.batchId ? -1 : a.batchId > b.batchId ? 1 : 0));
  const [first] = events;
  if (!first) return [];
  const row = await db.table<Record<string, unknown>, string>(first.entity).get(entityId);
  const undone = new Set<string>();
  const changes: PastChange[] = [];
  for (const [batchId, its] of [...Map.groupBy(events, (event) => event.batchId)].reverse()) {
    const { undoes, at } = its[0] ?? first;
    const isUndone = undone.has(batchId);
    // Newest first: what takes something back, and was not taken back itself, is met before it.
    if (undoes !== undefined && !isUndone) undone.add(undoes);
    changes.push({
      batchId,
      at,
      patches: its.map(({ patch }) => patch),
      isBeginning: its.every(isBeginning),
      isUndo: undoes !== undefined,
      isUndone,
      canTakeBack: row !== undefined && its.some(({ patch }) => takingBack(row, patch) !== undefined),
    });
  }
  return changes;
}

/** How many rows a batch changed. */
export function countOfBatch(batchId: string): Promise<number> {
  return db.events.where('batchId').equals(batchId).count();
}

const NAMED = ['tagIds', 'actorId', 'projectId', 'mergedInto'] as const;

/** The names of the tags, actors and projects that changes speak of, by id; those in the trash and merged ones too. */
export async function namesIn(patches: readonly HistoryEvent['patch'][]): Promise<ReadonlyMap<string, string>> {
  const values = patches.flatMap(({ before, after }) => NAMED.flatMap((key) => [before[key], after[key]])).flat();
  const ids = [...new Set(values.filter((value) => typeof value === 'string'))];
  const tables = [db.tags, db.actors, db.projects] as const;
  const rows = await Promise.all(tables.map((table) => table.bulkGet(ids)));
  return new Map(rows.flat().flatMap((row) => (row ? [[row.id, row.name] as const] : [])));
}
