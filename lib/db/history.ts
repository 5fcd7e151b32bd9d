import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { actorSchema } from '#lib/core/schema/actor.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { projectSchema } from '#lib/core/schema/project.ts';
import { tagSchema } from '#lib/core/schema/tag.ts';
import { viewSchema } from '#lib/core/schema/view.ts';
import { takingBack } from '#lib/core/take-back.ts';
import { db } from './database.ts';
import { partOf, someAtATime, type Watch } from './watch.ts';

type Entity = HistoryEvent['entity'];
type Values = Record<string, unknown>;
type Row = Values & { id: string; updatedAt: number };

/** One row's change, before it has a time and a batch. */
export type Change = { entity: Entity; entityId: string; before: Values; after: Values };

const SCHEMAS = {
  clips: clipSchema,
  projects: projectSchema,
  tags: tagSchema,
  actors: actorSchema,
  views: viewSchema,
} as const satisfies Record<Entity, unknown>;

/**
 * Appends changes to the history. To be called inside the transaction that makes them.
 * @param undoes The batch that these take back.
 */
export async function record(batchId: string, changes: readonly Change[], at: number, undoes?: string): Promise<void> {
  await db.events.bulkAdd(
    changes.map(({ entity, entityId, before, after }) => ({
      id: newId(),
      createdAt: at,
      updatedAt: at,
      at,
      entity,
      entityId,
      batchId,
      ...(undoes === undefined ? {} : { undoes }),
      patch: { before, after },
    })),
  );
}

/** `row` with the properties of `from` taken away and those of `to` put in their place. */
export function swap<Row extends object>(row: Row, from: Values, to: Values): Row {
  const kept = Object.entries(row).filter(([key]) => !(key in from));
  return { ...Object.fromEntries(kept), ...to } as Row;
}

/** What came of taking a batch back. */
export type TakenBack = {
  /** The batch that did it, which is taken back for redo. */
  batchId: string;
  /** Rows that were changed. */
  changed: number;
  /** Rows that were left as they are, for somebody has changed the same of them since. */
  kept: number;
};

/** A row with its events taken back, the last of them first; and the changes that did it. */
function restored(row: Row, events: readonly HistoryEvent[]): { row: Row; changes: Change[] } {
  let next = row;
  const changes: Change[] = [];
  for (const { entity, entityId, patch } of events.toReversed()) {
    const back = takingBack(next, patch);
    if (back) next = swap(next, back.before, back.after);
    // That it was asked for is written down also where nothing came of it: the next undo goes further back.
    changes.push({ entity, entityId, before: {}, after: {}, ...back });
  }
  return { row: next, changes };
}

/**
 * Takes back what one action changed, as one new action; all of it, or nothing. What has been changed since stays as it
 * is now, value by value. Rows that have gone since are passed over.
 * @param entityId Only of this row.
 * @throws GleanerError `cancelled` by the signal, and takes none of it back; `invalid_data` where the history would bring
 * back what no schema allows; what `toAppError` calls `name_taken` where a tag would get a name back that another one has.
 */
export async function takeBack(batchId: string, entityId?: string, watch: Watch = {}): Promise<TakenBack> {
  const taken: TakenBack = { batchId: newId(), changed: 0, kept: 0 };
  await db.transaction('rw', [db.events, db.clips, db.projects, db.tags, db.actors, db.views], async () => {
    const all = await db.events.where('batchId').equals(batchId).toArray();
    const events = all.filter((event) => entityId === undefined || event.entityId === entityId);
    const entities = [...Map.groupBy(events, (event) => event.entity)].map(
      ([entity, its]) => [entity, [...Map.groupBy(its, (event) => event.entityId)]] as const,
    );
    const count = entities.reduce((sum, [, rows]) => sum + rows.length, 0);
    const at = Date.now();
    let done = 0;
    for (const [entity, ofRows] of entities) {
      const table = db.table<Row, string>(entity);
      await someAtATime(ofRows, partOf(watch, done, count), async (some) => {
        const rows = await table.bulkGet(some.map(([id]) => id));
        const puts: Row[] = [];
        const changes: Change[] = [];
        for (const [index, [, itsEvents]] of some.entries()) {
          const old = rows[index];
          if (!old) continue;
          const { row, changes: its } = restored(old, itsEvents);
          if (row === old) {
            taken.kept += 1;
            changes.push(...its.map((change) => ({ ...change, before: {}, after: {} })));
            continue;
          }
          taken.changed += 1;
          puts.push(parse(SCHEMAS[entity], { ...row, updatedAt: at }, `${entity} ${row.id}`));
          changes.push(...its);
        }
        // Two tags that give each other their names back would each find them taken.
        if (entity === 'tags') await table.bulkDelete(puts.map(({ id }) => id));
        await table.bulkPut(puts);
        await record(taken.batchId, changes, at, batchId);
      });
      done += ofRows.length;
    }
  });
  return taken;
}

/**
 * Takes back everything that one action changed, but for what has been changed since: undoing twice brings it back.
 * @returns the id of the batch that undoes it, for redo.
 * @throws GleanerError what {@link takeBack} throws.
 */
export async function undoBatch(batchId: string, watch?: Watch): Promise<string> {
  return (await takeBack(batchId, undefined, watch)).batchId;
}
