import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '#lib/core/hash.ts';
import { type Migration, migrations, OWN_TABLES, TABLES, type TableName } from '#lib/core/migrations.ts';
import { parse } from '#lib/core/parse.ts';
import { actorSchema } from '#lib/core/schema/actor.ts';
import { assetSchema } from '#lib/core/schema/asset.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { draftSchema } from '#lib/core/schema/draft.ts';
import { eventSchema } from '#lib/core/schema/event.ts';
import { observationSchema } from '#lib/core/schema/observation.ts';
import { projectSchema } from '#lib/core/schema/project.ts';
import { snapshotSchema } from '#lib/core/schema/snapshot.ts';
import { tagSchema } from '#lib/core/schema/tag.ts';
import { viewSchema } from '#lib/core/schema/view.ts';
import { GleanerDatabase } from '#lib/db/database.ts';
import { type SchemaVersion, versions } from '#lib/db/versions.ts';

type Row = Record<string, unknown>;
type Tables = Record<string, Row[]>;

/** A library as a version kept it. Written once, when the version is published, and never edited afterwards. */
type Fixture = { version: number; stores: Record<string, string>; tables: Tables };

const SCHEMAS = {
  projects: projectSchema,
  clips: clipSchema,
  assets: assetSchema,
  tags: tagSchema,
  actors: actorSchema,
  events: eventSchema,
  drafts: draftSchema,
  observations: observationSchema,
  snapshots: snapshotSchema,
  views: viewSchema,
} as const satisfies Record<TableName, unknown>;

const files = import.meta.glob<string>('/test/fixtures/db/v*.json', { query: '?raw', import: 'default', eager: true });

/** JSON has no Blobs: they stand in it as `{ "$blob": { "type", "base64" } }`. */
function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$blob' in value)) return value;
  const { type, base64 } = value.$blob as { type: string; base64: string };
  return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type });
}

const fixtures = Object.values(files)
  .map((text): Fixture => JSON.parse(text, revive))
  .sort((a, b) => a.version - b.version);
const newest = versions.at(-1)?.version ?? 0;

/** The indexes of all tables in a version: what it and those before it have added. */
function storesOf(version: number): Record<string, string> {
  return Object.assign({}, ...versions.filter((entry) => entry.version <= version).map(({ stores }) => stores));
}

/** Rows by table, sorted by id, with Blobs as their type and hash: what can be compared. */
async function comparable(tables: Tables): Promise<Tables> {
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return { type: value.type, hash: await sha256(value) };
    if (Array.isArray(value)) return Promise.all(value.map(plain));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await plain(inner)]);
    return Object.fromEntries(await Promise.all(entries));
  };
  const sorted = Object.entries(tables).map(([name, rows]) => [
    name,
    rows.toSorted((a, b) => String(a.id).localeCompare(String(b.id))),
  ]);
  return (await plain(Object.fromEntries(sorted))) as Tables;
}

async function contents(db: Dexie): Promise<Tables> {
  const tables = await Promise.all(TABLES.map(async (name) => [name, await db.table(name).toArray()]));
  return Object.fromEntries(tables);
}

const names = new Set<string>();

/** A database on the disk as that version of the extension left it. */
async function leftBy({ version, stores, tables }: Fixture): Promise<string> {
  const name = `library-of-version-${version}-${names.size}`;
  names.add(name);
  const db = new Dexie(name);
  db.version(version).stores(stores);
  await db.transaction('rw', db.tables, async () => {
    for (const [table, rows] of Object.entries(tables)) await db.table(table).bulkAdd(rows);
  });
  db.close();
  return name;
}

async function withDatabase<T>(db: Dexie, use: (db: Dexie) => Promise<T>): Promise<T> {
  try {
    await db.open();
    return await use(db);
  } finally {
    db.close();
  }
}

afterEach(async () => {
  for (const name of names) await Dexie.delete(name);
});

