import { type Written, writeBackup } from '#lib/backup/write-backup.ts';
import type { Sink } from '#lib/backup/zip/writer.ts';
import { sha256 } from '#lib/core/hash.ts';
import { TABLES } from '#lib/core/migrations.ts';
import { db } from '#lib/db/database.ts';

/** A file in memory. */
export function memorySink(): Sink & { file(): Blob } {
  const parts: Blob[] = [];
  return {
    write: async (data) => void parts.push(new Blob([data])),
    restart: async () => void parts.splice(0),
    file: () => new Blob(parts),
  };
}

/** The library as a backup. */
export async function backedUp(): Promise<{ file: Blob; written: Written }> {
  const sink = memorySink();
  const written = await writeBackup(sink);
  return { file: sink.file(), written };
}

type Fixture = { version: number; tables: Record<string, Record<string, unknown>[]> };

/** JSON has no Blobs: they stand in it as `{ "$blob": { "type", "base64" } }`. */
function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$blob' in value)) return value;
  const { type, base64 } = value.$blob as { type: string; base64: string };
  return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type });
}

const texts = import.meta.glob<string>('/test/fixtures/db/v*.json', { query: '?raw', import: 'default', eager: true });

/** Libraries as each version of the schema kept them, oldest first. */
export const fixtures: readonly Fixture[] = Object.values(texts)
  .map((text): Fixture => JSON.parse(text, revive))
  .sort((a, b) => a.version - b.version);

/** Fills the library with what the newest version may hold: every property of every table. */
export async function fillLibrary(): Promise<void> {
  const tables = fixtures.at(-1)?.tables ?? {};
  await db.transaction('rw', db.tables, async () => {
    for (const table of TABLES) await db.table(table).bulkAdd(tables[table] ?? []);
  });
}

/** All rows of all tables that are backed up, with Blobs as their type and hash: what can be compared. */
export async function everything(): Promise<Record<string, unknown[]>> {
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return { type: value.type, hash: await sha256(value) };
    if (Array.isArray(value)) return Promise.all(value.map(plain));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await plain(inner)]);
    return Object.fromEntries(await Promise.all(entries));
  };
  const tables = TABLES.map(async (name) => [name, await plain(await db.table(name).toArray())]);
  return Object.fromEntries(await Promise.all(tables));
}

export const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
