import { GleanerError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { rowsByIds } from '#lib/db/restore-rows.ts';
import { readFiles, wrongFile } from './check-files.ts';
import { checkedRow } from './check-row.ts';
import { damagedLine } from './damaged-row.ts';
import { DAMAGED, fileNames, isText, MANIFEST, tableFile } from './file-names.ts';
import { BACKUP_LIMITS, FORMAT, FORMAT_VERSION, type Manifest, SCHEMA_VERSION } from './manifest.ts';
import { type Moment, type RowWithFiles, takeMoment } from './moment.ts';
import { readAhead } from './read-ahead.ts';
import { filesOf, lineOf } from './row-json.ts';
import { deflated, type PackedFile, stored } from './zip/pack.ts';
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
      await zip.add(MANIFEST, await deflated(new Blob([JSON.stringify(manifest)])));
      await zip.close();
    },
  };
}

/** Rows that are read again together. */
const CHUNK = 50;

/** A row is not what it was when the moment was taken, or has gone. */
class Changed extends Error {}

type Found = { table: TableName; row: AnyRow; line: string; bytes: number };

/** A row as the moment had it; undefined where it is another one by now. */
function same(table: TableName, found: AnyRow | undefined, line: string): AnyRow | undefined {
  try {
    const row = found && checkedRow(table, found);
    return row && lineOf(table, row) === line ? row : undefined;
  } catch {
    return undefined;
  }
}

/** Rows of a moment that is not held, table by table, read again some at a time. @throws Changed */
async function* readAgain(rows: readonly RowWithFiles[]): AsyncGenerator<Found> {
  for (let from = 0; from < rows.length; ) {
    const table = (rows[from] as RowWithFiles).table;
    const chunk = rows.slice(from, from + CHUNK).filter((one) => one.table === table);
    const found = await rowsByIds(
      table,
      chunk.map(({ id }) => id),
    ).catch((): [] => []);
    for (const [at, { line, bytes }] of chunk.entries()) {
      const row = same(table, found[at], line);
      if (!row) throw new Changed();
      yield { table, row, line, bytes };
    }
    from += chunk.length;
  }
}

/** The files of a row as they are to stand in the backup; `wrong` where one of them is not what the row says. */
async function packedRow({ table, row, line, bytes }: Found) {
  const copies = await readFiles(table, row);
  const wrong = copies ? await wrongFile(table, row, copies) : 'file';
  if (!copies || wrong) return { table, row, line, bytes, files: [], wrong: wrong ?? 'file' };
  const files = await Promise.all(
    filesOf(table, row).map(async ({ key, name }) => {
      const own = copies.get(key) ?? new Uint8Array();
      const isDeflated = isText(name) && own.length <= BACKUP_LIMITS.deflated;
      // The name of a picture is its hash, and has just been found to be.
      const hash = table === 'assets' && key === 'blob' ? row.id : undefined;
      return [name, isDeflated ? await deflated(own) : stored(own, hash)] as const;
    }),
  );
  return { table, row, line, bytes, files, wrong: undefined };
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
  const found = withFiles.flatMap(({ row, ...rest }): Found[] => (row ? [{ ...rest, row }] : []));
  const rowsAgain = found.length === withFiles.length ? found : readAgain(withFiles);
  for await (const { table, row, line, bytes, files, wrong } of readAhead(rowsAgain, packedRow, (one) => one.bytes)) {
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
    await backup.add(tableFile(table), await deflated(new Blob(text.parts), own ? undefined : advance));
  }
  if (damaged.length > 0) {
    const parts: Blob[] = [];
    for (const row of damaged) parts.push(new Blob([await damagedLine(row), '\n']));
    await backup.add(DAMAGED, await deflated(new Blob(parts)));
  }
  await backup.close({
    tables: Object.fromEntries(rows),
    damaged: damaged.length,
    schema: SCHEMA_VERSION,
    changedAt: moment.changedAt,
  });
  return { rows, damaged: damaged.length };
}
