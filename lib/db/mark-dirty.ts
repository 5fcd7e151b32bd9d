import { type DBCore, type DBCoreMutateRequest, type DBCoreTable, Dexie, type Middleware } from 'dexie';
import type { OwnTableName, TableName } from '#lib/core/migrations.ts';

const DIRTY: OwnTableName = 'dirty';

/** Where the id of the clip stands in a row of each table that says something of clips. */
const CLIP_ID = { clips: 'id', observations: 'clipId' } as const satisfies Partial<Record<TableName, string>>;
type Watched = keyof typeof CLIP_ID;

const isWatched = (name: string): name is Watched => Object.hasOwn(CLIP_ID, name);

/** The clips that a write is about. What is deleted is looked up before it is gone. */
async function clipsOf(name: Watched, table: DBCoreTable, request: DBCoreMutateRequest): Promise<string[]> {
  const { trans } = request;
  const idsIn = (rows: readonly (Record<string, string> | undefined)[]) =>
    rows.flatMap((row) => row?.[CLIP_ID[name]] ?? []);
  if (request.type === 'add' || request.type === 'put') return idsIn(request.values);
  if (request.type === 'delete') {
    return name === 'clips' ? [...request.keys] : idsIn(await table.getMany({ trans, keys: request.keys }));
  }
  const { result } = await table.query({
    trans,
    values: true,
    query: { index: table.schema.primaryKey, range: request.range },
  });
  return idsIn(result);
}

async function mutateAndMark(core: DBCore, name: Watched, table: DBCoreTable, request: DBCoreMutateRequest) {
  const ids = await clipsOf(name, table, request);
  const result = await table.mutate(request);
  if (ids.length > 0) {
    const values = [...new Set(ids)].map((id) => ({ id, stamp: Math.random() }));
    await core.table(DIRTY).mutate({ type: 'put', trans: request.trans, values });
  }
  return result;
}

/**
 * Every write to clips, and to what is known of them, leaves their ids in the table `dirty`, in the same transaction:
 * whatever path it takes, the index of the library learns of it, also when nothing that could listen was running.
 */
export const markDirty: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'mark-dirty',
  // Next to IndexedDB: whatever else Dexie does with a write comes before.
  level: -1,
  create: (core) => ({
    ...core,
    transaction(stores, mode, options) {
      const needs = mode === 'readwrite' && stores.some(isWatched) && !stores.includes(DIRTY);
      return core.transaction(needs ? [...stores, DIRTY] : stores, mode, options);
    },
    table(name) {
      const table = core.table(name);
      if (!isWatched(name)) return table;
      return {
        ...table,
        mutate(request) {
          // An upgrade from before there was such a table: there is no index either.
          const { objectStoreNames } = request.trans as IDBTransaction;
          if (!objectStoreNames.contains(DIRTY)) return table.mutate(request);
          // Dexie's promise: what waits for this write goes on in the transaction that it belongs to.
          return Dexie.Promise.resolve(mutateAndMark(core, name, table, request));
        },
      };
    },
  }),
};
