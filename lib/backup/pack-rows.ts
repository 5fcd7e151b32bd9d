import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { rowsBetween } from '#lib/db/backup-rows.ts';
import { wrongFile } from './check-files.ts';
import { checkedRow } from './check-row.ts';
import { isText } from './file-names.ts';
import { BACKUP_LIMITS } from './manifest.ts';
import type { RowWithFiles } from './moment.ts';
import { type FileBytes, withFiles } from './read-files.ts';
import { filesOf, lineOf } from './row-json.ts';
import { deflated, type PackedFile, stored } from './zip/pack.ts';

/** Rows that are read again together. */
const CHUNK = 50;

/** A row is not what it was when the moment was taken, or has gone. */
export class Changed extends Error {}

type Found = RowWithFiles & { row: AnyRow };

/** A row with its files as they are to stand in the backup; `wrong` where one of them is not what the row says. */
export type PackedRow = Found & { files: (readonly [name: string, PackedFile])[]; wrong: string | undefined };

/** A row as the moment had it; undefined where it is another one by now. */
function same(table: TableName, found: AnyRow | undefined, line: string): AnyRow | undefined {
  try {
    const row = found && checkedRow(table, found);
    return row && lineOf(table, row) === line ? row : undefined;
  } catch {
    return undefined;
  }
}

/** Rows of a moment, table by table; those that it does not hold are read again, some at a time. @throws Changed */
async function* readAgain(rows: readonly RowWithFiles[]): AsyncGenerator<Found> {
  for (let from = 0; from < rows.length; ) {
    const { table, id: first } = rows[from] as RowWithFiles;
    const chunk = rows.slice(from, from + CHUNK).filter((one) => one.table === table);
    const isHeld = chunk.every(({ row }) => row);
    const found = isHeld ? [] : await rowsBetween(table, first, chunk.at(-1)?.id ?? first).catch((): AnyRow[] => []);
    const byId = new Map(found.map((row) => [row.id, row]));
    for (const one of chunk) {
      const row = one.row ?? same(table, byId.get(one.id), one.line);
      if (!row) throw new Changed();
      yield { ...one, row };
    }
    from += chunk.length;
  }
}

async function packed(found: Found, contents: FileBytes | undefined): Promise<PackedRow> {
  const { table, row } = found;
  const wrong = contents ? await wrongFile(table, row, contents) : 'file';
  if (!contents || wrong) return { ...found, files: [], wrong: wrong ?? 'file' };
  const files = filesOf(table, row).map(async ({ key, name }) => {
    const own = contents.get(key) ?? new Uint8Array();
    const isDeflated = isText(name) && own.length <= BACKUP_LIMITS.deflated;
    // The name of a picture is its hash, and has just been found to be.
    const hash = table === 'assets' && key === 'blob' ? row.id : undefined;
    return [name, await (isDeflated ? deflated(own) : stored(own, hash))] as const;
  });
  return { ...found, files: await Promise.all(files), wrong: undefined };
}

/**
 * Rows of a moment with their files, in order. Some MB of them are in memory.
 * @throws Changed where one that the moment does not hold is not there as it was.
 */
export const packedRows = (rows: readonly RowWithFiles[]): AsyncGenerator<PackedRow> =>
  withFiles(readAgain(rows), packed);
