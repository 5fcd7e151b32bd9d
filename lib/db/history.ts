import { parse } from '#lib/core/parse.ts';
import { actorSchema } from '#lib/core/schema/actor.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { projectSchema } from '#lib/core/schema/project.ts';
import { tagSchema } from '#lib/core/schema/tag.ts';
import { viewSchema } from '#lib/core/schema/view.ts';
import { isBeginning, takingBack } from '#lib/core/take-back.ts';
import { db } from './database.ts';
import { idNotBefore, newBatchId } from './history-ids.ts';
import { isInUse } from './in-use.ts';
import { withLastPlaces } from './last-places.ts';
import { reviveProjects } from './revive-projects.ts';
import { updatedAfter } from './updated-after.ts';
import { someAtATime, type Watch } from './watch.ts';

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
      id: idNotBefore(batchId),
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
function restored(row: Row, events: readonly HistoryEvent[], at: number): { row: Row; changes: Change[] } {
  let next = row;
  const changes: Change[] = [];
  for (const { entity, entityId, patch } of events) {
    const back = takingBack(next, patch);
    if (back) next = swap(next, back.before, back.after);
    // That it was asked for is written down also where nothing came of it: the next undo goes further back.
    changes.push({ entity, entityId, before: {}, after: {}, ...back });
  }
  // A clip that is thrown away again has its days in the trash from now on, however many of them it has had before.
  const last = changes.findLast(({ before, after }) => 'deletedAt' in before || 'deletedAt' in after);
  if (last?.entity !== 'clips' || last.after.deletedAt === undefined) return { row: next, changes };
  const thrown = { ...last, after: { ...last.after, deletedAt: at } };
  return {
    row: { ...next, deletedAt: at },
    changes: changes.map((change) => (change === last ? thrown : change)),
  };
}

/** Whether taking an event back may throw away what clips that are there by now need. */
function mayBeInUse({ entity, ...event }: HistoryEvent): boolean {
  return entity === 'projects' ? 'deletedAt' in event.patch.before : isBeginning(event);
}

/** One batch, or what it did to one row, as it is being taken back. */
class TakingBack {
  readonly at = Date.now();
  private readonly changed = new Set<string>();
  private readonly kept = new Set<string>();
  /** Events of rows that are gone. */
  private gone: Change[] = [];
  /** Projects of clips that were changed and are in no trash. */
  private readonly projectIds = new Set<string>();

  private readonly batchId: string;
  private readonly undoes: string;

  constructor(batchId: string, undoes: string) {
    this.batchId = batchId;
    this.undoes = undoes;
  }

  /** Takes back events of rows of one table, the last of them first. */
  private async rowsOf(entity: Entity, events: readonly HistoryEvent[]): Promise<void> {
    const table = db.table<Row, string>(entity);
    const byRow = [...Map.groupBy(events, ({ entityId }) => entityId)];
    const rows = await table.bulkGet(byRow.map(([id]) => id));
    const puts: Row[] = [];
    const changes: Change[] = [];
    for (const [index, [id, its]] of byRow.entries()) {
      const old = rows[index];
      const nothing = its.map(() => ({ entity, entityId: id, before: {}, after: {} }));
      if (!old) {
        this.gone.push(...nothing);
        continue;
      }
      const { row, changes: own } = restored(old, its, this.at);
      const isKept =
        row === old || (row.deletedAt !== undefined && its.some(mayBeInUse) && (await isInUse(entity, id)));
      if (isKept) {
        this.kept.add(id);
        changes.push(...nothing);
        continue;
      }
      this.changed.add(id);
      puts.push(parse(SCHEMAS[entity], { ...row, updatedAt: updatedAfter(old, this.at) }, `${entity} ${id}`));
      changes.push(...own);
      if (entity === 'clips' && row.deletedAt === undefined) this.projectIds.add(String(row.projectId));
    }
    // Two tags that give each other their names back would each find them taken.
    if (entity === 'tags') await table.bulkDelete(puts.map(({ id }) => id));
    await table.bulkPut(puts);
    await record(this.batchId, changes, this.at, this.undoes);
  }

  async events(some: readonly HistoryEvent[]): Promise<void> {
    for (const [entity, its] of Map.groupBy(some, (event) => event.entity)) {
      await this.rowsOf(entity, entity === 'clips' ? await withLastPlaces(its) : its);
    }
  }

  async end(): Promise<TakenBack> {
    await reviveProjects(this.projectIds);
    const kept = this.kept.difference(this.changed).size;
    const changed = this.changed.size;
    // They count as taken back with the others; what is gone altogether is no step.
    if (changed + kept > 0) await record(this.batchId, this.gone, this.at, this.undoes);
    return { batchId: this.batchId, changed, kept };
  }
}

/** Whether an event is a part of putting several clips into one. */
const isMerge = ({ patch: { before, after } }: HistoryEvent): boolean => 'alsoAt' in before || 'alsoAt' in after;

/** Keys of the events of a batch, or of those of one row, the last of them first. */
async function eventsOf(batchId: string, entityId: string | undefined): Promise<string[]> {
  const all = db.events.where('batchId').equals(batchId);
  if (entityId === undefined) return (await all.primaryKeys()).reverse();
  const ofRow = await db.events.where('entityId').equals(entityId).toArray();
  const its = ofRow.filter((event) => event.batchId === batchId);
  // A merge is taken back as a whole: the others are in the trash because this one has their places.
  if (its.some(isMerge)) return (await all.primaryKeys()).reverse();
  return its.map(({ id }) => id).reverse();
}

/**
 * Takes back what one action changed, as one new action; all of it, or nothing. What has been changed since stays as it
 * is now, value by value, and so does what came into being and is used by now: a tag that clips have. Rows that have gone
 * since are passed over. A clip never gets back to a project that is in the trash: that comes out of it.
 * @param entityId Only of this row; a merge of clips is always taken back whole.
 * @param watch Told of changes, of which most rows have one.
 * @throws GleanerError `cancelled` by the signal, and takes none of it back; `invalid_data` where the history would bring
 * back what no schema allows; what `toAppError` calls `name_taken` where a tag would get a name back that another one has.
 */
export function takeBack(batchId: string, entityId?: string, watch: Watch = {}): Promise<TakenBack> {
  return db.transaction('rw', [db.events, db.clips, db.projects, db.tags, db.actors, db.views], async () => {
    const keys = await eventsOf(batchId, entityId);
    const work = new TakingBack(await newBatchId(), batchId);
    const late: HistoryEvent[] = [];
    await someAtATime(keys, watch, async (some) => {
      const events = (await db.events.bulkGet([...some])).filter((event) => event !== undefined);
      // Last, when clips are where they are going to be: those that need it may be thrown away as well.
      const isLate = (event: HistoryEvent) => event.entity !== 'clips' && mayBeInUse(event);
      late.push(...events.filter(isLate));
      await work.events(events.filter((event) => !isLate(event)));
    });
    await work.events(late);
    return work.end();
  });
}

/**
 * Takes back everything that one action changed, but for what has been changed since: undoing twice brings it back.
 * @returns the id of the batch that undoes it, for redo.
 * @throws GleanerError what {@link takeBack} throws.
 */
export async function undoBatch(batchId: string, watch?: Watch): Promise<string> {
  return (await takeBack(batchId, undefined, watch)).batchId;
}
