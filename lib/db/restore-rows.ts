import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import { isNewer } from '#lib/core/newer-row.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { eventSchema, type HistoryEvent } from '#lib/core/schema/event.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { pageKey } from '#lib/core/url.ts';
import { db } from './database.ts';
import { type Change, record } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { reviveProjects } from './revive-projects.ts';
import { dropSketches } from './sketches.ts';

/** Rows wait here, beside the tables that they are going to be in, so that these take them in at one stroke. */
const STAGED = 'restore:';
const LAST = '\uFFFF';

/** Rows of these ids, in their order; undefined for those that are not there. */
export function rowsByIds(table: TableName, ids: readonly string[]): Promise<(AnyRow | undefined)[]> {
  return db.table(table).bulkGet([...ids]);
}

/** Ids of all rows of a table. */
export async function idsOf(table: TableName): Promise<string[]> {
  return (await db.table(table).toCollection().primaryKeys()) as string[];
}

/** Every tag there is, merged ones and the trash too: names are taken by all of them. */
export async function tagNames(): Promise<{ id: string; key: string }[]> {
  return (await db.tags.toArray()).map(({ id, key }) => ({ id, key }));
}

/** Pages of which something was redacted in a picture: no text of them is kept. */
export async function redactedPages(): Promise<ReadonlySet<string>> {
  const pages = new Set<string>();
  await db.clips.each(({ redactedAt, source }) => {
    if (redactedAt !== undefined) pages.add(pageKey(source.url));
  });
  return pages;
}

const staged = () => db.local.where('key').between(STAGED, `${STAGED}${LAST}`);

/** Forgets rows that wait: of a restore that did not come to its end. */
export async function clearStaged(): Promise<void> {
  await staged().delete();
}

type Waiting = { table: TableName; rows: readonly AnyRow[] };

/** Lets rows wait. `number` is of the call, from 0. */
export async function stageRows(number: number, table: TableName, rows: readonly AnyRow[]): Promise<void> {
  await db.local.put({ key: `${STAGED}${String(number).padStart(9, '0')}`, value: { table, rows } satisfies Waiting });
}

/**
 * Puts pictures where they belong, ahead of the rows that refer to them: a commit of thousands of pictures at once would
 * take minutes. Nothing shows one that nothing refers to, and what becomes of no use is collected.
 */
export async function stageAssets(assets: readonly AnyRow[]): Promise<void> {
  await db.transaction('rw', db.assets, async () => {
    const there = new Set(
      await db.assets
        .where('id')
        .anyOf(assets.map(({ id }) => id))
        .primaryKeys(),
    );
    await db.assets.bulkAdd(assets.filter(({ id }) => !there.has(id)) as Asset[]);
  });
}

const ENTITIES = new Set<string>(eventSchema.shape.entity.options);

/** What taking in a row changes, for undo; undefined where that knows nothing of its table. */
function changeOf(table: TableName, row: AnyRow, before: AnyRow | undefined, at: number): Change | undefined {
  if (!ENTITIES.has(table)) return undefined;
  const of = { entity: table as HistoryEvent['entity'], entityId: row.id };
  // Undoing that something was made is moving it to the trash.
  if (!before) return row.deletedAt === undefined ? { ...of, before: { deletedAt: at }, after: {} } : undefined;
  const values = { before: {} as Record<string, unknown>, after: {} as Record<string, unknown> };
  for (const key of new Set([...Object.keys(before), ...Object.keys(row)])) {
    if (key === 'updatedAt' || JSON.stringify(before[key]) === JSON.stringify(row[key])) continue;
    if (before[key] !== undefined) values.before[key] = before[key];
    if (row[key] !== undefined) values.after[key] = row[key];
  }
  return { ...of, ...values };
}

type Applying = {
  /** `merge`: a row that was changed here since it was staged stays. */
  mode: 'merge' | 'replace';
  /** Ids of all rows of the backup. */
  ids: ReadonlyMap<TableName, ReadonlySet<string>>;
};

/**
 * Takes in all that waits, in one transaction: all of it or nothing, whatever happens.
 * @returns the batch to undo it by, and how many rows were written; a library that was replaced is not to be undone.
 * @throws GleanerError `busy` where a picture was taken away meanwhile: nothing has changed.
 */
export async function applyStaged({ mode, ids }: Applying): Promise<{ batchId: string | undefined; written: number }> {
  const tables = [...TABLES.map((name) => db.table(name)), db.local, db.sketches];
  return db.transaction('rw', tables, async () => {
    const at = Date.now();
    const there = new Set(await db.assets.toCollection().primaryKeys());
    for (const id of ids.get('assets') ?? []) if (!there.has(id)) throw new GleanerError('busy', `no asset ${id}`);
    if (mode === 'replace') {
      for (const table of TABLES) {
        // Tags may have exchanged their names, and no two may ever have the same.
        const kept = table === 'tags' ? undefined : ids.get(table);
        const gone = (await idsOf(table)).filter((id) => !kept?.has(id));
        await db.table(table).bulkDelete(gone);
        if (table === 'clips') await dropSketches(gone);
      }
    }
    const changes: Change[] = [];
    /** Of the clips that were written and are in no trash. */
    const projectIds = new Set<string>();
    const restored = new Set<string>();
    let written = 0;
    for (const key of await staged().primaryKeys()) {
      const { table, rows } = ((await db.local.get(key)) as { value: Waiting }).value;
      const before = await rowsByIds(
        table,
        rows.map(({ id }) => id),
      );
      const taken = rows.filter((row, index) => {
        const here = before[index];
        return mode === 'replace' || !here || isNewer(row, here);
      });
      await db.table(table).bulkPut(taken);
      // They are made again by whoever asks for what is alike.
      if (table === 'clips') await dropSketches(taken.map(({ id }) => id));
      written += taken.length;
      if (table === 'projects') for (const { id } of taken) restored.add(id);
      if (mode === 'replace') continue;
      if (table === 'clips') {
        for (const { deletedAt, projectId } of taken) if (deletedAt === undefined) projectIds.add(String(projectId));
      }
      const old = new Map(before.map((row) => [row?.id, row]));
      changes.push(...taken.flatMap((row) => changeOf(table, row, old.get(row.id), at) ?? []));
    }
    await staged().delete();
    // One that is in the trash of the backup as well stays there.
    await reviveProjects(projectIds.difference(restored));
    // The history of the backup is there by now: this comes after it.
    const batchId = await newBatchId();
    await record(batchId, changes, at);
    return { batchId: changes.length > 0 ? batchId : undefined, written };
  });
}
