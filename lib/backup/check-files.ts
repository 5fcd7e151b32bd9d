import { sha256 } from '#lib/core/hash.ts';
import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { LIMITS } from '#lib/core/text.ts';
import { copyOf } from '#lib/db/blob-files.ts';
import { filesOf } from './row-json.ts';

/** The bytes of a row's files, by property. */
export type FileBytes = ReadonlyMap<string, Blob>;

/** What inflates is read to here and no further. A UTF-16 unit is at most three bytes of UTF-8. */
const MAX_TEXT = LIMITS.quote * 3;

/** The SHA-256 of a gzipped text; undefined where it is no such text, or a longer one than is ever kept. */
async function hashOfZipped(blob: Blob): Promise<string | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const plain = blob.stream().pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair);
  try {
    for await (const part of plain as ReadableStream<Uint8Array<ArrayBuffer>>) {
      size += part.length;
      if (size > MAX_TEXT) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return sha256(new Blob(parts));
}

/**
 * Whether the files of a row are what the row says they are.
 * @returns which property is not; undefined where all is well.
 */
export async function wrongFile(table: TableName, row: AnyRow, files: FileBytes): Promise<string | undefined> {
  const [picture, text] = [files.get('blob'), files.get('text')];
  if (table === 'assets') return picture && (await sha256(picture)) === row.id ? undefined : 'blob';
  if (table === 'snapshots') return text && (await hashOfZipped(text)) === row.hash ? undefined : 'text';
  return undefined;
}

/** The files of a row as copies in memory; undefined where the browser has lost one. */
export async function readFiles(table: TableName, row: AnyRow): Promise<FileBytes | undefined> {
  try {
    const files = filesOf(table, row).map(async ({ key, blob }) => [key, await copyOf(blob)] as const);
    return new Map(await Promise.all(files));
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
