import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import { damagedLine } from './damaged-row.ts';
import { DAMAGED, fileNames, MANIFEST, tableFile } from './file-names.ts';
import { FORMAT, FORMAT_VERSION, type Manifest, SCHEMA_VERSION } from './manifest.ts';
import { type Moment, takeMoment } from './moment.ts';
import { Changed, packedRows } from './pack-rows.ts';
import { deflatedBlob, type PackedFile } from './zip/pack.ts';
import { type Sink, zipWriter } from './zip/writer.ts';

export type Progress = { done: number; all: number };
export type Work = { signal?: AbortSignal | undefined; onProgress?: ((progress: Progress) => void) | undefined };

/** What a backup holds. `damaged` rows are in it, and are not restored from it. */
export type Written = { rows: ReadonlyMap<TableName, number>; damaged: number };

/** Files of a backup in the making, and what its manifest says of them. */
export function backupFiles(sink: Sink) {
  const zip = zipWriter(sink);
  const files: Manifest['files'] = [];
  return {
    async add(name: string, packed: PackedFile): Promise<void> {
      files.push({ name, bytes: packed.size, sha256: packed.sha256 });
      await zip.add(name, packed);
    },
    /** With the manifest, which says all of the rest. Its own bytes are told by the zip. */
    async close(says: Omit<Manifest, 'files' | 'format' | 'version'>): Promise<void> {
      const { tables, damaged, schema, changedAt } = says;
      const manifest: Manifest = { changedAt, damaged, files, format: FORMAT, schema, tables, version: FORMAT_VERSION };
      await zip.add(MANIFEST, await deflatedBlob(new Blob([JSON.stringify(manifest)])));
      await zip.close();
    },
  };
}

/**
 * Writes the whole library, as it is at one moment, into one file. The same library is the same file, byte for byte. What
 * is damaged is set aside in the file and stops nothing. A few pictures at a time are in memory: should one that has not been
 * read yet be changed or deleted meanwhile, it begins anew, and holds on to all of them.
 * @throws GleanerError `cancelled`, and whatever `sink` throws: what it has got by then is no backup.
 */
export async function writeBackup(sink: Sink, work: Work = {}): Promise<Written> {
  try {
    return await writeMoment(sink, await takeMoment(false, work.signal), work);
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
  }
  await sink.restart();
  return writeMoment(sink, await takeMoment(true, work.signal), work);
}

async function writeMoment(sink: Sink, moment: Moment, { signal, onProgress }: Work): Promise<Written> {
  const { texts, withFiles, damaged } = moment;
  let done = 0;
  const advance = (bytes: number): void => {
    if (signal?.aborted) throw new GleanerError('cancelled');
    done += bytes;
    onProgress?.({ done, all: moment.bytes });
  };
  const backup = backupFiles(sink);

  const lines = new Map<TableName, string[]>(TABLES.filter((table) => fileNames[table]).map((table) => [table, []]));
  for await (const { table, row, line, bytes, files, wrong } of packedRows(withFiles)) {
    if (wrong === undefined) {
      for (const [name, packed] of files) await backup.add(name, packed);
      lines.get(table)?.push(`${line}\n`);
    } else {
      damaged.push({ table, id: row.id, why: `${table} · ${wrong}`, row });
    }
    advance(bytes);
  }

  const rows = new Map<TableName, number>();
  for (const table of TABLES) {
    const own = lines.get(table);
    const text = texts.get(table) ?? { parts: [new Blob(own)], rows: own?.length ?? 0 };
    rows.set(table, text.rows);
    await backup.add(tableFile(table), await deflatedBlob(new Blob(text.parts), own ? undefined : advance));
  }
  if (damaged.length > 0) {
    const parts: Blob[] = [];
    for (const row of damaged) parts.push(new Blob([await damagedLine(row), '\n']));
    await backup.add(DAMAGED, await deflatedBlob(new Blob(parts)));
  }
  await backup.close({
    tables: Object.fromEntries(rows),
    damaged: damaged.length,
    schema: SCHEMA_VERSION,
    changedAt: moment.changedAt,
  });
  return { rows, damaged: damaged.length };
}
