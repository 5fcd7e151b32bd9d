import { newId } from '#lib/core/id.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { db } from './database.ts';

type Entity = HistoryEvent['entity'];
type Values = Record<string, unknown>;

/** One row's change, before it has a time and a batch. */
export type Change = { entity: Entity; entityId: string; before: Values; after: Values };

/** Appends changes to the history. To be called inside the transaction that makes them. */
export async function record(batchId: string, changes: readonly Change[], at: number): Promise<void> {
  await db.events.bulkAdd(
    changes.map(({ entity, entityId, before, after }) => ({
      id: newId(),
      createdAt: at,
      updatedAt: at,
      at,
      entity,
      entityId,
      batchId,
      patch: { before, after },
    })),
  );
}

/** `row` with the properties of `from` taken away and those of `to` put in their place. */
export function swap<Row extends object>(row: Row, from: Values, to: Values): Row {
  const kept = Object.entries(row).filter(([key]) => !(key in from));
  return { ...Object.fromEntries(kept), ...to } as Row;
}

/**
 * Takes back everything that one action changed, as one new action: undoing twice brings it back.
 * Rows that have gone since are passed over.
 * @returns the id of the batch that undoes it, for redo.
 */
export async function undoBatch(batchId: string): Promise<string> {
  const undoId = newId();
  await db.transaction('rw', [db.events, db.clips, db.projects, db.tags, db.actors, db.views], async () => {
    const events = await db.events.where('batchId').equals(batchId).toArray();
    const at = Date.now();
    const changes: Change[] = [];
    for (const { entity, entityId, patch } of events.reverse()) {
      const table = db.table<{ updatedAt: number }, string>(entity);
      const row = await table.get(entityId);
      if (!row) continue;
      await table.put({ ...swap(row, patch.after, patch.before), updatedAt: at });
      changes.push({ entity, entityId, before: patch.after, after: patch.before });
    }
    await record(undoId, changes, at);
  });
  return undoId;
}
