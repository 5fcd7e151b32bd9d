import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { LIMITS } from '#lib/core/text.ts';
import type { FileBytes } from './read-files.ts';
import { sha256 } from './sha256.ts';
import { through } from './zip/through.ts';

/** What inflates is read to here and no further. A UTF-16 unit is at most three bytes of UTF-8. */
const MAX_TEXT = LIMITS.quote * 3;

/** The SHA-256 of a gzipped text; undefined where it is no such text, or a longer one than is ever kept. */
async function hashOfZipped(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // It throws where they are no such thing.
  const plain = await through(bytes, new DecompressionStream('gzip'), MAX_TEXT).catch(() => undefined);
  return plain && sha256(plain);
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