describe('the fixtures', () => {
  it('are there for every version', () => {
    expect(fixtures.map(({ version }) => version)).toEqual(versions.map(({ version }) => version));
  });

  it.each(fixtures)('show that version $version is as it was published', ({ version, stores }) => {
    expect(storesOf(version)).toEqual(stores);
  });

  it.each(fixtures)('of version $version have several rows in every table of that time', ({ stores, tables }) => {
    const kept = Object.keys(stores).filter((name) => !(OWN_TABLES as readonly string[]).includes(name));
    expect(Object.keys(tables).sort()).toEqual(kept.sort());
    for (const rows of Object.values(tables)) expect(rows.length).toBeGreaterThanOrEqual(2);
  });

  it('have every optional property of today, present in some row and absent in another', () => {
    const today = fixtures.at(-1)?.tables ?? {};
    for (const table of TABLES) {
      const rows = today[table] ?? [];
      const shape = Object.entries(
        SCHEMAS[table].shape as Record<string, { safeParse(v: unknown): { success: boolean } }>,
      );
      for (const [key, schema] of shape) {
        expect(
          rows.some((row) => row[key] !== undefined),
          `${table}.${key} present`,
        ).toBe(true);
        if (!schema.safeParse(undefined).success) continue;
        expect(
          rows.some((row) => row[key] === undefined),
          `${table}.${key} absent`,
        ).toBe(true);
      }
    }
  });
});

describe.each(fixtures)('a library of version $version, opened today', (fixture) => {
  it('has only rows that are valid today, and as many of them', async () => {
    const now = await withDatabase(new GleanerDatabase(await leftBy(fixture)), contents);
    expect(Object.keys(now).sort()).toEqual([...TABLES].sort());
    for (const table of TABLES) {
      expect(now[table]).toHaveLength(fixture.tables[table]?.length ?? 0);
      // Nothing that today's schema does not know, either: it would get lost with the next change.
      for (const row of now[table] ?? [])
        expect(parse<(typeof SCHEMAS)[TableName]>(SCHEMAS[table], row, table)).toEqual(row);
    }
    if (fixture.version === newest) expect(await comparable(now)).toEqual(await comparable(fixture.tables));
  });

  it('is the same when it is opened again', async () => {
    const name = await leftBy(fixture);
    const first = await withDatabase(new GleanerDatabase(name), contents);
    const second = await withDatabase(new GleanerDatabase(name), contents);
    expect(await comparable(second)).toEqual(await comparable(first));
  });

  it('has pictures whose names are the hashes of their bytes', async () => {
    const { assets = [] } = await withDatabase(new GleanerDatabase(await leftBy(fixture)), contents);
    for (const { id, blob } of assets) expect(await sha256(blob as Blob)).toBe(id);
  });
});

describe('a migration', () => {
  const next: SchemaVersion = { version: newest + 1, stores: { clips: `${storesOf(newest).clips}, heat` } };
  const withNext = (migration: Migration) => ({
    versions: [...versions, next],
    migrations: [...migrations, migration],
  });
  const fixture = fixtures.at(-1);
  if (!fixture) throw new Error('there is no fixture');

  it('changes each row of its tables, and no other', async () => {
    const heat = (row: Row) => ({ ...row, heat: String(row.quote).length });
    const schema = withNext({ version: next.version, rows: { clips: heat } });
    const after = await withDatabase(new GleanerDatabase(await leftBy(fixture), schema), contents);
    const wanted = { ...fixture.tables, clips: (fixture.tables.clips ?? []).map(heat) };
    expect(await comparable(after)).toEqual(await comparable(wanted));
  });

  it('can change a row with a picture and lose none of its bytes', async () => {
    const note = (row: Row) => ({ ...row, note: 'seen' });
    const schema = withNext({ version: next.version, rows: { assets: note } });
    const after = await withDatabase(new GleanerDatabase(await leftBy(fixture), schema), contents);
    const wanted = { ...fixture.tables, assets: (fixture.tables.assets ?? []).map(note) };
    expect(await comparable(after)).toEqual(await comparable(wanted));
  });

  it('that does not understand a row leaves every row, and the version, as they were', async () => {
    const name = await leftBy(fixture);
    let seen = 0;
    const schema = withNext({
      version: next.version,
      rows: {
        projects: (row) => ({ ...row, name: 'migrated' }),
        clips: (row) => {
          seen += 1;
          if (seen === 3) throw new Error('what is this?');
          return { ...row, quote: 'migrated' };
        },
      },
    });
    await expect(new GleanerDatabase(name, schema).open()).rejects.toThrow('what is this?');
    expect(seen).toBe(3);
    const after = await withDatabase(new GleanerDatabase(name), contents);
    expect(await comparable(after)).toEqual(await comparable(fixture.tables));
  });

  it('that was done is not opened by an extension that does not know it', async () => {
    const name = await leftBy(fixture);
    await withDatabase(new GleanerDatabase(name, withNext({ version: next.version, rows: {} })), contents);
    await expect(new GleanerDatabase(name).open()).rejects.toMatchObject({ code: 'store_outdated' });
  });
});
