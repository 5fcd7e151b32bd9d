import { bytesToHex } from '@noble/hashes/utils.js';
import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { LIMITS } from '#lib/core/text.ts';
import { filesOf } from './row-json.ts';

/** The bytes of a row's files, by property. */
export type FileBytes = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What inflates is read to here and no further. A UTF-16 unit is at most three bytes of UTF-8. */
const MAX_TEXT = LIMITS.quote * 3;

async function sha256(bytes: BufferSource): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The SHA-256 of a gzipped text; undefined where it is no such text, or a longer one than is ever kept. */
async function hashOfZipped(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair);
  try {
    for await (const part of plain as ReadableStream<Uint8Array<ArrayBuffer>>) {
      size += part.length;
      if (size > MAX_TEXT) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return sha256(await new Blob(parts).arrayBuffer());
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

/** The bytes of a row's files; undefined where the browser has lost one. */
export async function readFiles(table: TableName, row: AnyRow): Promise<FileBytes | undefined> {
  try {
    const files = filesOf(table, row).map(async ({ key, blob }) => [key, await blob.bytes()] as const);
    return new Map(await Promise.all(files));
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
